import type { Amounts } from './amounts.ts'

/** What is said in English of what a model thinks before it answers. */
export function thinkingEn(_: Amounts) {
  return {}
}
