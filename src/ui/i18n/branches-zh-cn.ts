import type { Amounts } from './amounts.ts'
import type { branchesEn } from './branches-en.ts'

/** What is said in Chinese of editing, retrying, versions and branches. */
export function branchesZhCn(_: Amounts): ReturnType<typeof branchesEn> {
  return {}
}
