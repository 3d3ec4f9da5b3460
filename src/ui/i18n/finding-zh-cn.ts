import type { Amounts } from './amounts.ts'
import type { findingEn } from './finding-en.ts'

/** What is said in Chinese of search, folders, pinning, archiving and titles. */
export function findingZhCn(_: Amounts): ReturnType<typeof findingEn> {
  return {}
}
