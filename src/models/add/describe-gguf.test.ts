import { openAsBlob } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FaultError } from '../../fault.ts'
import { embeddedModel } from '../catalogue/catalogue.ts'
import { type GgufHeader, type GgufTensor, type GgufValue, readGguf } from '../gguf.ts'
import { describeGguf, wasmLimitBytes } from './describe-gguf.ts'
import { tensorTypes } from './gguf-types.ts'

const q4k = 12
const matrix: GgufTensor = { name: 'blk.0.ffn', dims: [256, 1000], type: q4k, offset: 0 }

/** What a small chat model says of itself, with changes; undefined leaves something out. */
function header(
  changes: Readonly<Record<string, GgufValue | undefined>> = {},
  tensors: readonly GgufTensor[] = [matrix],
): GgufHeader {
  const metadata: Record<string, GgufValue | undefined> = {
    'general.architecture': 'qwen3',
    'general.name': 'Tiny Qwen',
    'general.file_type': 15,
    'qwen3.context_length': 32_768,
    'qwen3.block_count': 2,
    'qwen3.embedding_length': 256,
    'qwen3.attention.head_count': 4,
    'qwen3.attention.head_count_kv': 2,
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.tokens': ['a', 'b'],
    'tokenizer.chat_template': '{% for message in messages %}{{ message.content }}{% endfor %}',
    ...changes,
  }
  const known = Object.entries(metadata).filter(
    (entry): entry is [string, GgufValue] => entry[1] !== undefined,
  )
  return {
    version: 3,
    metadata: new Map(known),
    metadataRange: { begin: 24, end: 1000 },
    tensors,
    dataOffset: 1024,
    alignment: 32,
  }
}

const described = (...parameters: Parameters<typeof header>) =>
  describeGguf([{ header: header(...parameters), bytes: 10_000_000 }])

function refusal(...parameters: Parameters<typeof header>) {
  try {
    described(...parameters)
  } catch (error) {
    if (error instanceof FaultError) return error.fault
    throw error
  }
  return undefined
}

describe('describeGguf', () => {
  it('tells of the embedded model what its card says', async () => {
    const parts = await Promise.all(
      embeddedModel.files.map(async ({ url, bytes }) => ({
        header: await readGguf(await openAsBlob(`public/${url}`)),
        bytes,
      })),
    )
    const found = describeGguf(parts)
    expect(found).toMatchObject({
      architecture: 'llama',
      name: 'Smollm2 135M 8k Lc100K Mix1 Ep2',
      quantisation: embeddedModel.quantisation,
      parts: 3,
      bytes: embeddedModel.files.reduce((sum, { bytes }) => sum + bytes, 0),
      trainedContextTokens: 8192,
      contextTokens: 4096,
      hasChatTemplate: true,
      licence: 'apache-2.0',
      licenceUrl: '',
      languages: ['en'],
    })
    expect(found.parametersM).toBeCloseTo(134.5, 1)
    // Measured with wllama at this context: 308 MB.
    expect(found.memoryBytes / 308e6).toBeGreaterThan(0.95)
    expect(found.memoryBytes / 308e6).toBeLessThan(1.1)
  })

  it('reckons weights by their type, and the context by its heads', () => {
    const weights = 1000 * 144
    const perToken = 2 * 2 * (64 + 64) * 2
    expect(described()).toMatchObject({
      parametersM: 0.256,
      memoryBytes: weights + perToken * 4096 + 120_000_000,
    })
    const wide = { 'qwen3.attention.key_length': 128, 'qwen3.attention.value_length': 128 }
    expect(described(wide).memoryBytes - described().memoryBytes).toBe(perToken * 4096)
  })

  it('counts only the layers that keep a context', () => {
    const base = described({ 'qwen3.attention.head_count': 0 }).memoryBytes
    const extra = (changes: Record<string, GgufValue>) => described(changes).memoryBytes - base
    const all = extra({})
    expect(all).toBeGreaterThan(0)
    expect(extra({ 'qwen3.attention.head_count_kv': [0, 2] })).toBe(all / 2)
    expect(extra({ 'qwen3.full_attention_interval': 2 })).toBe(all / 2)
    expect(extra({ 'qwen3.context_length': 2048 })).toBe(all / 2)
    expect(extra({ 'qwen3.attention.head_count_kv': [2, 2], 'qwen3.attention.head_count': [4, 4] })).toBe(all)
  })

  it('names the quantisation by most of the weights where the file does not', () => {
    const small: GgufTensor = { name: 'b', dims: [256, 10], type: 0, offset: 0 }
    expect(described({ 'general.file_type': undefined }, [small, matrix]).quantisation).toBe('Q4_K')
    expect(described({ 'general.file_type': 999 }, [small]).quantisation).toBe('F32')
    expect(described({ 'general.file_type': 17 }).quantisation).toBe('Q5_K_M')
  })

  it('knows a chat template from another text', () => {
    const has = (template: GgufValue | undefined) =>
      described({ 'tokenizer.chat_template': template }).hasChatTemplate
    expect([undefined, '', 'chatml', 'messages', '{{ prompt }}', 7].map(has)).not.toContain(true)
  })

  it('keeps words of a file on one short line, and addresses to the web', () => {
    const found = described({
      'general.name': ` A\u0000\n\u202e${'b'.repeat(1000)}`,
      'general.license': 'other',
      'general.license.link': 'javascript:alert(1)',
      'general.languages': ['en', 'zh-CN', '<b>', 7, 'x'.repeat(99)],
    })
    expect(found.name).toMatch(/^A b{98}$/)
    expect(found.licenceUrl).toBe('')
    expect(found.languages).toEqual(['en', 'zh-CN'])
    const link = 'https://example.org/licence'
    expect(described({ 'general.license.link': link }).licenceUrl).toBe(link)
  })

  it.each<[string, Parameters<typeof header>, string]>([
    ['a picture part', [{ 'general.type': 'mmproj' }], 'mmproj'],
    ['an adapter', [{ 'general.type': 'adapter' }], 'adapter'],
    ['an adapter of the old kind', [{ 'adapter.type': 'lora' }], 'adapter'],
    ['a vocabulary alone', [{}, []], 'vocabulary'],
    ['no vocabulary', [{ 'tokenizer.ggml.tokens': undefined }], 'vocabulary'],
    ['an empty vocabulary', [{ 'tokenizer.ggml.tokens': [] }], 'vocabulary'],
    ['a model without words', [{ 'tokenizer.ggml.model': 'no_vocab' }], 'vocabulary'],
    ['no architecture', [{ 'general.architecture': undefined }], 'architecture'],
    ['an unknown architecture', [{ 'general.architecture': 'tomorrow9' }], "'tomorrow9' is unknown"],
    ['an architecture named like a property', [{ 'general.architecture': 'constructor' }], 'unknown'],
    ['an embedding architecture', [{ 'general.architecture': 'nomic-bert' }], 'embedding'],
    ['a chat architecture made to embed', [{ 'qwen3.pooling_type': 3 }], 'embedding'],
    ['clip', [{ 'general.architecture': 'clip' }], 'pictures'],
    ['an unknown tensor type', [{}, [{ ...matrix, type: 31 }]], 'type 31'],
  ])('refuses %s and says why', (_, parameters, words) => {
    const fault = refusal(...parameters)
    expect(fault?.code).toBe('model-unsupported')
    expect(fault?.detail).toContain(words)
  })

  it('refuses a file that is cut, or contradicts itself', () => {
    expect(refusal({}, [{ ...matrix, dims: [256, 1_000_000] }])?.code).toBe('not-a-model')
    expect(refusal({}, [{ ...matrix, dims: [100, 10] }])?.code).toBe('not-a-model')
    expect(refusal({}, [{ ...matrix, offset: 9_900_000 }])?.detail).toContain('cut short')
  })

  it('refuses what the engine has no room for, with the numbers', () => {
    const large = { ...matrix, dims: [256, 40_000_000] }
    const bytes = 40_000_000 * 144
    expect(() => describeGguf([{ header: header({}, [large]), bytes: bytes + 2000 }])).toThrow(
      'model-too-large',
    )
    // A context alone can be too much.
    const fault = refusal({ 'qwen3.block_count': 4000, 'qwen3.embedding_length': 65_536 })
    expect(fault).toMatchObject({ code: 'model-too-large', numbers: { limitBytes: wasmLimitBytes } })
    expect(fault?.numbers?.neededBytes).toBeGreaterThan(wasmLimitBytes)
  })

  it('describes or refuses a header with any values, and gives numbers that are numbers', () => {
    const scalar = fc.oneof(fc.integer(), fc.double(), fc.bigInt(), fc.string(), fc.boolean())
    const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }))
    const keys = fc.constantFrom(
      ...header().metadata.keys(),
      'general.license',
      'general.languages',
      'general.type',
    )
    const tensor = fc.record({
      name: fc.string(),
      dims: fc.array(fc.nat(), { maxLength: 4 }),
      type: fc.constantFrom(...tensorTypes.keys(), 99),
      offset: fc.nat(),
    })
    fc.assert(
      fc.property(fc.dictionary(keys, value), fc.array(tensor, { maxLength: 3 }), (changes, tensors) => {
        try {
          const { memoryBytes, parametersM, contextTokens } = described(changes, [matrix, ...tensors])
          for (const number of [memoryBytes, parametersM, contextTokens]) {
            expect(Number.isFinite(number) && number > 0).toBe(true)
          }
        } catch (error) {
          if (!(error instanceof FaultError)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})
