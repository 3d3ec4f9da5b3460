import { openAsBlob } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { embeddedModel } from '../../models/catalogue/catalogue.ts'
import { type GgufHeader, type GgufValue, readGguf } from '../../models/gguf.ts'
import type { PromptMessage } from '../engine.ts'
import fixture from './token-counter.fixture.json' with { type: 'json' }
import { makeTokenCounter, type TokenCounter } from './token-counter.ts'

let header: GgufHeader
let counter: TokenCounter

beforeAll(async () => {
  header = await readGguf(await openAsBlob(`public/${embeddedModel.files[0]?.url}`))
  const made = makeTokenCounter(header)
  if (!made) throw new Error('the embedded model has no counter')
  counter = made
})

const user = (content: string): PromptMessage => ({ role: 'user', content })

describe('the token counter', () => {
  it.each(fixture.texts)('gives the reference ids for $text', ({ text, ids }) => {
    expect(counter.encode(text).join(' ')).toBe(ids)
  })

  it.each(fixture.chats)('counts as llama.cpp counts $messages', ({ messages, tokens }) => {
    // JSON widens the roles to strings.
    expect(counter.countTokens(messages as PromptMessage[])).toBe(tokens)
  })

  it("writes the model's own chat template", () => {
    expect(counter.render([{ role: 'system', content: 'Be brief.' }, user('Hi')])).toBe(
      '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n',
    )
  })

  it('leaves a last message of the assistant open', () => {
    const prompt = counter.render([user('Hi'), { role: 'assistant', content: 'Once upon' }])
    expect(prompt.endsWith('<|im_start|>assistant\nOnce upon')).toBe(true)
  })

  it('counts a prompt as many tokens as encoding it gives, again and again', () => {
    const content = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<|im_end|>', '<', '\n', ' 7')),
    )
    const role = fc.constantFrom<PromptMessage['role']>('system', 'user', 'assistant')
    const messages = fc.array(fc.record({ role, content: content.map(parts => parts.join('')) }), {
      minLength: 1,
    })
    fc.assert(
      fc.property(messages, chat => {
        const tokens = counter.encode(counter.render(chat)).length
        expect([counter.countTokens(chat), counter.countTokens(chat)]).toEqual([tokens, tokens])
      }),
    )
  })

  it('takes half a surrogate pair for U+FFFD, as the bytes that reach llama.cpp do', () => {
    expect(counter.encode('a\ud800b')).toEqual(counter.encode('a\ufffdb'))
  })
})

describe('makeTokenCounter', () => {
  const changed = (changes: Record<string, GgufValue | undefined>): GgufHeader => {
    const metadata = new Map(header.metadata)
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) metadata.delete(key)
      else metadata.set(key, value)
    }
    return { ...header, metadata }
  }

  it.each<[string, Record<string, GgufValue | undefined>]>([
    ['an unknown pre-tokenizer', { 'tokenizer.ggml.pre': 'qwen2' }],
    ["a pre-tokenizer named like an object's own property", { 'tokenizer.ggml.pre': 'toString' }],
    ['another kind of vocabulary', { 'tokenizer.ggml.model': 'llama' }],
    ['no merges', { 'tokenizer.ggml.merges': undefined }],
    ['token types that do not fit the tokens', { 'tokenizer.ggml.token_type': [3, 3] }],
    ['no chat template', { 'tokenizer.chat_template': undefined }],
    ['a chat template that cannot be read', { 'tokenizer.chat_template': '{% for %}' }],
    ['a chat template that always fails', { 'tokenizer.chat_template': '{{ raise_exception("no") }}' }],
    ['an end token that llama.cpp would add', { 'tokenizer.ggml.add_eos_token': true }],
  ])('leaves counting to the engine for %s', (_, changes) => {
    expect(makeTokenCounter(changed(changes))).toBeUndefined()
  })

  it('leaves counting to the engine where special tokens could overlap', () => {
    const tokens = header.metadata.get('tokenizer.ggml.tokens')
    if (!Array.isArray(tokens)) throw new Error('no tokens')
    expect(makeTokenCounter(changed({ 'tokenizer.ggml.tokens': ['<<', ...tokens.slice(1)] }))).toBeUndefined()
  })

  it('counts the token that llama.cpp puts in front, once', () => {
    const begun = makeTokenCounter(changed({ 'tokenizer.ggml.add_bos_token': true }))
    expect(begun?.encode('Hello')).toEqual([1, ...counter.encode('Hello')])
    expect(begun?.encode('<|im_start|>Hello')).toEqual(counter.encode('<|im_start|>Hello'))
  })
})
