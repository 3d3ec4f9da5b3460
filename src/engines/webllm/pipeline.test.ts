import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fakePipeline } from './pipeline.fixture.ts'
import { asPipeline } from './pipeline.ts'

const whole = () => fakePipeline({ next: () => 0 }).pipeline

test('the private members of WebLLM that Hermit drives are those of 0.2.86, so that version is installed', async () => {
  const installed: unknown = JSON.parse(await readFile('node_modules/@mlc-ai/web-llm/package.json', 'utf8'))
  expect(installed).toHaveProperty('version', '0.2.86')
})

test('WebLLM’s own class has every method that Hermit drives', async () => {
  const source = await readFile('node_modules/@mlc-ai/web-llm/lib/index.js', 'utf8')
  const begin = source.indexOf('class LLMChatPipeline {')
  const code = source.slice(begin, source.indexOf('\nclass ', begin))
  const pipeline = whole()
  for (const [name, value] of Object.entries(pipeline)) {
    const isThere =
      typeof value === 'function' ? code.includes(`    ${name}(`) : code.includes(`this.${name}`)
    expect(isThere, name).toBe(true)
  }
})

test('a pipeline with every member is taken, also one whose TVM objects are functions', () => {
  expect(() => asPipeline(whole())).not.toThrow()
  expect(() => asPipeline({ ...whole(), kvCache: () => {} })).not.toThrow()
})

test('a pipeline that lacks a member, or has another in its place, is refused by that member’s name', () => {
  const pipeline = whole()
  for (const name of Object.keys(pipeline)) {
    for (const instead of [undefined, null, Symbol('other')]) {
      expect(() => asPipeline({ ...pipeline, [name]: instead })).toThrow(name)
    }
  }
  for (const [name, inner] of [
    ['tvm', 'scalar'],
    ['device', 'sync'],
    ['tokenizer', 'decode'],
  ] as const) {
    expect(() => asPipeline({ ...pipeline, [name]: { ...pipeline[name], [inner]: undefined } })).toThrow(
      `unsupported: WebLLM's pipeline has no function ${name}.${inner}`,
    )
  }
  expect(() => asPipeline(undefined)).toThrow('unsupported')
})

test('a model whose state is no KV cache needs none', () => {
  expect(() => asPipeline({ ...whole(), kvStateKind: 'rnn_state', kvCache: undefined })).not.toThrow()
})
