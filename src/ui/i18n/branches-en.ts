import type { Amounts } from './amounts.ts'

/** What is said in English of editing, retrying, versions and branches. */
export function branchesEn(_: Amounts) {
  return {}
}
