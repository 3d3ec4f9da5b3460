import { readGguf } from '../../models/gguf.ts'
import type { AdapterId } from '../../models/model.ts'
import { createCallQueue } from '../call-queue.ts'
import {
  type Engine,
  EngineError,
  type EngineInfo,
  type GenerateEvent,
  type GenerateRequest,
  type LoadableModel,
  type LoadEvent,
  type PromptMessage,
  type PromptTools,
} from '../engine.ts'
import { createEventStream } from '../event-stream.ts'
import { type ChatTemplate, makeChatTemplate } from '../prompt/chat-template.ts'
import { makePlainText, makePlainTools, specialTokens } from '../prompt/special-tokens.ts'
import { cancelledEnd } from '../usage.ts'
import { chatRequest, createReplyReader, rawRequest, switchRequest, withAdapter } from './chat-completion.ts'
import { createInstance, type WllamaInstance, type WllamaOptions } from './instance.ts'
import { joinGguf } from './join-gguf.ts'
import { makeTokenCounter, type TokenCounter } from './token-counter.ts'
import { callFault } from './wllama-faults.ts'

type LoadEnd = Extract<LoadEvent, { type: 'load-end' }>

const info: EngineInfo = { id: 'wllama', label: 'Processor', locality: 'device' }

/**
 * llama.cpp on the processor, through wllama. Made to live in a worker of its own.
 * Loading reports stage 'compile' once (the wasm's own progress cannot be known), then 'read' by the
 * bytes of the weights that have been asked for.
 */
export function createWllamaEngine(options: WllamaOptions): Engine {
  const queue = createCallQueue()
  let instance: WllamaInstance | undefined
  let tokens: Tokens = unknownTokens
  /** What is loaded beside the model. */
  let adapters: readonly AdapterId[] = []
  /** Whether the adapter was on in the last call. */
  let isAdapterOn = false

  const release = (why: string) => {
    instance?.kill(new DOMException(why, 'AbortError'))
    instance = undefined
    tokens = unknownTokens
    adapters = []
    isAdapterOn = false
  }
  const loaded = (): WllamaInstance => {
    if (instance && !instance.gone.aborted) return instance
    throw new EngineError('crashed', 'no model is loaded')
  }

  async function* load(model: LoadableModel, signal: AbortSignal): AsyncGenerator<LoadEvent> {
    signal.throwIfAborted()
    release('another model is loaded')
    const blobs = inOrder(model)
    if (needsCompat() && !options.compat) throw new EngineError('unsupported', 'no JSPI or no 64-bit memory')
    const mine = createInstance(options, model.contextTokens ?? model.card.contextTokens)
    instance = mine
    const onAbort = () => mine.kill(signal.reason)
    signal.addEventListener('abort', onAbort)
    const events = createEventStream<LoadEvent>()
    events.push({ type: 'load-progress', stage: 'compile', fraction: 0 })
    const adapter = adapterIn(model)
    const run = async () => {
      const onProgress = (fraction: number) => events.push({ type: 'load-progress', stage: 'read', fraction })
      const whole = adapter ? [await joinGguf(blobs).catch(toBadWeights)] : blobs
      const loading = mine.load(whole, onProgress, adapter?.blob)
      // Made while the inner worker compiles the wasm: this thread has nothing else to do then.
      const preparing = prepare(blobs)
      await loading
      const prepared = await preparing
      if (mine !== instance) return
      tokens = prepared
      adapters = adapter ? [adapter.id] : []
    }
    run().then(events.end, events.fail)
    let done = false
    try {
      yield* events
      signal.throwIfAborted()
      done = true
      const { contextTokens, threads } = mine
      const beside = adapters.length > 0 ? { adapters } : {}
      yield { type: 'load-end', contextTokens, threads, ...templateFacts(tokens), ...beside }
    } catch (error) {
      signal.throwIfAborted()
      throw mine.gone.aborted ? error : callFault(error)
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (!done) {
        mine.kill(new DOMException('the load failed', 'AbortError'))
        if (instance === mine) instance = undefined
      }
    }
  }

  /** Runs one completion when its turn comes; the turn is given up when the wasm is free, not when the reader is. */
  async function* generate(request: GenerateRequest, caller: AbortSignal): AsyncGenerator<GenerateEvent> {
    if (caller.aborted) return yield cancelledEnd()
    const mine = loaded()
    const { adapter, grammar, jsonSchema } = request
    if (adapter !== undefined && !adapters.includes(adapter))
      throw new EngineError('unsupported', `the adapter '${adapter}' is not there`)
    if (grammar !== undefined && jsonSchema !== undefined)
      throw new EngineError('unsupported', 'a grammar and a schema at once')
    const asLoaded = <Asked extends object>(asked: Asked) =>
      adapters.length > 0 ? withAdapter(asked, adapter !== undefined) : asked
    const withTools = toolPrompt(tokens, request)
    const abandoned = new AbortController()
    const signal = AbortSignal.any([caller, abandoned.signal, mine.gone])
    const leave = await queue.enter(signal)
    if (!leave) {
      if (!caller.aborted) throwIfCrashed(mine)
      return yield cancelledEnd()
    }
    const events = createEventStream<GenerateEvent>()
    const asRead = { ...request, messages: tokens.plainText(request.messages) }
    const raw = withTools ?? plainPrompt(tokens, request.prompt) ?? rawPrompt(tokens.template, asRead)
    const echoed = raw === undefined ? asRead : { ...asRead, messages: [] }
    const reply = createReplyReader(echoed, event => events.push(event))
    const stop = () => {
      if (!caller.aborted && mine.gone.reason instanceof EngineError) return events.fail(mine.gone.reason)
      events.push(cancelledEnd(reply.usage()))
      events.end()
    }
    // At once: in prefill wllama needs until the end of the running batch.
    signal.addEventListener('abort', stop)
    const run = async () => {
      try {
        if (isAdapterOn && adapter === undefined)
          await mine.complete(withAdapter(switchRequest, false), signal, () => {})
        isAdapterOn = adapter !== undefined
        if (raw === undefined) await mine.chat(asLoaded(chatRequest(asRead)), signal, reply.read)
        else
          await mine.complete(
            asLoaded(rawRequest(asRead, raw, tokens.template?.tools?.format)),
            signal,
            reply.read,
          )
        events.push(reply.end())
        events.end()
      } catch (error) {
        if (signal.aborted) stop()
        else events.fail(callFault(error))
      } finally {
        signal.removeEventListener('abort', stop)
        leave()
      }
    }
    void run()
    try {
      yield* events
    } finally {
      abandoned.abort()
    }
  }

  /** Where Hermit does not know the tokenizer: reads the whole prompt, which is slow but exact. */
  async function countByReading(messages: readonly PromptMessage[]): Promise<number> {
    for await (const event of generate({ messages, maxTokens: 0 }, new AbortController().signal)) {
      if (event.type === 'text-end' && event.reason !== 'cancelled') return event.usage.promptTokens
    }
    throw new DOMException('the model was unloaded', 'AbortError')
  }

  return {
    info,
    load,
    generate,
    async countTokens(messages) {
      loaded()
      const { counter, plainText } = tokens
      return counter ? counter.countTokens(plainText(messages)) : countByReading(messages)
    },
    async unload() {
      release('the model was unloaded')
    },
  }
}

function throwIfCrashed(instance: WllamaInstance): void {
  if (instance.gone.reason instanceof EngineError) throw instance.gone.reason
}

/** The files in the card's order: llama.cpp takes the parts of a split model by their place. */
function inOrder(model: LoadableModel): Blob[] {
  return model.card.files.map(({ name, bytes }) => {
    const file = model.files.find(candidate => candidate.name === name)
    if (!file) throw new EngineError('bad-weights', `${name} is missing`)
    if (file.blob.size !== bytes)
      throw new EngineError('bad-weights', `${name} has ${file.blob.size} bytes, not ${bytes}`)
    return file.blob
  })
}

function toBadWeights(error: unknown): never {
  throw new EngineError('bad-weights', String(error))
}

/** The card's adapter, where its file is there. llama.cpp can hold more than one at a time; no card has more. */
function adapterIn({ card, files }: LoadableModel): { id: AdapterId; blob: Blob } | undefined {
  const [adapter] = card.adapters ?? []
  const file = files.find(({ name, blob }) => name === adapter?.name && blob.size === adapter.bytes)
  return adapter && file && { id: adapter.id, blob: file.blob }
}

/** What the engine knows of the model's tokens beside llama.cpp. */
interface Tokens {
  /** Undefined where Hermit does not know the tokenizer. */
  readonly counter: TokenCounter | undefined
  /** Undefined where Hermit cannot fill it. */
  readonly template: ChatTemplate | undefined
  readonly plainText: (messages: readonly PromptMessage[]) => readonly PromptMessage[]
  readonly plainTools: (tools: PromptTools) => PromptTools
}

const unknownTokens: Tokens = {
  counter: undefined,
  template: undefined,
  plainText: messages => messages,
  plainTools: tools => tools,
}

async function prepare(blobs: readonly Blob[]): Promise<Tokens> {
  const first = blobs[0]
  if (!first) return unknownTokens
  try {
    const header = await readGguf(first)
    const specials = specialTokens(header.metadata)
    return {
      counter: makeTokenCounter(header),
      template: makeChatTemplate(header.metadata),
      plainText: makePlainText(specials),
      plainTools: makePlainTools(specials),
    }
  } catch {
    // If llama.cpp can read the file, it is only our own reader that cannot; if not, the load says so.
    return unknownTokens
  }
}

/** What loading tells of the model's template. */
function templateFacts({ template }: Tokens): Pick<LoadEnd, 'thinking' | 'toolFormat'> {
  const { thinking, tools } = template ?? {}
  return { ...(thinking && { thinking }), ...(tools && { toolFormat: tools.format }) }
}

/** A chat with tools, as llama.cpp reads it; undefined where there are none. */
function toolPrompt(
  { template, plainText, plainTools }: Tokens,
  { messages, tools, thinking }: GenerateRequest,
): string | undefined {
  if (!tools) return undefined
  if (!template?.tools) throw new EngineError('unsupported', 'the template writes no tools')
  return template.unbegun(template.tools.render(plainText(messages), plainTools(tools), thinking))
}

/** A text that is no chat, as llama.cpp reads it. */
function plainPrompt({ plainText }: Tokens, prompt: string | undefined): string | undefined {
  if (prompt === undefined) return undefined
  const [message] = plainText([{ role: 'user', content: prompt }])
  return message?.content
}

/**
 * The prompt, where llama.cpp's own way of writing a chat has no words for it: an answer that is gone on with and
 * has a thought before it, or would be taken for one that the template has opened.
 */
function rawPrompt(template: ChatTemplate | undefined, request: GenerateRequest): string | undefined {
  const last = request.messages.at(-1)
  if (!template || last?.role !== 'assistant') return undefined
  if (!last.thought && (template.thinking !== 'opened' || last.content === '')) return undefined
  return template.unbegun(template.render(request.messages, request.thinking))
}

/** Whether this browser lacks what the ordinary build needs. wllama asks the same, except on Firefox. */
function needsCompat(): boolean {
  const isFirefox = /Firefox\//.test(navigator.userAgent)
  return !isFirefox && (!('Suspending' in WebAssembly) || !hasMemory64())
}

function hasMemory64(): boolean {
  try {
    // The 64-bit fields are not in TypeScript's descriptor yet.
    new WebAssembly.Memory({ address: 'i64', initial: 1n } as unknown as WebAssembly.MemoryDescriptor)
    return true
  } catch {
    return false
  }
}
