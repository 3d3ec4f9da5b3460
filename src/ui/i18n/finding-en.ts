import type { Amounts } from './amounts.ts'

/** What is said in English of search, folders, pinning, archiving and titles. */
export function findingEn(_: Amounts) {
  return {}
}
