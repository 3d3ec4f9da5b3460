import type { tabsEn } from './tabs-en.ts'

/** The same in Chinese. */
export const tabsZhCn: typeof tabsEn = {
  writtenElsewhere: '这条回答正在另一个标签页中生成。',
  busyElsewhere: '另一个标签页正在这段对话里生成回答，结束后就可以发送。',
}
