import { createCallQueue, firstOf } from './call-queue.ts'
import {
  type Engine,
  EngineError,
  type EngineErrorCode,
  type GenerateEvent,
  type GenerateRequest,
  type LoadableModel,
  type LoadEvent,
  type ModelThinking,
  type PromptMessage,
  type ToolFormat,
  type Usage,
} from './engine.ts'
import { minimalJson } from './minimal-json.ts'
import { commonTags } from './thought-tags.ts'
import { callForms, writeCall } from './tool-format.ts'
import { cancelledEnd, noUsage } from './usage.ts'

/** How a scripted engine behaves. Everything has a default that suits interface work. */
export interface ScriptedOptions {
  /** Decode speed; Infinity is as fast as the event loop goes. Default 100. */
  readonly tokensPerSecond?: number
  /** Default: ten times the decode speed. */
  readonly prefillTokensPerSecond?: number
  /**
   * The answer, or what makes it. A prompt that is no chat comes as one message of the user. Default: an echo of the last
   * message and a few sentences.
   */
  readonly reply?: string | ((messages: readonly PromptMessage[]) => string)
  /** With it there are grammars and the adapter 'tools', and a call with either is answered by this. */
  readonly fill?: (request: GenerateRequest) => string
  readonly loadMs?: number
  /** Default: the model card's. */
  readonly contextTokens?: number
  readonly threads?: number
  /** What loading says of it; its script begins with the tag where it is 'tagged', after it where it is 'opened'. */
  readonly thinking?: ModelThinking
  /** The form in which it calls tools, where it is given any: these calls, one after the other, and then its answer. */
  readonly toolFormat?: ToolFormat
  readonly calls?: readonly { readonly name: string; readonly args: Readonly<Record<string, unknown>> }[]
  /** Every load fails with this. */
  readonly loadFault?: EngineErrorCode
  /** Every reply fails with this after so many tokens. */
  readonly generateFault?: { readonly afterTokens: number; readonly code: EngineErrorCode }
}

const { open, close } = commonTags
/** Tokens between two turns of the event loop when no speed is set. */
const flatOutTokens = 32
const prefillBatchTokens = 32

/** A deterministic Engine without a model, for tests and interface work. It counts as a real one would. */
export function createScriptedEngine(options: ScriptedOptions = {}): Engine {
  const decodeRate = options.tokensPerSecond ?? 100
  const prefillRate = options.prefillTokensPerSecond ?? decodeRate * 10
  const queue = createCallQueue()
  /** One per loaded model; aborted when it goes. */
  let loaded: { readonly contextTokens: number; readonly gone: AbortController } | undefined
  let kvCache: readonly string[] = []

  function release(): void {
    loaded?.gone.abort()
    loaded = undefined
    kvCache = []
  }

  async function* load(model: LoadableModel, signal: AbortSignal): AsyncGenerator<LoadEvent> {
    signal.throwIfAborted()
    release()
    const steps = 4
    for (let step = 0; step <= steps; step++) {
      yield { type: 'load-progress', stage: 'read', fraction: step / steps }
      await pause((options.loadMs ?? 0) / steps, signal)
      signal.throwIfAborted()
    }
    if (options.loadFault) throw new EngineError(options.loadFault, 'scripted to fail')
    const contextTokens = options.contextTokens ?? model.contextTokens ?? model.card.contextTokens
    loaded = { contextTokens, gone: new AbortController() }
    const { threads = 1, thinking, toolFormat } = options
    yield {
      ...{ type: 'load-end', contextTokens, threads },
      ...(thinking ? { thinking } : {}),
      ...(toolFormat ? { toolFormat } : {}),
      ...(options.fill ? { adapters: ['tools'] as const } : {}),
    }
  }

  async function* generate(
    request: GenerateRequest,
    callerSignal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    if (callerSignal.aborted) return yield cancelledEnd()
    const current = loaded
    if (!current) throw new EngineError('crashed', 'no model is loaded')
    if (isFill(request) && !options.fill) throw new EngineError('unsupported', 'no script for it')
    const signal = AbortSignal.any([callerSignal, current.gone.signal])
    const leave = await queue.enter(signal)
    if (!leave) return yield cancelledEnd()
    try {
      yield* answer(request, current.contextTokens, signal)
    } finally {
      leave()
    }
  }

  async function* answer(
    request: GenerateRequest,
    contextTokens: number,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    if (request.tools && !options.toolFormat) throw new EngineError('unsupported', 'no tools are written')
    const prompt = requestTokens(request)
    if (prompt.length >= contextTokens) {
      const tokens = { promptTokens: prompt.length, contextTokens }
      throw new EngineError('context-overflow', 'the prompt does not fit in the context', tokens)
    }
    // The last prompt token is always read again: its logits give the first token of the answer.
    const cachedTokens = Math.min(commonPrefix(kvCache, prompt), prompt.length - 1)
    let usage: Usage = { ...noUsage, promptTokens: prompt.length, cachedTokens }
    const since = performance.now()
    for (let tokens = cachedTokens; ; ) {
      yield { type: 'prefill-progress', tokens, of: prompt.length }
      kvCache = prompt.slice(0, tokens)
      if (tokens === prompt.length) break
      const batch = Math.min(prefillBatchTokens, prompt.length - tokens)
      await pause((batch / prefillRate) * 1000, signal)
      usage = { ...usage, prefillMs: performance.now() - since }
      if (signal.aborted) return yield cancelledEnd(usage)
      tokens += batch
    }

    const reply =
      isFill(request) && options.fill ? scriptedTokens(options.fill(request)) : replyTokens(request, options)
    const limit = Math.min(request.maxTokens ?? Number.POSITIVE_INFINITY, contextTokens - prompt.length)
    const count = Math.min(reply.length, limit)
    const decodeSince = performance.now()
    const cache = [...prompt]
    kvCache = cache
    for (let done = 0; done < count; ) {
      const waitMs = ((done + 1) / decodeRate) * 1000 - (performance.now() - decodeSince)
      if (waitMs > 0 || done % flatOutTokens === 0) await pause(waitMs, signal)
      if (signal.aborted) return yield cancelledEnd(usage)
      if (options.generateFault && done >= options.generateFault.afterTokens) {
        throw new EngineError(options.generateFault.code, 'scripted to fail')
      }
      const text = reply[done] ?? ''
      cache.push(text)
      done += 1
      usage = { ...usage, completionTokens: done, decodeMs: performance.now() - decodeSince }
      yield { type: 'text-delta', text }
    }
    yield { type: 'text-end', reason: count < reply.length ? 'length' : 'stop', usage }
  }

  return {
    info: { id: 'scripted', label: 'Scripted', locality: 'device' },
    load,
    generate,
    async countTokens(messages) {
      if (!loaded) throw new EngineError('crashed', 'no model is loaded')
      return promptTokens(messages).length
    },
    async unload() {
      release()
    },
  }
}

/** Word-ish tokens: a space belongs to what follows, a Han character stands alone, nothing is lost. */
export function scriptedTokens(text: string): string[] {
  return text.match(/\s?\p{Script=Han}|\s?[\p{L}\p{N}]{1,6}|\s?[^\s\p{L}\p{N}]|\s/gu) ?? []
}

/** The prompt as a chat template would write it. */
function promptTokens(messages: readonly PromptMessage[]): string[] {
  const turns = messages.flatMap(({ role, content, thought }) => [
    `<${role}>`,
    ...(thought ? [open, ...scriptedTokens(thought.text)] : []),
    ...(thought?.isClosed ? [close] : []),
    ...scriptedTokens(content),
    '<end>',
  ])
  return [...turns, '<assistant>']
}

function isFill({ grammar, adapter }: GenerateRequest): boolean {
  return grammar !== undefined || adapter !== undefined
}

function requestTokens({ prompt, messages, tools }: GenerateRequest): string[] {
  if (prompt !== undefined) return scriptedTokens(prompt)
  return [...(tools ? scriptedTokens(JSON.stringify(tools)) : []), ...promptTokens(messages)]
}

/** What is written of a call: all of it, or its JSON where it has been opened already. */
function callText(
  { tools }: GenerateRequest,
  { toolFormat, calls = [] }: ScriptedOptions,
): string | undefined {
  const call = tools && calls[tools.calls.length]
  if (!call || !toolFormat) return undefined
  const json = writeCall(toolFormat, call.name, call.args)
  const { opening, closing } = callForms[toolFormat]
  return tools.isCalling ? json : opening + json + closing
}

function replyTokens(request: GenerateRequest, options: ScriptedOptions): string[] {
  const { reply } = options
  const call = callText(request, options)
  if (call !== undefined) return scriptedTokens(call)
  if (request.jsonSchema) return scriptedTokens(JSON.stringify(minimalJson(request.jsonSchema)))
  const { prompt, messages } = request
  const asked = prompt === undefined ? messages : [{ role: 'user', content: prompt } as const]
  const whole = typeof reply === 'string' ? reply : (reply ?? echo)(asked)
  return scriptedTokens(fromThought(whole, messages.at(-1)?.thought))
}

/** What is left of a script for an answer with a thought: what follows the thought, or what has not been thought. */
function fromThought(script: string, thought: PromptMessage['thought']): string {
  if (!thought) return script
  const inside = script.trimStart().startsWith(open)
    ? script.trimStart().slice(open.length).trimStart()
    : script
  if (thought.isClosed)
    return inside
      .split(close)
      .slice(inside.includes(close) ? 1 : 0)
      .join(close)
      .trimStart()
  return inside.startsWith(thought.text) ? inside.slice(thought.text.length) : inside
}

function echo(messages: readonly PromptMessage[]): string {
  const said = messages.findLast(message => message.role === 'user')?.content ?? ''
  const shown = [...said].slice(0, 200).join('')
  const sentences = [
    `You wrote: “${shown}”.`,
    'This answer is scripted: no model was asked, and the same question always gets the same words.',
    `It is long enough to be watched while it streams, and it knows that ${messages.length} messages came before it.`,
  ]
  return sentences.join(' ')
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((token, at) => token !== b[at])
  return different === -1 ? a.length : different
}

/** A pause by setTimeout that ends early when the signal is aborted. */
async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, Math.max(0, delayMs))
  })
  await firstOf(passed, signal)
  clearTimeout(timer)
}
