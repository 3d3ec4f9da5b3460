import { type Fault, FaultError } from '../../fault.ts'
import type { GgufHeader, GgufTensor, GgufValue } from '../gguf.ts'
import { otherArchitectures, runnableArchitectures } from './gguf-architectures.ts'
import { fileTypes, tensorTypes } from './gguf-types.ts'

/** What the header of a GGUF tells of its model, and what it takes to run it here. */
export interface GgufDescription {
  /** llama.cpp's name of it. */
  readonly architecture: string
  /** The model's own name for itself; empty where it has none. */
  readonly name: string
  /** Counted from the tensors. */
  readonly parametersM: number
  readonly quantisation: string
  /** Of all files. */
  readonly bytes: number
  /** Files that it is in. */
  readonly parts: number
  /** What it was trained for; 0 where it does not say. */
  readonly trainedContextTokens: number
  /** What Hermit opens it with. */
  readonly contextTokens: number
  /** Without one the model only goes on with a text, and answers badly. */
  readonly hasChatTemplate: boolean
  /** As the model's makers wrote it; empty where they did not. */
  readonly licence: string
  /** http(s), or empty. */
  readonly licenceUrl: string
  readonly languages: readonly string[]
  /** Weights, context and the engine's own. */
  readonly memoryBytes: number
}

/** What is known of one file of a GGUF. */
export interface GgufPart {
  readonly header: GgufHeader
  readonly bytes: number
}

const openedContextTokens = 4096
/** What wllama takes beside weights and context: measured 308 MB for the embedded model's 98 MB and 94 MB. */
const engineBytes = 120_000_000
/** The `maximum` of the memory that wllama 3.8.1's wasm imports: 65,536 pages. Its addresses are 64 bits wide. */
export const wasmLimitBytes = 4 * 1024 ** 3

/**
 * Reads what a person wants to know from the headers of a model's parts, in order. Throws FaultError: 'not-a-model'
 * (cut or contradictory), 'model-unsupported' (with the reason as detail), 'model-too-large' (with the numbers).
 */
export function describeGguf(parts: readonly GgufPart[]): GgufDescription {
  const [first] = parts
  if (!first) throw fault({ code: 'not-a-model', detail: 'no file was given' })
  const { metadata } = first.header
  const tensors = parts.flatMap(({ header }) => header.tensors)
  const architecture = requireArchitecture(metadata, tensors)
  requireVocabulary(metadata)
  const tensorBytes = parts.reduce((sum, part) => sum + requireTensors(part), 0)

  const trainedContextTokens = count(metadata.get(`${architecture}.context_length`)) ?? 0
  const contextTokens = Math.min(trainedContextTokens || openedContextTokens, openedContextTokens)
  const memoryBytes = tensorBytes + contextBytesPerToken(metadata, architecture) * contextTokens + engineBytes
  if (memoryBytes > wasmLimitBytes) {
    const numbers = { neededBytes: memoryBytes, limitBytes: wasmLimitBytes }
    throw fault({ code: 'model-too-large', numbers })
  }
  const template = metadata.get('tokenizer.chat_template')
  return {
    architecture,
    name: words(metadata.get('general.name')) || words(metadata.get('general.basename')),
    parametersM: tensors.reduce((sum, tensor) => sum + valueCount(tensor), 0) / 1e6,
    quantisation: fileTypes.get(count(metadata.get('general.file_type')) ?? -1) ?? commonestType(tensors),
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    parts: parts.length,
    trainedContextTokens,
    contextTokens,
    hasChatTemplate: typeof template === 'string' && /\{[{%]/.test(template) && template.includes('messages'),
    licence: words(metadata.get('general.license')) || words(metadata.get('general.license.name')),
    licenceUrl: webAddress(metadata.get('general.license.link')),
    languages: languages(metadata.get('general.languages')),
    memoryBytes,
  }
}

function requireArchitecture(
  metadata: ReadonlyMap<string, GgufValue>,
  tensors: readonly GgufTensor[],
): string {
  const type = metadata.get('general.type') ?? 'model'
  if (type !== 'model') throw unsupported(`a file of the type '${words(type)}', not a model`)
  if (metadata.has('adapter.type')) throw unsupported('an adapter to another model')
  const architecture = metadata.get('general.architecture')
  if (typeof architecture !== 'string') throw unsupported('it does not say its architecture')
  const why = otherArchitectures.get(architecture)
  if (why) throw unsupported(`'${architecture}' is ${why}`)
  if (!runnableArchitectures.has(architecture)) {
    throw unsupported(`the architecture '${words(architecture)}' is unknown`)
  }
  // Chat models made into embedding models keep their architecture; 0 stands for none.
  if (count(metadata.get(`${architecture}.pooling_type`))) {
    throw unsupported('an embedding model, which does not write text')
  }
  if (tensors.length === 0) throw unsupported('a vocabulary without a model')
  return architecture
}

function requireVocabulary(metadata: ReadonlyMap<string, GgufValue>): void {
  const kind = metadata.get('tokenizer.ggml.model')
  const tokens = metadata.get('tokenizer.ggml.tokens')
  // RWKV's tokenizer has its tokens in the same array.
  const hasTokens = Array.isArray(tokens) && tokens.length > 0
  if (typeof kind !== 'string' || kind === 'no_vocab' || kind === 'none' || !hasTokens) {
    throw unsupported('it has no vocabulary')
  }
}

/** Bytes of a part's tensors, each of a known type and inside the file. */
function requireTensors({ header, bytes }: GgufPart): number {
  let sum = 0
  for (const tensor of header.tensors) {
    const type = tensorTypes.get(tensor.type)
    if (!type) throw unsupported(`tensor '${words(tensor.name)}' has the unknown type ${tensor.type}`)
    const [rowValues = 1] = tensor.dims
    if (rowValues % type.blockValues !== 0) {
      throw damaged(`tensor '${words(tensor.name)}' has rows of ${rowValues} in ${type.name}`)
    }
    const tensorBytes = (valueCount(tensor) / type.blockValues) * type.blockBytes
    if (header.dataOffset + tensor.offset + tensorBytes > bytes) {
      throw damaged(`the file is cut short in tensor '${words(tensor.name)}'`)
    }
    sum += tensorBytes
  }
  return sum
}

function valueCount(tensor: GgufTensor): number {
  return tensor.dims.reduce((product, dim) => product * dim, 1)
}

/** Keys and values in 16 bits, as llama.cpp keeps them; for windowed attention this is above what it takes. */
function contextBytesPerToken(metadata: ReadonlyMap<string, GgufValue>, architecture: string): number {
  const of = (key: string) => metadata.get(`${architecture}.${key}`)
  const layers = count(of('block_count')) ?? 0
  const allHeads = of('attention.head_count')
  const heads = count(Array.isArray(allHeads) ? largest(allHeads) : allHeads)
  if (!heads) return 0 // a state instead of attention
  const perHead = (count(of('embedding_length')) ?? 0) / heads
  const headValues =
    (count(of('attention.key_length')) ?? perHead) + (count(of('attention.value_length')) ?? perHead)
  const kept = of('attention.head_count_kv') ?? allHeads
  // A number for each layer in hybrids: 0 where a layer keeps a state instead.
  const keptHeads = Array.isArray(kept)
    ? kept.reduce<number>((sum, value) => sum + (count(value) ?? 0), 0)
    : (count(kept) ?? heads) * (layers / (count(of('full_attention_interval')) || 1))
  return keptHeads * headValues * 2
}

function largest(values: readonly GgufValue[]): number {
  return values.reduce<number>((most, value) => Math.max(most, count(value) ?? 0), 0)
}

/** The type that most of the parameters are in. */
function commonestType(tensors: readonly GgufTensor[]): string {
  const values = new Map<number, number>()
  for (const tensor of tensors) values.set(tensor.type, (values.get(tensor.type) ?? 0) + valueCount(tensor))
  const [commonest] = [...values].sort(([, a], [, b]) => b - a)
  return tensorTypes.get(commonest?.[0] ?? -1)?.name ?? ''
}

/** A whole number that is not negative and small enough to reckon with. */
function count(value: GgufValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2 ** 32
    ? value
    : undefined
}

/** Text from the file as one short line. */
function words(value: GgufValue | undefined): string {
  if (typeof value !== 'string') return ''
  return value
    .slice(0, 400)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 100)
}

function webAddress(value: GgufValue | undefined): string {
  if (typeof value !== 'string' || value.length > 500 || !URL.canParse(value)) return ''
  return /^https?:$/.test(new URL(value).protocol) ? value : ''
}

function languages(value: GgufValue | undefined): string[] {
  if (!Array.isArray(value)) return []
  return value
    .filter(language => typeof language === 'string')
    .filter(language => /^[a-z]{2,3}(-[\w-]{1,20})?$/i.test(language))
    .slice(0, 40)
}

function fault(value: Fault): FaultError {
  return new FaultError(value)
}

function unsupported(detail: string): FaultError {
  return fault({ code: 'model-unsupported', detail })
}

function damaged(detail: string): FaultError {
  return fault({ code: 'not-a-model', detail })
}
