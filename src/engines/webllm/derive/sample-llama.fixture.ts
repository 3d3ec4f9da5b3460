import {
  type Bytes,
  fileStart,
  joined,
  padding,
  tensorInfo,
  text,
  u32,
  u64,
} from '../../../../scripts/gguf-bytes.ts'
import { alignUp } from '../../../models/gguf.ts'

/** A Llama model's GGUF for tests: as small as the format lets it be, with noise for weights. */
export interface SampleLlama {
  /** Metadata by key: the type's number and then the bytes. */
  readonly metadata: Map<string, Bytes>
  /** `bytes` where there are not as many as the shape says. */
  readonly tensors: Map<string, { dims: number[]; type: number; bytes?: number }>
}

/** A metadata string. */
export const stringValue = (value: string): Bytes => joined([u32(8), text(value)])
/** A metadata u32. */
export const numberValue = (value: number): Bytes => joined([u32(4), u32(value)])
/** A metadata boolean. */
export const booleanValue = (value: boolean): Bytes => joined([u32(7), new Uint8Array([value ? 1 : 0])])
/** A metadata array of strings. */
export const stringsValue = (values: readonly string[]): Bytes =>
  joined([u32(9), u32(8), u64(values.length), ...values.map(text)])
/** A metadata array of i32. */
export const numbersValue = (values: readonly number[]): Bytes =>
  joined([u32(9), u32(5), u64(values.length), ...values.map(u32)])

/** One layer, 64 numbers wide, two heads of which one has keys; `change` makes it something else. */
export function sampleLlama(change: (model: SampleLlama) => void = () => {}): Blob {
  const vocabulary = ['<|endoftext|>', '<|im_start|>', '<|im_end|>', 'a', 'b', 'ab']
  const matrix = (inputs: number, outputs: number) => ({ dims: [inputs, outputs], type: 3 })
  const norm = () => ({ dims: [64], type: 0 })
  const model: SampleLlama = {
    metadata: new Map([
      ['general.architecture', stringValue('llama')],
      ['llama.block_count', numberValue(1)],
      ['llama.embedding_length', numberValue(64)],
      ['llama.feed_forward_length', numberValue(96)],
      ['llama.attention.head_count', numberValue(2)],
      ['llama.attention.head_count_kv', numberValue(1)],
      ['tokenizer.ggml.model', stringValue('gpt2')],
      ['tokenizer.ggml.pre', stringValue('smollm')],
      ['tokenizer.ggml.tokens', stringsValue(vocabulary)],
      ['tokenizer.ggml.token_type', numbersValue([3, 3, 3, 1, 1, 1])],
      ['tokenizer.ggml.merges', stringsValue(['a b'])],
      ['tokenizer.ggml.bos_token_id', numberValue(1)],
      ['tokenizer.ggml.eos_token_id', numberValue(0)],
      ['tokenizer.chat_template', stringValue("{{ '<|im_start|>' }}")],
    ]),
    tensors: new Map([
      ['token_embd.weight', { dims: [64, vocabulary.length], type: 8 }],
      ['blk.0.attn_norm.weight', norm()],
      ['blk.0.ffn_down.weight', matrix(96, 64)],
      ['blk.0.ffn_gate.weight', matrix(64, 96)],
      ['blk.0.ffn_up.weight', matrix(64, 96)],
      ['blk.0.ffn_norm.weight', norm()],
      ['blk.0.attn_k.weight', matrix(64, 32)],
      ['blk.0.attn_output.weight', matrix(64, 64)],
      ['blk.0.attn_q.weight', matrix(64, 64)],
      ['blk.0.attn_v.weight', matrix(64, 32)],
      ['output_norm.weight', norm()],
    ]),
  }
  change(model)
  return new Blob(gguf(model))
}

const bytesEach: Readonly<Record<number, number>> = { 0: 4, 3: 20 / 32, 8: 34 / 32 }

function tensorBytes(dims: readonly number[], type: number): number {
  return dims.reduce((product, length) => product * length, bytesEach[type] ?? 1)
}

function gguf({ metadata, tensors }: SampleLlama): Bytes[] {
  const infos: Bytes[] = []
  const data: Bytes[] = []
  let offset = 0
  for (const [name, { dims, type, bytes = tensorBytes(dims, type) }] of tensors) {
    infos.push(tensorInfo({ name, dims, type }, offset))
    const noise = Uint8Array.from({ length: bytes }, (_, index) => ((offset + index) * 2654435761) >>> 24)
    data.push(noise, padding(bytes, 32))
    offset += alignUp(bytes, 32)
  }
  const entries = [...metadata].map(([key, value]) => joined([text(key), value]))
  const header = joined([fileStart(tensors.size, metadata.size), ...entries, ...infos])
  return [header, padding(header.length, 32), ...data]
}
