/**
 * Bits that one parameter takes, all of a file counted in. WebLLM's q4 keeps one scale for 32 parameters: 4 + 16/32
 * and 4 + 32/32. Q8_0 and Q4_1 are llama.cpp's blocks of 32: 8 + 16/32, 4 + 32/32. Q4_K_M mixes 4, 5 and 6 bits:
 * 5.0 is what the listed files of this catalogue come to in the middle (4.9 to 5.7; more where the vocabulary is large).
 */
export const bitsPerParameter = { q4f16_1: 4.5, q4f32_1: 5, Q4_1: 5, Q4_K_M: 5, Q8_0: 8.5 } as const

/** How a build's parameters are packed. */
export type Quantisation = keyof typeof bitsPerParameter

/** The part of a model's make that memory and speed depend on, from its published configuration. */
export interface Shape {
  /**
   * Parameters in millions that no token reads: experts not chosen, the table of a vocabulary that is not also the
   * output layer (of which a token reads one row), what only pictures need. Default: 0.
   */
  readonly idleParametersM?: number
  /** Attention layers that keep keys and values. Not given: none do. */
  readonly attention?: {
    readonly layers: number
    readonly keyValueHeads: number
    readonly headSize: number
  }
  /** Bytes of state of the layers that keep a state instead, in 32-bit floats. Default: 0. */
  readonly stateBytes?: number
}

/** What llama.cpp takes beside weights and cache here, in bytes: measured with the embedded model (308 MB in all). */
const wllamaOwnBytes = 120e6

/** Bytes of so many parameters: an estimate for files that nobody has listed yet. */
export function weightBytes(parametersM: number, quantisation: Quantisation): number {
  return Math.round((parametersM * 1e6 * bitsPerParameter[quantisation]) / 8)
}

/** The share of `bytes` that one token reads, in bytes. */
export function readBytes(bytes: number, parametersM: number, shape: Shape): number {
  return Math.round((bytes * (parametersM - (shape.idleParametersM ?? 0))) / parametersM)
}

/** Memory for a GGUF under wllama, in bytes: weights, keys and values in 16-bit floats, states, the engine's own. */
export function wllamaMemoryBytes(bytes: number, shape: Shape, contextTokens: number): number {
  const { layers, keyValueHeads, headSize } = shape.attention ?? { layers: 0, keyValueHeads: 0, headSize: 0 }
  const cacheBytes = layers * keyValueHeads * headSize * contextTokens * 2 * 2
  return bytes + cacheBytes + (shape.stateBytes ?? 0) + wllamaOwnBytes
}
