import type { Amounts } from './amounts.ts'

/** What is said in English of "Think harder". */
export function harderEn(_: Amounts) {
  return {}
}
