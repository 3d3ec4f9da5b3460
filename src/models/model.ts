/** A file of a model, pinned by size and hash: what does not match is not used. */
export interface ModelFileCard {
  readonly name: string
  /** Relative to the page's own address, or absolute for a model host; empty where it came from this device. */
  readonly url: string
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

/** A model's compiled WebGPU code (a WebLLM "model library"), built for one kind of adapter. */
export interface ModelLibraryCard extends ModelFileCard {
  /** All must be true of the adapter: it has 16-bit floats in shaders; it is a real GPU, not software. */
  readonly needs: readonly ('shader-f16' | 'hardware')[]
}

/**
 * Weights that are laid over the model's own for one kind of call and lifted off again (a GGUF LoRA). A model runs
 * without them, and they are no part of what it is: neither its id nor its build knows of them.
 */
export interface ModelAdapterCard extends ModelFileCard {
  /** What GenerateRequest.adapter calls it. */
  readonly id: AdapterId
}

/** 'tools' copies the words of a request that fill a tool's arguments. */
export type AdapterId = 'tools'

/**
 * How the hashes in a card came to be known: written in Hermit's own catalogue, declared by the host that the files
 * came from, or computed when they first arrived. From then on all three are checked alike.
 */
export type Trust = 'card' | 'host' | 'first-use'

/** Everything Hermit knows of a model whose files it can name, size and check. */
export interface ModelCard {
  readonly id: string
  readonly name: string
  /** The catalogue's offer of which it is a build. */
  readonly offerId?: string
  /** Of the file that is known least. Default: 'card'. */
  readonly trust?: Trust
  /** The host's commit that every file is of. */
  readonly revision?: string
  /** llama.cpp's name of the architecture, e.g. "llama", "qwen3moe"; where a GGUF has told. */
  readonly architecture?: string
  /** It has no chat template and only goes on with a text: it is asked by GenerateRequest.prompt. */
  readonly isBase?: boolean
  /**
   * What `files` are: parts of one GGUF (every engine reads them), or a WebLLM model folder; or an ONNX graph and its
   * tokenizer, which no engine runs: it is no language model, and another room's (embedding/).
   */
  readonly format: 'gguf' | 'mlc' | 'onnx'
  /** Engines that run it, best first, by EngineInfo.id. */
  readonly engines: readonly string[]
  readonly files: readonly ModelFileCard[]
  /** Compiled libraries for the GPU engine, best first; the first whose needs the adapter meets is used. */
  readonly libraries?: readonly ModelLibraryCard[]
  readonly adapters?: readonly ModelAdapterCard[]
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

/** Whether it writes answers: what is not one is neither offered nor listed where language models are. */
export function isLanguageModel(card: Pick<ModelCard, 'format'>): boolean {
  return card.format !== 'onnx'
}

/** Bytes to download for a model. */
export function modelBytes(card: ModelCard): number {
  return card.files.reduce((sum, file) => sum + file.bytes, 0)
}

/** Names a build on a receipt: its quantisation and the beginning of its first file's hash. */
export function buildOf(card: ModelCard): string {
  return [card.quantisation, card.files[0]?.sha256.slice(0, 8)].filter(part => part).join(' ')
}

/** The card with one of its compiled libraries among its files: what the GPU engine needs on the device. */
export function withLibrary(card: ModelCard, library: ModelLibraryCard): ModelCard {
  return { ...card, files: [...card.files, library] }
}

/** The card with its adapters among its files, as far as they can be fetched: for an engine that uses them. */
export function withAdapters(card: ModelCard): ModelCard {
  const { adapters = [], files } = card
  const others = adapters.filter(
    ({ sha256, url }) => url !== '' && files.every(file => file.sha256 !== sha256),
  )
  return others.length === 0 ? card : { ...card, files: [...files, ...others] }
}

/** The files that a model can run without: compiled libraries and adapters. */
export function sideFiles({ libraries = [], adapters = [] }: ModelCard): readonly ModelFileCard[] {
  return [...libraries, ...adapters]
}

/** The card with every file that any engine may have fetched for it. */
export function withEveryFile(card: ModelCard): ModelCard {
  const others = sideFiles(card).filter(side => card.files.every(file => file.sha256 !== side.sha256))
  return { ...card, files: [...card.files, ...others] }
}
