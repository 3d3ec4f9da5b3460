import type { Amounts } from './amounts.ts'

/** What is said in English of the command palette, shortcuts and quoting. */
export function comfortEn(_: Amounts) {
  return {}
}
