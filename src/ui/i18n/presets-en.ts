import type { Amounts } from './amounts.ts'

/** What is said in English of instructions, personas, prompts, sampling and JSON answers. */
export function presetsEn(_: Amounts) {
  return {}
}
