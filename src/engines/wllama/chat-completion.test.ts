import type { ChatCompletionChunk } from '@wllama/wllama/esm/index.js'
import { expect, test } from 'vitest'
import type { GenerateEvent, GenerateRequest } from '../engine.ts'
import { chatRequest, createReplyReader, rawRequest, withAdapter } from './chat-completion.ts'
import { callFault, loadFault, wasmFault } from './wllama-faults.ts'

const messages = [{ role: 'user', content: 'Hi' }] as const

/** A chunk as wllama 3.8.1 was seen to send it. */
function chunk(fields: {
  content?: string
  finish?: 'stop' | 'length'
  progress?: number
  timings?: [number, number, number]
}) {
  const { content, finish, progress, timings } = fields
  const made: ChatCompletionChunk = {
    id: '',
    object: 'chat.completion.chunk',
    created: 0,
    model: '',
    choices: [
      { index: 0, delta: { content: content ?? null }, finish_reason: finish ?? null, logprobs: null },
    ],
  }
  if (progress !== undefined) made.prompt_progress = { total: 49, cache: 6, processed: progress, time_ms: 10 }
  if (timings) {
    const [cached, read, written] = timings
    made.timings = {
      cache_n: cached,
      prompt_n: read,
      prompt_ms: read * 10,
      prompt_per_token_ms: 10,
      prompt_per_second: 100,
      predicted_n: written,
      predicted_ms: written * 20,
      predicted_per_token_ms: 20,
      predicted_per_second: 50,
    }
  }
  return made
}

function read(request: GenerateRequest, chunks: readonly ChatCompletionChunk[]): GenerateEvent[] {
  const events: GenerateEvent[] = []
  const reader = createReplyReader(request, event => events.push(event))
  for (const one of chunks) reader.read(one)
  return [...events, reader.end()]
}

const run = [
  chunk({ progress: 6, timings: [6, 0, 0] }),
  chunk({ progress: 38, timings: [6, 32, 0] }),
  chunk({ progress: 49, timings: [6, 43, 0] }),
  chunk({ content: 'Hello', timings: [6, 43, 1] }),
  chunk({ finish: 'length' }),
]

test('thinking is told to the template, and only where somebody chose', () => {
  expect(chatRequest({ messages })).not.toHaveProperty('chat_template_kwargs')
  expect(chatRequest({ messages, thinking: false })).toMatchObject({
    chat_template_kwargs: { enable_thinking: false },
  })
})

test('a rendered prompt is asked for with the same sampling as a chat', () => {
  const request: GenerateRequest = { messages, maxTokens: 5, temperature: 0.5, repeatPenalty: 1.1, seed: 7 }
  const { messages: _, ...asked } = chatRequest(request)
  expect(rawRequest(request, 'Hi:')).toEqual({ ...asked, prompt: 'Hi:' })
  expect(rawRequest({ ...request, jsonSchema: { type: 'string' } }, 'Hi:')).toHaveProperty('json_schema')
})

test('a grammar goes along, and an adapter is off in a request that does not ask for it', () => {
  const grammar = 'root ::= "a"'
  expect(rawRequest({ messages: [], prompt: 'x', grammar }, 'x')).toHaveProperty('grammar', grammar)
  expect(withAdapter(chatRequest({ messages }), false)).toHaveProperty('lora', [{ id: 0, scale: 0 }])
  expect(withAdapter(chatRequest({ messages }), true)).toHaveProperty('lora', [{ id: 0, scale: 1 }])
})

test('the chunks of a rendered prompt are read as those of a chat', () => {
  const events: GenerateEvent[] = []
  const reader = createReplyReader({ messages: [] }, event => events.push(event))
  const choice = { index: 0, finish_reason: null, logprobs: null }
  const raw = { id: '', object: 'text_completion', created: 0, model: '' } as const
  reader.read({ ...raw, choices: [{ ...choice, text: 'Hello' }] })
  reader.read({ ...raw, choices: [{ ...choice, text: '', finish_reason: 'length' }] })
  expect([...events, reader.end()]).toMatchObject([
    { type: 'text-delta', text: 'Hello' },
    { type: 'text-end', reason: 'length' },
  ])
})

test('progress, text and usage come out of the chunks, with cached tokens counted in the prompt', () => {
  const usage = { promptTokens: 49, cachedTokens: 6, completionTokens: 1, prefillMs: 430, decodeMs: 20 }
  expect(read({ messages }, run)).toEqual([
    { type: 'prefill-progress', tokens: 6, of: 49 },
    { type: 'prefill-progress', tokens: 38, of: 49 },
    { type: 'prefill-progress', tokens: 49, of: 49 },
    { type: 'text-delta', text: 'Hello' },
    { type: 'text-end', reason: 'length', usage },
  ])
})

test('the token that llama.cpp samples after a mere prefill is neither shown nor counted', () => {
  const events = read({ messages, maxTokens: 0 }, run)
  expect(events.some(event => event.type === 'text-delta')).toBe(false)
  expect(events.at(-1)).toMatchObject({ usage: { completionTokens: 0, promptTokens: 49 } })
})

test('a request speaks llama-server’s words and leaves out what was not asked for', () => {
  const asked = chatRequest({
    messages,
    maxTokens: 5,
    temperature: 0,
    repeatPenalty: 1.1,
    jsonSchema: { type: 'string' },
  })
  expect(asked).toMatchObject({ max_tokens: 5, temperature: 0, repeat_penalty: 1.1, cache_prompt: true })
  expect(asked).toHaveProperty('response_format.json_schema.schema.type', 'string')
  expect(chatRequest({ messages })).not.toHaveProperty('temperature')
  expect(chatRequest({ messages })).toHaveProperty('max_tokens', -1)
})

test('an overflow is known by its text and keeps both numbers', () => {
  const text = 'request (3031 tokens) exceeds the available context size (2048 tokens), try increasing it'
  expect(callFault(new Error(text))).toMatchObject({
    code: 'context-overflow',
    tokens: { promptTokens: 3031, contextTokens: 2048 },
  })
})

test.each([
  ['bad-weights', ["E gguf_init_from_reader: invalid magic characters: '????', expected 'GGUF'"]],
  ['out-of-memory', ['ggml_aligned_malloc: insufficient memory (attempted to allocate 8791.88 MB)']],
  ['bad-weights', ['ggml_webgpu: Failed to get an adapter', 'bedroom.gguf is odd']],
])('a load is %s where llama.cpp writes %j', (code, lines) => {
  expect(loadFault(lines).code).toBe(code)
})

test.each([
  [
    'network',
    'CompileError: WebAssembly.instantiate(): expected magic word 00 61 73 6d, found 3c 21 64 6f @+0',
  ],
  [
    'unsupported',
    'CompileError: WebAssembly.instantiate(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive',
  ],
  ['unsupported', 'CompileError: WebAssembly.Module doesn’t parse at byte 12: invalid opcode'],
  ['out-of-memory', 'RangeError: WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory'],
])('no wasm is %s where the loader writes “%s”', (code, text) => {
  expect(wasmFault(text).code).toBe(code)
})

test('the text of an answer that it goes on with is not repeated, however llama.cpp cuts it', () => {
  const cut = { messages: [...messages, { role: 'assistant', content: 'Hello there ' }] } as const
  const textOf = (chunks: string[], request: GenerateRequest) =>
    read(
      request,
      chunks.map(content => chunk({ content })),
    ).flatMap(event => (event.type === 'text-delta' ? [event.text] : []))
  expect(textOf(['Hello there ', 'and', ' Hello there '], cut)).toEqual(['and', ' Hello there '])
  expect(textOf(['Hel', 'lo there and'], cut)).toEqual(['and'])
  expect(textOf(['Hello there '], { messages })).toEqual(['Hello there '])
})

test('what opens a call is text where tools are given, and the call’s JSON is decoded under the schema', () => {
  const tools = { offered: [], calls: [] }
  const jsonSchema = { type: 'object' }
  const calling = { messages, tools: { ...tools, isCalling: true }, jsonSchema }
  expect(rawRequest({ messages, tools }, 'p', 'mistral')).toMatchObject({
    preserved_tokens: ['[TOOL_CALLS]'],
  })
  expect(rawRequest(calling, 'p', 'qwen')).toMatchObject({ prompt: 'p', json_schema: jsonSchema })
  expect(rawRequest({ messages }, 'p', 'mistral')).not.toHaveProperty('preserved_tokens')
})
