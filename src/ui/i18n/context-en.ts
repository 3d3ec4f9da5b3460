import type { Amounts } from './amounts.ts'

/** What is said in English of what the model reads. */
export function contextEn(_: Amounts) {
  return {}
}
