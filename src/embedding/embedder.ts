/** Turns texts into vectors whose nearness is nearness of meaning. On this device, in a worker. */
export interface Embedder {
  /** Names the model and its build: vectors of another one cannot be compared. */
  readonly model: string
  readonly dimensions: number
  /** Languages it reads, as BCP 47 primary tags; what is in others is searched by words alone. */
  readonly languages: readonly string[]
  /**
   * One unit vector a text, in order, `dimensions` numbers each. Texts longer than the model reads are cut at its end.
   * The model is loaded at the first call. Throws FaultError; an abort throws the signal's reason.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>
  /** Frees the model; the next call loads it again. */
  rest(): void
}
