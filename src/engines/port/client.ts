import {
  type Engine,
  EngineError,
  type EngineInfo,
  type GenerateEvent,
  type GenerateRequest,
  type LoadableModel,
  type LoadEvent,
  type Usage,
} from '../engine.ts'
import { createEventStream } from '../event-stream.ts'
import { cancelledEnd, noUsage } from '../usage.ts'
import { type Connection, openConnection, type PortLink } from './connection.ts'
import type { Watchdog } from './watch.ts'

export interface PortEngineOptions {
  readonly info: EngineInfo
  /** Makes a fresh host, e.g. a worker. Called by load() when there is none. */
  connect(): PortLink
  /** Shorter in tests. */
  readonly watchdog?: Partial<Watchdog>
}

// Five silent ticks and the tick that was just missed: at most 4.8 s until a dead worker is noticed.
const patience: Watchdog = { tickMs: 800, silentTicks: 5, startTicks: 75 }
/** How long a stopped reply waits for the host's own end, which knows the exact usage. */
const cancelGraceMs = 50
/** How long unload waits for the host to put its things in order before it is ended anyway. */
const unloadGraceMs = 1000

/** An Engine whose work is done behind a port by serveEngine. */
export function createPortEngine(options: PortEngineOptions): Engine {
  const watchdog = { ...patience, ...options.watchdog }
  let connection: Connection | undefined

  const loaded = (): Connection => {
    if (connection && !connection.isClosed()) return connection
    throw new EngineError('crashed', 'no model is loaded')
  }

  async function* load(model: LoadableModel, signal: AbortSignal): AsyncGenerator<LoadEvent> {
    signal.throwIfAborted()
    if (!connection || connection.isClosed()) connection = openConnection(options.connect(), watchdog)
    const mine = connection
    // What is being loaded cannot be cancelled; its worker can be ended.
    const onAbort = () => mine.close(() => abortError('The load was aborted'))
    signal.addEventListener('abort', onAbort)
    let done = false
    try {
      for await (const event of mine.start({ method: 'load', model }).events) {
        // Whoever has the end may leave: the model stays.
        done = event.type === 'load-end'
        if (event.type === 'load-progress' || event.type === 'load-end') yield event
      }
    } catch (error) {
      signal.throwIfAborted()
      throw error
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (!done) mine.close(() => abortError('The load was abandoned'))
    }
  }

  async function* generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent> {
    if (signal.aborted) return yield cancelledEnd()
    const mine = loaded()
    const call = mine.start({ method: 'generate', request })
    const out = createEventStream<GenerateEvent>()
    let usage: Usage = noUsage
    let hasEnded = false
    const end = (last?: GenerateEvent) => {
      if (hasEnded) return
      hasEnded = true
      if (last) out.push(last)
      out.end()
    }
    const cancelled = () => end(cancelledEnd(usage))

    const forward = async () => {
      try {
        for await (const event of call.events) {
          if (event.type === 'load-progress' || event.type === 'load-end') continue
          if (event.type === 'text-end') end(event)
          else if (!hasEnded) {
            usage = counted(usage, event)
            out.push(event)
          }
        }
        end()
      } catch (error) {
        // An unload or another load ended the host under this call: that is a stop, not a failure.
        if (signal.aborted || !(error instanceof EngineError)) cancelled()
        else if (!hasEnded) {
          hasEnded = true
          out.fail(error)
        }
      }
    }
    let grace: ReturnType<typeof setTimeout> | undefined
    const onAbort = () => {
      mine.cancel(call.id)
      // In prefill the host may need seconds to stop; the person should not wait for it.
      grace = setTimeout(cancelled, cancelGraceMs)
    }
    signal.addEventListener('abort', onAbort)
    void forward()
    try {
      yield* out
    } finally {
      clearTimeout(grace)
      signal.removeEventListener('abort', onAbort)
      mine.cancel(call.id)
    }
  }

  return {
    info: options.info,
    load,
    generate,
    async countTokens(messages) {
      const call = loaded().start({ method: 'count-tokens', messages })
      for await (const _ of call.events) {
        // A count has no events; this waits for its end.
      }
      const tokens = call.tokens()
      if (tokens === undefined) throw new EngineError('crashed', 'a count came back without a number')
      return tokens
    },
    async unload() {
      const mine = connection
      connection = undefined
      if (!mine || mine.isClosed()) return
      const { events } = mine.start({ method: 'unload' })
      await Promise.race([drain(events), wait(unloadGraceMs)])
      mine.close(() => abortError('The model was unloaded'))
    },
  }
}

/** What is known of a call's cost from the events that have come. */
function counted(usage: Usage, event: GenerateEvent): Usage {
  if (event.type === 'text-delta') return { ...usage, completionTokens: usage.completionTokens + 1 }
  if (event.type !== 'prefill-progress') return usage
  const cachedTokens = usage.promptTokens === 0 ? event.tokens : usage.cachedTokens
  return { ...usage, promptTokens: event.of, cachedTokens }
}

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of events) {
      // Only its end matters.
    }
  } catch {
    // A host that fails to unload is ended all the same.
  }
}

function wait(delayMs: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, delayMs))
}

function abortError(message: string): DOMException {
  return new DOMException(message, 'AbortError')
}
