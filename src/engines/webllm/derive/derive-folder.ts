import { chatConfig, type DeriveOptions } from './chat-config.ts'
import { openGgufParts } from './gguf-parts.ts'
import { readLlamaShape } from './llama-shape.ts'
import { llamaParameters } from './parameters.ts'
import { fillShard, layShards, tensorCache } from './shards.ts'
import { tokenizerJson } from './tokenizer-json.ts'

/** The files of a WebLLM model folder, derived from a GGUF; no weight is read before it is asked for. */
export interface DerivedFolder {
  /** Every file with its exact length. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  /**
   * One file's bytes, made now and the caller's own; in any order, and as often as wanted. Throws RangeError for
   * a name that is not in `files`, NotDerivable where a part has become shorter.
   */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * Derives what WebLLM wants of a model from the parts of its GGUF, so that the weights are on a device once.
 * Throws NotDerivable where the GGUF is not what the compiled libraries know: Llama architecture, ChatML,
 * Q4_1 matrices, and a Q8_0 embedding that is the output layer too.
 */
export async function deriveFolder(parts: readonly Blob[], options: DeriveOptions): Promise<DerivedFolder> {
  const gguf = await openGgufParts(parts)
  const shape = readLlamaShape(gguf.metadata)
  const shards = layShards(llamaParameters(gguf, shape))
  const texts = new Map(
    Object.entries({
      'tokenizer.json': tokenizerJson(gguf.metadata),
      'mlc-chat-config.json': chatConfig(gguf.metadata, shape.vocab, options),
      'tensor-cache.json': tensorCache(shards),
    }).map(([name, content]) => [name, new TextEncoder().encode(JSON.stringify(content))]),
  )
  const shardsByName = new Map(shards.map(shard => [shard.name, shard]))
  return {
    files: [
      ...[...texts].map(([name, { length }]) => ({ name, bytes: length })),
      ...shards.map(({ name, bytes }) => ({ name, bytes })),
    ],
    read: async name => {
      const text = texts.get(name)
      if (text) return text.slice()
      const shard = shardsByName.get(name)
      if (!shard) throw new RangeError(`there is no file '${name}'`)
      return fillShard(shard)
    },
  }
}
