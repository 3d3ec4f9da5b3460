import { Tokenizer } from '@huggingface/tokenizers'
import * as onnx from 'onnxruntime-web/wasm'
import * as z from 'zod/mini'
import { FaultError } from '../fault.ts'
import { embeddingDimensions, embeddingModel } from './embedding-model.ts'

/** A text as a vector, and what it cost. */
export interface Embedded {
  /** A unit vector. */
  readonly vector: Float32Array<ArrayBuffer>
  /** That the model read, its two special ones included. */
  readonly tokens: number
}

/** The loaded model. One text at a time: see `embed`. */
export interface SentenceModel {
  /**
   * Texts are not put together into batches: activations are quantised over a whole batch, so that a text's vector
   * would depend on its neighbours, and a text of 200 tokens keeps a processor busy by itself. Throws FaultError.
   */
  embed(text: string): Promise<Embedded>
  release(): Promise<void>
}

/** Where ONNX Runtime's own files are: by address in a browser, as bytes elsewhere. */
export type RuntimeSource =
  | { readonly moduleUrl: string; readonly wasmUrl: string }
  | { readonly wasmBinary: ArrayBuffer }

export interface SentenceModelOptions {
  readonly runtime: RuntimeSource
  /** More than one only where memory can be shared between threads. */
  readonly threads: number
}

/** Letters after which no text is read on: a token has seldom more than 8, and what is cut costs nothing then. */
const mostLetters = embeddingModel.contextTokens * 16

const tokenizerSchema = z.looseObject({
  model: z.looseObject({ vocab: z.record(z.string(), z.number()) }),
})

/**
 * Loads the model.
 *
 * @param files The ONNX graph and its `tokenizer.json`, in the order of the card.
 * Throws FaultError: 'model-damaged' where the files are no such model, 'out-of-memory', 'unsupported'.
 */
export async function loadSentenceModel(
  files: readonly Blob[],
  { runtime, threads }: SentenceModelOptions,
): Promise<SentenceModel> {
  const [graph, words] = files
  if (!graph || !words)
    throw new FaultError({ code: 'model-missing', detail: 'the files of the embedding model' })
  const tokenizer = await readTokenizer(words)
  const { wasm } = onnx.env
  wasm.numThreads = threads
  // A worker inside our worker would only add a hop.
  wasm.proxy = false
  if ('wasmBinary' in runtime) wasm.wasmBinary = runtime.wasmBinary
  else wasm.wasmPaths = { mjs: runtime.moduleUrl, wasm: runtime.wasmUrl }
  const bytes = new Uint8Array(await graph.arrayBuffer())
  const session = await onnx.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  }).catch((error: unknown) => {
    throw new FaultError(faultOf(error))
  })

  return {
    async embed(text) {
      const ids = cut(tokenizer.encode(text.slice(0, mostLetters)).ids)
      const shape = [1, ids.length]
      const input = BigInt64Array.from(ids, BigInt)
      const feeds = {
        input_ids: new onnx.Tensor('int64', input, shape),
        attention_mask: new onnx.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      }
      const { sentence_embedding: output } = await session.run(feeds).catch((error: unknown) => {
        throw new FaultError(faultOf(error))
      })
      const vector = output?.data
      if (!(vector instanceof Float32Array) || vector.length !== embeddingDimensions) {
        throw new FaultError({ code: 'model-damaged', detail: 'the embedding model gave no vector' })
      }
      // A copy: the runtime's memory is used again.
      return { vector: new Float32Array(vector), tokens: ids.length }
    },
    release: () => session.release(),
  }
}

async function readTokenizer(file: Blob): Promise<Tokenizer> {
  try {
    return new Tokenizer(tokenizerSchema.parse(JSON.parse(await file.text())), {})
  } catch (error) {
    throw new FaultError({ code: 'model-damaged', detail: `the tokenizer: ${String(error)}` })
  }
}

/** As many tokens as the model reads: the last of them closes the text. */
function cut(ids: readonly number[]): readonly number[] {
  const most = embeddingModel.contextTokens
  if (ids.length <= most) return ids
  return [...ids.slice(0, most - 1), ...ids.slice(-1)]
}

function faultOf(error: unknown) {
  const detail = String(error)
  if (/out of memory|memory access|Aborted|alloc/i.test(detail))
    return { code: 'out-of-memory', detail } as const
  if (/protobuf|no backend|backend/i.test(detail)) {
    return { code: /protobuf/i.test(detail) ? 'model-damaged' : 'unsupported', detail } as const
  }
  return { code: 'crashed', detail } as const
}
