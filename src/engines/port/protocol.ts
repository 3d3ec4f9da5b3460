import {
  EngineError,
  engineErrorCodes,
  type GenerateEvent,
  type GenerateRequest,
  type LoadableModel,
  type LoadEvent,
  type PromptMessage,
} from '../engine.ts'

/**
 * The protocol's one rule: a call is answered by zero or more events, then exactly one end or one error.
 * Events are pushed; nobody asks for the next one.
 */
export type Call =
  | { readonly method: 'load'; readonly model: LoadableModel }
  | { readonly method: 'generate'; readonly request: GenerateRequest }
  | { readonly method: 'count-tokens'; readonly messages: readonly PromptMessage[] }
  | { readonly method: 'unload' }

/** From the client to the host. */
export type ToHost =
  | { readonly type: 'call-start'; readonly id: number; readonly call: Call }
  | { readonly type: 'call-cancel'; readonly id: number }
  | { readonly type: 'ping' }

/** From the host to the client. 'host-ready' comes once, when the host begins to listen. */
export type ToClient =
  | { readonly type: 'host-ready' }
  | { readonly type: 'call-event'; readonly id: number; readonly event: LoadEvent | GenerateEvent }
  /** `tokens` answers 'count-tokens'. */
  | { readonly type: 'call-end'; readonly id: number; readonly tokens?: number }
  | { readonly type: 'call-error'; readonly id: number; readonly error: PortError }
  | { readonly type: 'pong' }

/** An error on the wire: an EngineError, or that the call was aborted. */
export type PortError =
  | {
      readonly type: 'engine-error'
      readonly code: string
      readonly detail: string
      readonly tokens?: unknown
    }
  | { readonly type: 'aborted' }

/** What a MessagePort, a Worker and a worker's own scope have in common. */
export interface PortLike {
  postMessage(message: unknown): void
  addEventListener(type: string, listener: (event: Event) => void): void
  removeEventListener(type: string, listener: (event: Event) => void): void
  /** A MessagePort is silent until it is started; the others have no such thing. */
  start?(): void
}

/** The data of a message event. */
export function dataOf(event: Event): unknown {
  return 'data' in event ? event.data : undefined
}

/** Writes an error for the wire; what is no EngineError has broken the engine. */
export function toPortError(error: unknown): PortError {
  if (error instanceof EngineError) {
    const { code, detail, tokens } = error
    return { type: 'engine-error', code, detail, ...(tokens ? { tokens } : {}) }
  }
  if (error instanceof Error && error.name === 'AbortError') return { type: 'aborted' }
  return { type: 'engine-error', code: 'crashed', detail: String(error) }
}

/** Reads an error off the wire; an unknown code counts as 'crashed'. */
export function fromPortError(error: PortError): Error {
  if (error.type === 'aborted') return new DOMException('The call was aborted', 'AbortError')
  const code = engineErrorCodes.find(known => known === error.code) ?? 'crashed'
  const { tokens } = error
  const numbers =
    isRecord(tokens) && typeof tokens.promptTokens === 'number' && typeof tokens.contextTokens === 'number'
      ? { promptTokens: tokens.promptTokens, contextTokens: tokens.contextTokens }
      : undefined
  return new EngineError(code, error.detail, numbers)
}

/** What came to the host, or undefined if it is none of our messages. */
export function parseToHost(data: unknown): ToHost | undefined {
  if (!isRecord(data)) return undefined
  if (data.type === 'ping') return { type: 'ping' }
  if (typeof data.id !== 'number') return undefined
  if (data.type === 'call-cancel') return { type: 'call-cancel', id: data.id }
  if (data.type !== 'call-start') return undefined
  const call = parseCall(data.call)
  return call && { type: 'call-start', id: data.id, call }
}

/** What came to the client, or undefined if it is none of our messages. */
export function parseToClient(data: unknown): ToClient | undefined {
  if (!isRecord(data)) return undefined
  if (data.type === 'host-ready' || data.type === 'pong') return { type: data.type }
  const { id } = data
  if (typeof id !== 'number') return undefined
  if (data.type === 'call-event')
    return isEvent(data.event) ? { type: 'call-event', id, event: data.event } : undefined
  if (data.type === 'call-end') {
    return { type: 'call-end', id, ...(typeof data.tokens === 'number' ? { tokens: data.tokens } : {}) }
  }
  if (data.type !== 'call-error') return undefined
  // An error that cannot be read is still an error: dropping it would leave the call open for ever.
  return { type: 'call-error', id, error: parseError(data.error) }
}

function parseCall(data: unknown): Call | undefined {
  if (!isRecord(data)) return undefined
  if (data.method === 'unload') return { method: 'unload' }
  if (data.method === 'load' && isModel(data.model)) return { method: 'load', model: data.model }
  if (data.method === 'generate' && isRequest(data.request))
    return { method: 'generate', request: data.request }
  if (data.method === 'count-tokens' && isMessages(data.messages)) {
    return { method: 'count-tokens', messages: data.messages }
  }
  return undefined
}

function parseError(data: unknown): PortError {
  if (isRecord(data) && data.type === 'aborted') return { type: 'aborted' }
  if (isRecord(data) && typeof data.code === 'string' && typeof data.detail === 'string') {
    return { type: 'engine-error', code: data.code, detail: data.detail, tokens: data.tokens }
  }
  return { type: 'engine-error', code: 'crashed', detail: 'an unreadable error' }
}

// These check what is read first: both ends of a port are of one build, so the rest is as its types say.
function isModel(data: unknown): data is LoadableModel {
  if (!isRecord(data) || !isRecord(data.card) || !Array.isArray(data.files)) return false
  return data.files.every(
    file => isRecord(file) && typeof file.name === 'string' && file.blob instanceof Blob,
  )
}

function isRequest(data: unknown): data is GenerateRequest {
  if (!isRecord(data) || !isMessages(data.messages)) return false
  return [data.prompt, data.grammar, data.adapter].every(
    text => text === undefined || typeof text === 'string',
  )
}

function isMessages(data: unknown): data is readonly PromptMessage[] {
  return (
    Array.isArray(data) &&
    data.every(
      item =>
        isRecord(item) &&
        typeof item.role === 'string' &&
        typeof item.content === 'string' &&
        (item.thought === undefined || isThought(item.thought)),
    )
  )
}

function isThought(data: unknown): boolean {
  return isRecord(data) && typeof data.text === 'string' && typeof data.isClosed === 'boolean'
}

function isEvent(data: unknown): data is LoadEvent | GenerateEvent {
  if (!isRecord(data)) return false
  switch (data.type) {
    case 'load-progress':
      return typeof data.fraction === 'number'
    case 'load-end':
      return typeof data.contextTokens === 'number'
    case 'queued':
      return typeof data.ahead === 'number'
    case 'prefill-progress':
      return typeof data.tokens === 'number' && typeof data.of === 'number'
    case 'text-delta':
      return typeof data.text === 'string'
    case 'text-end':
      return isRecord(data.usage)
    default:
      return false
  }
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null
}
