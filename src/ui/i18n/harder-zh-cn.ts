import type { Amounts } from './amounts.ts'
import type { harderEn } from './harder-en.ts'

/** What is said in Chinese of "Think harder". */
export function harderZhCn(_: Amounts): ReturnType<typeof harderEn> {
  return {}
}
