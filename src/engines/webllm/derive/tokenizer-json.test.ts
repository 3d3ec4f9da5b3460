import { openAsBlob } from 'node:fs'
import { Tokenizer } from '@huggingface/tokenizers'
import { beforeAll, describe, expect, it } from 'vitest'
import { embeddedModel } from '../../../models/catalogue/catalogue.ts'
import { type GgufHeader, readGguf } from '../../../models/gguf.ts'
import counted from '../../wllama/token-counter.fixture.json' with { type: 'json' }
// Made with Python tokenizers 0.23.3: BPE(vocab, merges) of the embedded GGUF's own metadata, pre-tokenizers
// Digits(individual_digits=True) and ByteLevel(add_prefix_space=False), its control tokens added as special ones,
// encode(text, add_special_tokens=False). WebLLM 0.2.86's own tokenizer (the wasm of @mlc-ai/web-tokenizers 0.1.6)
// gave the same ids for every text, from the derived tokenizer.json.
import corpus from './tokenizer-corpus.json' with { type: 'json' }
import { tokenizerJson } from './tokenizer-json.ts'

let header: GgufHeader
let tokenizer: Tokenizer

beforeAll(async () => {
  header = await readGguf(await openAsBlob(`public/${embeddedModel.files[0]?.url}`))
  tokenizer = new Tokenizer(JSON.parse(JSON.stringify(tokenizerJson(header.metadata))), {})
})

describe('the derived tokenizer', () => {
  it.each(corpus)('gives the reference ids for $text', ({ text, ids }) => {
    expect(tokenizer.encode(text, { add_special_tokens: false }).ids).toEqual(ids)
  })

  it.each(counted.texts)('gives the ids that llama.cpp was seen to count for $text', ({ text, ids }) => {
    expect(tokenizer.encode(text, { add_special_tokens: false }).ids.join(' ')).toBe(ids)
  })

  it('reads back what it wrote', () => {
    const text = "Hermit's crab 🦀 says: 你好, 42\n\n  x"
    expect(tokenizer.decode(tokenizer.encode(text, { add_special_tokens: false }).ids)).toBe(text)
  })

  it("has the model's own tokens and merges, and its control tokens as special ones", () => {
    const made = JSON.parse(JSON.stringify(tokenizerJson(header.metadata)))
    const tokens = header.metadata.get('tokenizer.ggml.tokens')
    if (!Array.isArray(tokens)) throw new Error('no tokens')
    expect(made.model.vocab).toEqual(Object.fromEntries(tokens.map((token, id) => [token, id])))
    expect(made.model.merges).toEqual(header.metadata.get('tokenizer.ggml.merges'))
    expect(made.added_tokens.map((token: { id: number }) => token.id)).toEqual([...Array(17).keys()])
  })
})
