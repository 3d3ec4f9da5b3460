import type { Amounts } from './amounts.ts'
import type { contextEn } from './context-en.ts'

/** What is said in Chinese of what the model reads. */
export function contextZhCn(_: Amounts): ReturnType<typeof contextEn> {
  return {}
}
