import type { Amounts } from './amounts.ts'
import type { comfortEn } from './comfort-en.ts'

/** What is said in Chinese of the command palette, shortcuts and quoting. */
export function comfortZhCn(_: Amounts): ReturnType<typeof comfortEn> {
  return {}
}
