import { createStore } from 'zustand/vanilla'
import { FaultError } from '../fault.ts'
import {
  type AppLink,
  callLimitMs,
  distinctTools,
  type Ignored,
  type LinkState,
  withinTime,
} from './app-link.ts'
import {
  type FromHermit,
  fromAppSchema,
  isOfProtocol,
  protocol,
  protocolVersion,
  readMessage,
  readySchema,
  written,
} from './bridge-protocol.ts'

/** What a bridge is built from. */
export interface BridgeParts {
  /** Where messages to this page arrive: its window. */
  readonly page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  /** The window of the app's frame as it is now: what messages must come from. */
  readonly frame: () => FrameWindow | null
  /** The app's origin: messages from any other are ignored, and none is sent there. */
  readonly origin: string
  /** How long an app may stay silent before the person is told, in milliseconds. */
  readonly silenceMs?: number
  readonly callLimitMs?: number
}

/** The part of a window that is used here. */
export interface FrameWindow {
  postMessage(message: string, targetOrigin: string, transfer: Transferable[]): void
}

/** After so many messages that make no sense the link is cut: whatever is there is no app. */
const mostNonsense = 20

interface Call {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: Error) => void
}

/** Speaks to the app in a frame by the bridge. It waits for the app's page to say that it is there. */
export function openBridge(parts: BridgeParts): AppLink {
  const { page, frame, origin, silenceMs = 10_000, callLimitMs: limitMs = callLimitMs } = parts
  const store = createStore<LinkState>(() => ({ status: 'waiting', tools: [], ignored: {} }))
  const calls = new Map<number, Call>()
  let port: MessagePort | undefined
  let lastId = 0
  let silence: ReturnType<typeof setTimeout> | undefined

  function ignore(why: Ignored): void {
    const { ignored } = store.getState()
    const times = (ignored[why] ?? 0) + 1
    store.setState({ ignored: { ...ignored, [why]: times } })
    if (why !== 'origin' && why !== 'window' && times >= mostNonsense) close()
  }

  /** Whoever was at the other end is gone: nothing that was asked will be answered. */
  function hangUp(): void {
    port?.close()
    port = undefined
    for (const { reject } of calls.values()) reject(new FaultError({ code: 'app-closed' }))
    calls.clear()
  }

  function expectWord(): void {
    clearTimeout(silence)
    silence = setTimeout(() => {
      hangUp()
      store.setState({ status: 'silent', tools: [] })
    }, silenceMs)
  }

  const onWindowMessage = (event: Event) => {
    const { data, origin: from, source } = event as MessageEvent<unknown>
    if (!isOfProtocol(data)) return
    const window = frame()
    // Another page in the frame, or another frame: neither is the app that the person has opened.
    if (source === null || (source as unknown) !== window) return ignore('window')
    if (from !== origin) return ignore('origin')
    const read = readMessage(readySchema, data)
    if ('wrong' in read) return ignore(read.wrong)
    if (read.message.version !== protocolVersion) return ignore('version')
    hangUp()
    const channel = new MessageChannel()
    port = channel.port1
    port.onmessage = onPortMessage
    window?.postMessage(written({ protocol, version: protocolVersion, type: 'open' }), origin, [
      channel.port2,
    ])
    expectWord()
  }

  const onPortMessage = ({ data }: MessageEvent<unknown>) => {
    const read = readMessage(fromAppSchema, data)
    if ('wrong' in read) return ignore(read.wrong)
    const { message } = read
    if (message.type === 'tools') {
      clearTimeout(silence)
      return store.setState({ status: 'open', tools: distinctTools(message.tools) })
    }
    const call = calls.get(message.id)
    if (!call) return ignore('unasked')
    calls.delete(message.id)
    if (message.type === 'result') call.resolve(message.value)
    else call.reject(new FaultError({ code: 'app-refused', detail: message.message }))
  }

  const send = (message: FromHermit) => port?.postMessage(written(message))

  function close(): void {
    clearTimeout(silence)
    page.removeEventListener('message', onWindowMessage)
    hangUp()
    store.setState({ status: 'closed', tools: [] })
  }

  page.addEventListener('message', onWindowMessage)
  expectWord()

  return {
    store,
    async call(name, args, signal) {
      signal.throwIfAborted()
      if (!port || store.getState().status !== 'open') throw new FaultError({ code: 'app-closed' })
      const id = ++lastId
      const answer = new Promise<unknown>((resolve, reject) => calls.set(id, { resolve, reject }))
      send({ type: 'call', id, name, args })
      const late = () => new FaultError({ code: 'app-silent', numbers: { seconds: limitMs / 1000 } })
      try {
        return await withinTime(answer, { signal, limitMs, late })
      } finally {
        // What is given up here need not be done there; an answer that comes all the same was asked for.
        if (calls.has(id)) {
          send({ type: 'cancel', id })
          calls.set(id, { resolve() {}, reject() {} })
        }
      }
    },
    loaded() {
      if (store.getState().status === 'closed') return
      // The page may be another one, which knows nothing of this port; then nobody answers.
      if (port) send({ type: 'list' })
      expectWord()
    },
    close,
  }
}
