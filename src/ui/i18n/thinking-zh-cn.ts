import type { Amounts } from './amounts.ts'
import type { thinkingEn } from './thinking-en.ts'

/** What is said in Chinese of what a model thinks before it answers. */
export function thinkingZhCn(_: Amounts): ReturnType<typeof thinkingEn> {
  return {}
}
