import type { Sampling } from '../chat-settings.ts'

/** One number of sampling as a control has it; the bounds are those of chat/records.ts. */
export interface SamplingField {
  readonly name: Exclude<keyof Sampling, 'seed'>
  readonly min: number
  readonly max: number
  readonly step: number
  /** Where the range stands while Hermit chooses. */
  readonly rest: number
}

export const samplingFields: readonly SamplingField[] = [
  { name: 'temperature', min: 0, max: 2, step: 0.05, rest: 0 },
  { name: 'topP', min: 0.05, max: 1, step: 0.05, rest: 1 },
  { name: 'repeatPenalty', min: 1, max: 2, step: 0.05, rest: 1.05 },
  { name: 'maxTokens', min: 16, max: 4096, step: 16, rest: 512 },
]

/** A die has so many faces. llama.cpp takes its highest number for "no seed". */
export const highestSeed = 2 ** 31 - 1

/** The sampling with one number changed; undefined where nothing is left that a person chose. */
export function withSampling(
  sampling: Sampling | undefined,
  name: keyof Sampling,
  value: number | undefined,
): Sampling | undefined {
  const { [name]: _, ...others } = sampling ?? {}
  const next = value === undefined ? others : { ...others, [name]: value }
  return Object.keys(next).length === 0 ? undefined : next
}

/** A typed number within bounds; undefined where it is none. */
export function parseNumber(
  text: string,
  { min, max, isWhole }: { readonly min: number; readonly max: number; readonly isWhole: boolean },
): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return value >= min && value <= max && (!isWhole || Number.isInteger(value)) ? value : undefined
}
