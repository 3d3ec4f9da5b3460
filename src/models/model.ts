/** A file of a model, pinned by size and hash: what does not match is not used. */
export interface ModelFileCard {
  readonly name: string
  /** Relative to the page's own address, or absolute for a pinned model host. */
  readonly url: string
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

/** Everything Hermit knows of a model before it is on the device. */
export interface ModelCard {
  readonly id: string
  readonly name: string
  /** Engines that run it, best first, by EngineInfo.id. */
  readonly engines: readonly string[]
  readonly files: readonly ModelFileCard[]
  /** Parameters, in millions. */
  readonly parametersM: number
  readonly quantisation: string
  /** Context window that Hermit opens it with, in tokens. */
  readonly contextTokens: number
  /** An answer ends here at the latest, and says so: a small model that has lost its thread does not find it again. */
  readonly maxAnswerTokens?: number
  readonly licence: string
  readonly licenceUrl: string
  readonly languages: readonly string[]
}

/** Bytes to download for a model. */
export function modelBytes(card: ModelCard): number {
  return card.files.reduce((sum, file) => sum + file.bytes, 0)
}
