import type { Amounts } from './amounts.ts'
import type { sharingEn } from './sharing-en.ts'

/** What is said in Chinese of one engine for several tabs. */
export function sharingZhCn(_: Amounts): ReturnType<typeof sharingEn> {
  return {
    queuedBehind: ahead => `正在排队，前面还有 ${ahead} 条回答`,
    runsElsewhere: '运行在 Hermit 的另一个标签页中，这里也由它回答；内存里只有一份。',
  }
}
