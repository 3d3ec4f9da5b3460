import type { Offer } from './offer.ts'
import type { Quantisation, Shape } from './sizes.ts'

/** A GGUF on the hub that wllama runs. */
export interface GgufFile {
  readonly quantisation: Quantisation
  readonly repo: string
  /** The commit that public records of the file agree on, else "main". */
  readonly revision: string
  /** Parts in order. */
  readonly names: readonly string[]
  /** As listed by the hub, where that is known. */
  readonly bytes?: number
}

/** A row of the catalogue as it is written down; offers.ts works out the builds. */
export interface Row extends Omit<Offer, 'builds'> {
  readonly shape: Shape
  /** Ids of WebLLM's own list, best first. */
  readonly webllm?: readonly string[]
  readonly ggufs?: readonly GgufFile[]
  /** Context window that GGUFs are opened with, in tokens. Default: 4096. */
  readonly contextTokens?: number
}
