import type { Amounts } from './amounts.ts'

/** What is said in English of answers as Markdown: code, links, formulas. */
export function answersEn(_: Amounts) {
  return {}
}
