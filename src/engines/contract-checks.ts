import type { Engine, GenerateEvent, GenerateRequest, LoadEvent, PromptMessage, Usage } from './engine.ts'

/** A signal that nothing aborts. */
export const never = () => new AbortController().signal
/** A chat of two messages that a cook answers. */
export const greeting: readonly PromptMessage[] = [
  { role: 'system', content: 'You are a ship’s cook who answers in one short sentence.' },
  { role: 'user', content: 'What is for dinner tonight, and is there enough of it for all of us?' },
]

/** One reply, whole. */
export interface Reply {
  readonly events: readonly GenerateEvent[]
  readonly text: string
  readonly reason: string
  readonly usage: Usage
}

/** Reads a reply to its end. */
export async function reply(
  engine: Engine,
  request: GenerateRequest,
  signal: AbortSignal = never(),
  onEvent: (event: GenerateEvent) => void = () => {},
): Promise<Reply> {
  const events: GenerateEvent[] = []
  for await (const event of engine.generate(request, signal)) {
    events.push(event)
    onEvent(event)
  }
  const end = events.at(-1)
  if (end?.type !== 'text-end') throw new Error(`a reply ended with ${end?.type}`)
  const text = events.map(event => (event.type === 'text-delta' ? event.text : '')).join('')
  return { events, text, reason: end.reason, usage: end.usage }
}

/** Aborts at the first event of this type. */
export function abortedAt(
  engine: Engine,
  request: GenerateRequest,
  type: GenerateEvent['type'],
): Promise<Reply> {
  const controller = new AbortController()
  return reply(engine, request, controller.signal, event => {
    if (event.type === type) controller.abort()
  })
}

/** Checks that the engine still answers. */
export async function works(engine: Engine): Promise<void> {
  const { text } = await reply(engine, { messages: greeting, maxTokens: 2, temperature: 0 })
  check(text.length > 0, 'the engine answers')
}

/** All events, in order. */
export async function collect<T extends LoadEvent | GenerateEvent>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of events) all.push(event)
  return all
}

/** What a promise was rejected with; throws where it was not. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it should have failed')
}

/** Throws where the contract does not hold. */
export function check(holds: boolean, detail: string): void {
  if (!holds) throw new Error(`Contract broken: ${detail}`)
}
