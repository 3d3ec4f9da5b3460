import { type ModelCard, modelBytes } from '../model.ts'

/** What is known of a model before its files are: a card without them. */
export type Outline = Omit<ModelCard, 'files' | 'trust' | 'revision'>

/** A folder on a model hub that speaks Hugging Face's protocol: `<hub>/<repo>/resolve/<revision>/<name>`. */
export interface HubFolder {
  readonly repo: string
  /** A branch ("main") or a commit. A branch is resolved to a commit once, and all files come from that. */
  readonly revision: string
}

/** Where a model's files are to be had. Plain values: it is stored, and it goes to a worker. */
export type Source =
  /** Every file's name, size and hash is known. */
  | { readonly kind: 'pinned'; readonly card: ModelCard }
  /** Parts of one GGUF, in order. */
  | { readonly kind: 'gguf'; readonly folder: HubFolder; readonly names: readonly string[] }
  /**
   * A WebLLM folder, on a hub or anywhere on the web, and its compiled library. What is in the folder is said by
   * its `tensor-cache.json`.
   */
  | {
      readonly kind: 'mlc'
      readonly folder: HubFolder | { readonly url: string }
      readonly libraryUrl: string
    }

/** A model to be fetched. */
export interface Wanted {
  readonly outline: Outline
  readonly source: Source
  /** What it will come to, as far as known. */
  readonly bytes?: number
  /** The person paused it: it does not go on by itself. */
  readonly isPaused?: boolean
}

/** A model whose files are all known, to be fetched as far as they are missing. */
export function wantedOf(card: ModelCard): Wanted {
  const { files: _, trust: __, revision: ___, ...outline } = card
  return { outline, source: { kind: 'pinned', card }, bytes: modelBytes(card) }
}

/** The hosts that models come from. The person may put a mirror or a server of their own in their place. */
export interface Hosts {
  /** Of hub folders: 'https://huggingface.co'. Without a slash at the end. */
  readonly hub: string
  /** Takes the place of the origin of a library's address; undefined leaves it as it is. */
  readonly libraries?: string
}
