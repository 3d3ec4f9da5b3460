import type { GgufParts, StoredTensor } from './gguf-parts.ts'
import type { LlamaShape } from './llama-shape.ts'
import { halvesOrder, packQ4, packQ8, sameOrder } from './packing.ts'

/** One parameter of the compiled library; every element takes four bytes. */
export interface Parameter {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: 'uint32' | 'float32'
}

/** Parameters that are made together of the same tensors. */
export interface ParameterGroup {
  readonly parameters: readonly Parameter[]
  /** Makes them in these arrays, which are zero and of their size; undefined for one that is not wanted now. */
  fill(into: readonly (Uint32Array | undefined)[]): Promise<void>
}

/** Bytes of a parameter. */
export function parameterBytes({ shape }: Parameter): number {
  return shape.reduce((product, length) => product * length, 4)
}

/** All parameters of a Llama model, in the library's order. Throws NotDerivable. */
export function llamaParameters(gguf: GgufParts, shape: LlamaShape): ParameterGroup[] {
  const { layers, hidden, kvHeads, headDim, ffn, vocab } = shape
  const norm = (from: string, name: string) => plain(name, gguf.take(from, 'F32', [hidden]), hidden)
  const groups = [embedding(gguf.take('token_embd.weight', 'Q8_0', [hidden, vocab]), hidden)]
  for (let layer = 0; layer < layers; layer++) {
    const from = `blk.${layer}`
    const name = `layers.${layer}`
    const kvRows = kvHeads * headDim
    // The order is made once the tensor is known to be in the file: its length is only claimed until then.
    const matrix = (tensor: string, inputs: number, outputs: number, order = sameOrder): OrderedRows => ({
      tensor: gguf.take(`${from}.${tensor}.weight`, 'Q4_1', [inputs, outputs]),
      order: order(outputs),
    })
    const inHalves = (rows: number) => halvesOrder(rows / headDim, headDim)
    groups.push(
      norm(`${from}.attn_norm.weight`, `${name}.attn_norm.weight`),
      norm(`${from}.ffn_norm.weight`, `${name}.ffn_norm.weight`),
      linear(`${name}.qkv`, hidden, [
        matrix('attn_q', hidden, hidden, inHalves),
        matrix('attn_k', hidden, kvRows, inHalves),
        matrix('attn_v', hidden, kvRows),
      ]),
      linear(`${name}.o`, hidden, [matrix('attn_output', hidden, hidden)]),
      linear(`${name}.gate_up`, hidden, [matrix('ffn_gate', hidden, ffn), matrix('ffn_up', hidden, ffn)]),
      linear(`${name}.down`, ffn, [matrix('ffn_down', ffn, hidden)]),
    )
  }
  groups.push(norm('output_norm.weight', 'norm.weight'))
  gguf.finish()
  return groups
}

interface OrderedRows {
  readonly tensor: StoredTensor
  /** Which row of the tensor stands at each place. */
  readonly order: Uint32Array
}

function plain(name: string, tensor: StoredTensor, length: number): ParameterGroup {
  return {
    parameters: [{ name, shape: [length], dtype: 'float32' }],
    fill: async ([values]) => values?.set(new Uint32Array(await tensor.read(0, 1))),
  }
}

/** One matrix of several, their rows one after the other. */
function linear(name: string, inputs: number, pieces: readonly OrderedRows[]): ParameterGroup {
  const columns = pieces.reduce((sum, { order }) => sum + order.length, 0)
  return {
    parameters: [
      { name: `${name}.q`, shape: [inputs / 8, columns], dtype: 'uint32' },
      { name: `${name}.dm`, shape: [inputs / 32, columns], dtype: 'uint32' },
    ],
    fill: async ([numbers, scales]) => {
      let firstColumn = 0
      for (const { tensor, order } of pieces) {
        const rows = new Uint32Array(await tensor.read(0, tensor.rows))
        packQ4(rows, order, inputs / 32, { columns, firstColumn, numbers, scales })
        firstColumn += order.length
      }
    },
  }
}

/** The embedding is by far the largest tensor: it is read in pieces, not to be in memory twice. */
const pieceBytes = 4 * 1024 * 1024

function embedding(tensor: StoredTensor, inputs: number): ParameterGroup {
  const columns = tensor.rows
  const pieceRows = Math.max(1, Math.floor(pieceBytes / tensor.rowBytes))
  return {
    parameters: [
      { name: 'embed_q', shape: [inputs / 4, columns], dtype: 'uint32' },
      { name: 'embed_s', shape: [inputs / 64, columns], dtype: 'uint32' },
    ],
    fill: async ([numbers, scales]) => {
      for (let firstColumn = 0; firstColumn < columns; firstColumn += pieceRows) {
        const end = Math.min(firstColumn + pieceRows, columns)
        const rows = new Uint32Array(await tensor.read(firstColumn, end))
        packQ8(rows, inputs / 32, { columns, firstColumn, numbers, scales })
      }
    },
  }
}
