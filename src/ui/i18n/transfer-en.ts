import type { Amounts } from './amounts.ts'

/** What is said in English of export and import. */
export function transferEn(_: Amounts) {
  return {}
}
