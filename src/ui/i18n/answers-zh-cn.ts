import type { Amounts } from './amounts.ts'
import type { answersEn } from './answers-en.ts'

/** What is said in Chinese of answers as Markdown: code, links, formulas. */
export function answersZhCn(_: Amounts): ReturnType<typeof answersEn> {
  return {}
}
