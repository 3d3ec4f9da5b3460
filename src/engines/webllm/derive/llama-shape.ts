import type { GgufHeader } from '../../../models/gguf.ts'
import { NotDerivable } from './not-derivable.ts'

/** The sizes that say what tensors a Llama model has. */
export interface LlamaShape {
  readonly layers: number
  readonly hidden: number
  readonly heads: number
  readonly kvHeads: number
  /** Numbers in one head: even. */
  readonly headDim: number
  readonly ffn: number
  readonly vocab: number
}

/** The sizes as the GGUF's metadata gives them. Throws NotDerivable where the libraries have no kernels for them. */
export function readLlamaShape(metadata: GgufHeader['metadata']): LlamaShape {
  const architecture = metadata.get('general.architecture')
  if (architecture !== 'llama')
    throw new NotDerivable(`the architecture is ${String(architecture)}, not llama`)
  const scaling = metadata.get('llama.rope.scaling.type') ?? 'none'
  if (scaling !== 'none') throw new NotDerivable(`rotary embeddings are scaled: ${String(scaling)}`)

  const size = (key: string, otherwise?: number): number => {
    const value = metadata.get(`llama.${key}`) ?? otherwise
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
      throw new NotDerivable(`llama.${key} is ${String(value)}`)
    }
    return value
  }
  const layers = size('block_count')
  const hidden = size('embedding_length')
  const heads = size('attention.head_count')
  const kvHeads = size('attention.head_count_kv', heads)
  const ffn = size('feed_forward_length')
  const headDim = hidden / heads
  const tokens = metadata.get('tokenizer.ggml.tokens')
  const vocab = Array.isArray(tokens) ? tokens.length : 0
  if (vocab === 0) throw new NotDerivable('there is no vocabulary')

  // Two blocks of 32 share a word of the embedding's scales; a rotary embedding turns pairs.
  if (hidden % 64 !== 0) throw new NotDerivable(`the embedding length ${hidden} is no multiple of 64`)
  if (headDim % 2 !== 0) throw new NotDerivable(`${heads} heads do not share ${hidden} numbers evenly`)
  if (heads % kvHeads !== 0) throw new NotDerivable(`${heads} heads do not share ${kvHeads} evenly`)
  for (const key of ['attention.key_length', 'attention.value_length', 'rope.dimension_count']) {
    if (size(key, headDim) !== headDim) throw new NotDerivable(`llama.${key} is not ${headDim}`)
  }
  return { layers, hidden, heads, kvHeads, headDim, ffn, vocab }
}
