import type { Amounts } from './amounts.ts'
import type { presetsEn } from './presets-en.ts'

/** What is said in Chinese of instructions, personas, prompts, sampling and JSON answers. */
export function presetsZhCn(_: Amounts): ReturnType<typeof presetsEn> {
  return {}
}
