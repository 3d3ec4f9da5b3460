import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { embeddedModel } from '../../../models/catalogue/catalogue.ts'
import { type GgufTensor, readGguf } from '../../../models/gguf.ts'
import { type DerivedFolder, deriveFolder } from './derive-folder.ts'

const options = { contextTokens: 4096, prefillChunkTokens: 512 }
const [hidden, heads, kvHeads, headDim, ffn, vocab] = [576, 9, 3, 64, 1536, 49152]
// As an independent converter in numpy made them of the same GGUF.
const shardHashes = {
  'params_shard_0.bin': '067edfdc7d7fc6137765b7ba80ff1c058742bcb0744a402c1fe46b16ec6c5055',
  'params_shard_1.bin': '714bd2510bde9d95e96c2de4f5275031df48725803822ca307a45e702f2ddc6c',
  'params_shard_2.bin': '350ddd0f7aa3a89e95ebd63e5d5a99e797a292b421bc241f31bd6cf9e8ca8a08',
  'params_shard_3.bin': 'fd5262bfe4291d2c4ad773e86be72cff0354230b09b9e122eaa4d6f272b98f95',
}

interface Cache {
  readonly metadata: { readonly ParamSize: number; readonly ParamBytes: number }
  readonly records: readonly {
    readonly dataPath: string
    readonly nbytes: number
    readonly records: Entry[]
  }[]
}
interface Entry {
  readonly name: string
  readonly shape: number[]
  readonly dtype: string
  readonly nbytes: number
  readonly byteOffset: number
}

let parts: Blob[]
let folder: DerivedFolder

beforeAll(async () => {
  parts = await Promise.all(embeddedModel.files.map(({ url }) => openAsBlob(`public/${url}`)))
  folder = await deriveFolder(parts, options)
})

const readJson = async (name: string) => JSON.parse(new TextDecoder().decode(await folder.read(name)))

describe('the folder derived of the embedded model', () => {
  it('says the exact length of every file', async () => {
    expect(folder.files.map(({ name }) => name)).toEqual([
      'tokenizer.json',
      'mlc-chat-config.json',
      'tensor-cache.json',
      ...Object.keys(shardHashes),
    ])
    for (const { name, bytes } of folder.files) expect((await folder.read(name)).length).toBe(bytes)
  })

  it('has the shards of the reference converter, in any order and again', async () => {
    for (const [name, hash] of [...Object.entries(shardHashes).reverse(), ...Object.entries(shardHashes)]) {
      expect(
        createHash('sha256')
          .update(await folder.read(name))
          .digest('hex'),
      ).toBe(hash)
    }
  })

  it('gives each reader bytes of its own', async () => {
    const name = 'tensor-cache.json'
    const first = await folder.read(name)
    first.fill(0)
    expect((await readJson(name)).records).toHaveLength(4)
  })

  it('places every parameter in its shard, one after the other', async () => {
    const cache: Cache = await readJson('tensor-cache.json')
    expect(cache.metadata).toEqual({ ParamSize: 303, ParamBytes: 96_576_768 })
    for (const { dataPath, nbytes, records } of cache.records) {
      expect(folder.files).toContainEqual({ name: dataPath, bytes: nbytes })
      let end = 0
      for (const { byteOffset, nbytes: length, shape } of records) {
        expect(byteOffset).toBe(end)
        expect(length).toBe(shape.reduce((product, size) => product * size, 4))
        end += length
      }
      expect(end).toBe(nbytes)
    }
  })

  it('stops where the model says, and brings no system message', async () => {
    const config = await readJson('mlc-chat-config.json')
    expect(config).toMatchObject({
      vocab_size: vocab,
      context_window_size: 4096,
      prefill_chunk_size: 512,
      bos_token_id: 1,
      eos_token_id: 2,
      pad_token_id: 2,
      conv_template: { system_message: '', stop_token_ids: [2], stop_str: ['<|im_end|>'] },
    })
  })

  it('knows no other file', async () => {
    await expect(folder.read('params_shard_4.bin')).rejects.toThrow(RangeError)
  })
})

describe("the derived weights, against the GGUF's own numbers bit for bit", () => {
  it('are equal for the embedding', async () => {
    const expected = dequantised(await gguf('token_embd.weight'), 8, hidden, vocab)
    const words = await parameter('embed_q', [hidden / 4, vocab])
    const scales = await parameter('embed_s', [hidden / 64, vocab])
    const got = new Float32Array(vocab * hidden)
    for (let k = 0; k < hidden; k++) {
      for (let n = 0; n < vocab; n++) {
        const byte = ((words[(k >> 2) * vocab + n] ?? 0) >>> ((k & 3) * 8)) & 255
        const scale = halves[((scales[(k >> 6) * vocab + n] ?? 0) >>> (((k >> 5) & 1) * 16)) & 0xffff] ?? 0
        got[n * hidden + k] = scale * (byte - 128)
      }
    }
    expect(sameBits(got, expected)).toBe(true)
  })

  it.each([0, 14, 29])('are equal in layer %i', async layer => {
    const rows = async (name: string, inputs: number, outputs: number) =>
      dequantised(await gguf(`blk.${layer}.${name}.weight`), 3, inputs, outputs)
    const kv = kvHeads * headDim
    const q = turned(await rows('attn_q', hidden, hidden), heads)
    const k = turned(await rows('attn_k', hidden, kv), kvHeads)
    const v = await rows('attn_v', hidden, kv)
    const matrices: [string, number, Float32Array[]][] = [
      ['qkv', hidden, [q, k, v]],
      ['o', hidden, [await rows('attn_output', hidden, hidden)]],
      ['gate_up', hidden, [await rows('ffn_gate', hidden, ffn), await rows('ffn_up', hidden, ffn)]],
      ['down', ffn, [await rows('ffn_down', ffn, hidden)]],
    ]
    for (const [name, inputs, pieces] of matrices) {
      const expected = joined(pieces)
      expect(
        sameBits(await matrix(`layers.${layer}.${name}`, inputs, expected.length / inputs), expected),
        name,
      ).toBe(true)
    }
    for (const name of ['attn_norm', 'ffn_norm']) {
      const got = await parameter(`layers.${layer}.${name}.weight`, [hidden])
      expect(sameBits(got, new Uint32Array(await gguf(`blk.${layer}.${name}.weight`, hidden * 4)))).toBe(true)
    }
  })

  it('are equal for the last norm', async () => {
    const got = await parameter('norm.weight', [hidden])
    expect(sameBits(got, new Uint32Array(await gguf('output_norm.weight', hidden * 4)))).toBe(true)
  })
})

/** A tensor's bytes: those up to the next tensor, or `bytes` of them. */
async function gguf(name: string, bytes?: number): Promise<ArrayBuffer> {
  for (const part of parts) {
    const { tensors, dataOffset } = await readGguf(part)
    const found = tensors.find((tensor: GgufTensor) => tensor.name === name)
    if (!found) continue
    const start = dataOffset + found.offset
    return part.slice(start, bytes ? start + bytes : part.size).arrayBuffer()
  }
  throw new Error(`no tensor ${name}`)
}

/** Every half-precision number by its bits. */
const halves = Float32Array.from({ length: 65_536 }, (_, bits) => {
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15)
  return bits & 0x8000 ? -magnitude : magnitude
})

/** ggml's formulas: d * q + m for Q4_1 (type 3), d * q for Q8_0 (type 8). Row by row. */
function dequantised(buffer: ArrayBuffer, type: 3 | 8, inputs: number, outputs: number): Float32Array {
  const view = new DataView(buffer)
  const values = new Float32Array(inputs * outputs)
  for (let block = 0; block < values.length / 32; block++) {
    const at = block * (type === 3 ? 20 : 34)
    const d = halves[view.getUint16(at, true)] ?? 0
    if (type === 8) {
      for (let i = 0; i < 32; i++) values[block * 32 + i] = d * view.getInt8(at + 2 + i)
      continue
    }
    const m = halves[view.getUint16(at + 2, true)] ?? 0
    for (let i = 0; i < 16; i++) {
      const byte = view.getUint8(at + 4 + i)
      values[block * 32 + i] = Math.fround(d * (byte & 15)) + m
      values[block * 32 + i + 16] = Math.fround(d * (byte >> 4)) + m
    }
  }
  return values
}

/** The rows as a rotary embedding wants them that turns halves: row 2i + p of a head becomes row p * half + i. */
function turned(rows: Float32Array, headCount: number): Float32Array {
  const result = new Float32Array(rows.length)
  for (let head = 0; head < headCount; head++) {
    for (let i = 0; i < headDim / 2; i++) {
      for (const p of [0, 1]) {
        const from = (head * headDim + 2 * i + p) * hidden
        result.set(rows.subarray(from, from + hidden), (head * headDim + (p * headDim) / 2 + i) * hidden)
      }
    }
  }
  return result
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

const shards = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

async function parameter(name: string, shape: number[]): Promise<Uint32Array> {
  const cache: Cache = await readJson('tensor-cache.json')
  for (const { dataPath, records } of cache.records) {
    const entry = records.find(record => record.name === name)
    if (!entry) continue
    expect(entry).toMatchObject({ shape, dtype: shape.length === 1 ? 'float32' : 'uint32' })
    const shard = shards.get(dataPath) ?? folder.read(dataPath)
    shards.set(dataPath, shard)
    return new Uint32Array((await shard).buffer, entry.byteOffset, entry.nbytes / 4)
  }
  throw new Error(`no parameter ${name}`)
}

/** A packed Q4_1 matrix as numbers, row by row. */
async function matrix(name: string, inputs: number, outputs: number): Promise<Float32Array> {
  const words = await parameter(`${name}.q`, [inputs / 8, outputs])
  const scales = await parameter(`${name}.dm`, [inputs / 32, outputs])
  const values = new Float32Array(inputs * outputs)
  for (let n = 0; n < outputs; n++) {
    for (let k = 0; k < inputs; k++) {
      const nibble = ((words[(k >> 3) * outputs + n] ?? 0) >>> ((k & 7) * 4)) & 15
      const dm = scales[(k >> 5) * outputs + n] ?? 0
      values[n * inputs + k] = Math.fround((halves[dm & 0xffff] ?? 0) * nibble) + (halves[dm >>> 16] ?? 0)
    }
  }
  return values
}

function sameBits(a: Float32Array | Uint32Array, b: Float32Array | Uint32Array): boolean {
  const bytes = (array: Float32Array | Uint32Array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength)
  return bytes(a).equals(bytes(b))
}
