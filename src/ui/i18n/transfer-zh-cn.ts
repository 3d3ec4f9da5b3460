import type { Amounts } from './amounts.ts'
import type { transferEn } from './transfer-en.ts'

/** What is said in Chinese of export and import. */
export function transferZhCn(_: Amounts): ReturnType<typeof transferEn> {
  return {}
}
