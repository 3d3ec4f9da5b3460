import { unlessAborted } from '../abort.ts'
import type { PortLink } from '../engines/port/connection.ts'
import { dataOf } from '../engines/port/protocol.ts'
import { createWatch, type Watchdog } from '../engines/port/watch.ts'
import { type Fault, FaultError, toFault } from '../fault.ts'
import type { Offer } from './offer.ts'
import type { Outcome } from './outcome.ts'
import { type Answer, type Ask, type AskedServer, faultOf, parseToPage, type ToWorker } from './protocol.ts'

/** How a question is followed and stopped. */
export interface AskHow {
  readonly signal: AbortSignal
  readonly limitMs: number
}

/** Servers as the page asks them. Each throws FaultError, and the signal's reason when aborted. */
export interface McpPort {
  open(server: AskedServer, how: AskHow): Promise<Offer>
  /** Of all but 'open' and 'close'. */
  ask(server: AskedServer, ask: Ask, how: AskHow): Promise<Outcome>
  /** Ends the session with a server. Never rejects, and starts no worker. */
  close(server: AskedServer): Promise<void>
}

export interface McpPortOptions {
  /** Makes a fresh worker. Called at the first question, and again when there is none any more. */
  connect(): PortLink
  /** A server says that what it offers has changed. */
  readonly onChanged: (serverId: string, offer: Offer) => void
  /** All sessions have ended. */
  readonly onEnded: () => void
  /** Sessions are ended, and the worker with them, when nothing was asked for so long. */
  readonly idleMs?: number
  readonly watchdog?: Watchdog
}

/** Sessions cost the servers something, and say that somebody is there. */
const defaultIdleMs = 120_000
const defaultWatchdog: Watchdog = { tickMs: 2000, silentTicks: 10, startTicks: 30 }
const goodbyeMs = 1500

/** Servers behind a port that serveMcp answers. */
export function createMcpPort(options: McpPortOptions): McpPort {
  let link: McpLink | undefined

  function open(): McpLink {
    const made: McpLink = openLink(options, () => {
      if (link !== made) return
      link = undefined
      options.onEnded()
    })
    return made
  }

  async function run(server: AskedServer, ask: Ask, { signal, limitMs }: AskHow): Promise<Answer> {
    signal.throwIfAborted()
    try {
      link ??= open()
      return await link.run(server, ask, limitMs, signal)
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof FaultError ? error : new FaultError(toFault(error))
    }
  }

  return {
    async open(server, how) {
      const answer = await run(server, { method: 'open' }, how)
      if (answer.type === 'offer') return answer.offer
      throw new FaultError({ code: 'crashed', detail: `open was answered by ${answer.type}` })
    },
    async ask(server, ask, how) {
      const answer = await run(server, ask, how)
      if (answer.type === 'outcome') return answer.outcome
      throw new FaultError({ code: 'crashed', detail: `${ask.method} was answered by ${answer.type}` })
    },
    async close(server) {
      const how = { signal: AbortSignal.timeout(goodbyeMs), limitMs: goodbyeMs }
      if (link) await run(server, { method: 'close' }, how).catch(() => {})
    },
  }
}

/** A live worker with its open questions. */
interface McpLink {
  run(server: AskedServer, ask: Ask, limitMs: number, signal: AbortSignal): Promise<Answer>
}

interface OpenAsk {
  resolve(answer: Answer): void
  reject(error: FaultError): void
}

/** @param onClosed Called once, before the open questions fail. */
function openLink(options: McpPortOptions, onClosed: () => void): McpLink {
  const { connect, onChanged, idleMs = defaultIdleMs, watchdog = defaultWatchdog } = options
  const { port, terminate } = connect()
  const open = new Map<number, OpenAsk>()
  let nextId = 1
  let idle: ReturnType<typeof setTimeout> | undefined

  const post = (message: ToWorker) => port.postMessage(message)
  const watch = createWatch(
    watchdog,
    () => post({ type: 'mcp-ping' }),
    silentTicks => close({ code: 'crashed', detail: `the worker was silent for ${silentTicks} ticks` }),
  )

  const onMessage = (event: Event) => {
    watch.heard()
    const message = parseToPage(dataOf(event))
    if (!message || message.type === 'mcp-pong') return
    if (message.type === 'mcp-ended') return close({ code: 'crashed', detail: 'the worker was ended' })
    if (message.type === 'mcp-changed') return onChanged(message.serverId, message.offer)
    const asked = open.get(message.id)
    if (!asked) return
    open.delete(message.id)
    if (open.size === 0) rest()
    if (message.type === 'mcp-answer') asked.resolve(message.answer)
    else asked.reject(new FaultError(faultOf(message.fault)))
  }
  const onDeath = (event: Event) => {
    // Otherwise the browser reports it as an error of the page as well.
    event.preventDefault()
    const said = 'message' in event && typeof event.message === 'string' ? event.message : event.type
    close({ code: 'crashed', detail: `the worker reported: ${said}` })
  }

  function rest(): void {
    watch.stop()
    clearTimeout(idle)
    idle = setTimeout(sayGoodbye, idleMs)
  }
  function sayGoodbye(): void {
    // It answers when the sessions are ended, or is ended without that; what is asked meanwhile is asked of another.
    onClosed()
    post({ type: 'mcp-end' })
    idle = setTimeout(() => close({ code: 'crashed', detail: 'the worker was ended' }), goodbyeMs)
  }
  function close(fault: Fault): void {
    watch.stop()
    clearTimeout(idle)
    port.removeEventListener('message', onMessage)
    port.removeEventListener('messageerror', onDeath)
    port.removeEventListener('error', onDeath)
    terminate()
    onClosed()
    for (const asked of open.values()) asked.reject(new FaultError(fault))
    open.clear()
  }

  port.addEventListener('message', onMessage)
  port.addEventListener('messageerror', onDeath)
  port.addEventListener('error', onDeath)
  port.start?.()
  rest()

  return {
    async run(server, ask, limitMs, signal) {
      const id = nextId++
      post({ type: 'mcp-ask', id, server, ask, limitMs })
      clearTimeout(idle)
      watch.start()
      const answered = new Promise<Answer>((resolve, reject) => {
        open.set(id, { resolve, reject })
      })
      return unlessAborted(answered, signal, () => {
        if (open.has(id)) post({ type: 'mcp-abort', id })
      })
    },
  }
}
