import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import {
  PromptListChangedNotificationSchema,
  ResourceListChangedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js'
import type { JsonSchemaValidator, jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js'
import { unlessAborted } from '../abort.ts'
import { FaultError } from '../fault.ts'
import type { FetchBytes } from '../models/download/answers.ts'
import { connectionFault, isAnswer, isExpired, isUnreadable } from './connection-fault.ts'
import { guardFetch } from './guard-fetch.ts'
import type { Offer } from './offer.ts'
import { type Outcome, readOutcome } from './outcome.ts'
import { readOffer } from './read-offer.ts'

/** Where a server is, and what it is shown to be let in. */
export interface ServerAddress {
  readonly url: string
  /** A bearer token. */
  readonly token?: string | undefined
}

/** One call's patience. */
export interface AskOptions {
  readonly signal: AbortSignal
  readonly limitMs: number
}

/** A server that is spoken to. Each throws FaultError, or the signal's reason. It connects by itself, and once anew. */
export interface Connection {
  /** Connects where it is not, and gives what the server offers. */
  open(options: AskOptions): Promise<Offer>
  callTool(name: string, args: Readonly<Record<string, unknown>>, options: AskOptions): Promise<Outcome>
  getPrompt(name: string, args: Readonly<Record<string, string>>, options: AskOptions): Promise<Outcome>
  readResource(uri: string, options: AskOptions): Promise<Outcome>
  /** Ends the session, at the server as well where it answers within a second. Never rejects. */
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly fetch: FetchBytes
  readonly isAirGapped: () => boolean
  /** Told when the server says that what it offers has changed. */
  readonly onOffer: (offer: Offer) => void
  /** Longest time to connect in, in milliseconds. */
  readonly connectMs?: number
}

/** A session with a server, and the calls that wait for it. */
interface Live {
  readonly client: Client
  readonly transport: StreamableHTTPClientTransport
  readonly offer: () => Offer
  /** Reads anew what the server offers. */
  readonly refresh: () => Promise<Offer>
  /** What ends each open call where the SDK would wait for its time limit. */
  readonly open: Set<OpenCall>
}

interface OpenCall {
  /** Whether the server has named a place from which its answer can be gone on with. */
  canResume: boolean
  fail(error: Error): void
}

const defaultConnectMs = 20_000
const goodbyeMs = 1000
/** Changes of lists come in bursts. */
const changesMs = 300

/** Speaks to one server over Streamable HTTP. Nothing is sent before the first call. */
export function createConnection(address: ServerAddress, options: ConnectionOptions): Connection {
  const { connectMs = defaultConnectMs } = options
  let opening: Promise<Live> | undefined
  let current: Live | undefined
  /** The session whose lists have just been read. */
  let fresh: Live | undefined

  function live(): Promise<Live> {
    opening ??= connect(address, options, connectMs).then(
      made => {
        current = made
        fresh = made
        return made
      },
      (error: unknown) => {
        opening = undefined
        throw faultOf(error, undefined, connectMs)
      },
    )
    return opening
  }

  function drop(which: Live): void {
    if (current !== which) return
    current = undefined
    opening = undefined
    void which.client.close().catch(() => {})
  }

  const faultOf = (error: unknown, session: Live | undefined, limitMs: number) =>
    new FaultError(
      connectionFault(error, {
        isAirGapped: options.isAirGapped(),
        hasSession: session?.transport.sessionId !== undefined,
        limitMs,
      }),
    )

  async function ask<T>(work: (live: Live, how: CallOptions) => Promise<T>, how: AskOptions): Promise<T> {
    how.signal.throwIfAborted()
    const wasLive = current
    const first = await unlessAborted(live(), how.signal)
    try {
      return await tryOnce(first, work, how)
    } catch (error) {
      how.signal.throwIfAborted()
      if (!isExpired(error) || first !== wasLive) throw faultOf(error, first, how.limitMs)
      // The server has forgotten the session, and so has not done what was asked: once more, in a new one.
      drop(first)
      const second = await unlessAborted(live(), how.signal)
      return tryOnce(second, work, how).catch((again: unknown) => {
        how.signal.throwIfAborted()
        throw faultOf(again, second, how.limitMs)
      })
    }
  }

  async function tryOnce<T>(
    session: Live,
    work: (live: Live, how: CallOptions) => Promise<T>,
    { signal, limitMs }: AskOptions,
  ): Promise<T> {
    let call: OpenCall | undefined
    const broken = new Promise<never>((_, reject) => {
      call = { canResume: false, fail: reject }
      session.open.add(call)
    })
    try {
      const done = work(session, {
        signal,
        timeout: limitMs,
        maxTotalTimeout: limitMs,
        onresumptiontoken: () => {
          if (call) call.canResume = true
        },
      })
      return await Promise.race([done, broken])
    } catch (error) {
      if (call) session.open.delete(call)
      // What was given up may go on for ever, and a browser holds six connections to a host at most.
      if (session.open.size === 0 && !isAnswer(error)) drop(session)
      throw error
    } finally {
      if (call) session.open.delete(call)
    }
  }

  return {
    open: how =>
      ask(async session => {
        if (fresh !== session) return session.refresh()
        fresh = undefined
        return session.offer()
      }, how),
    callTool: (name, args, how) =>
      ask(async ({ client }, call) => {
        const {
          content = [],
          structuredContent,
          isError,
        } = await client.callTool({ name, arguments: { ...args } }, undefined, call)
        return readOutcome(Array.isArray(content) ? content : [], {
          isError: isError === true,
          structured: structuredContent,
        })
      }, how),
    getPrompt: (name, args, how) =>
      ask(async ({ client }, call) => {
        const { messages } = await client.getPrompt({ name, arguments: { ...args } }, call)
        return readOutcome(messages.map(({ content }) => content))
      }, how),
    readResource: (uri, how) =>
      ask(async ({ client }, call) => readOutcome((await client.readResource({ uri }, call)).contents), how),
    async close() {
      const session = current ?? (await opening?.catch(() => undefined))
      if (!session) return
      const goodbye = session.transport.terminateSession().catch(() => {})
      await Promise.race([goodbye, new Promise(resolve => setTimeout(resolve, goodbyeMs))])
      drop(session)
    },
  }
}

interface CallOptions {
  readonly signal: AbortSignal
  readonly timeout: number
  readonly maxTotalTimeout: number
  readonly onresumptiontoken: () => void
}

/** Whatever a tool gives is foreign, checked or not; what a server calls a schema must not be run here. */
const noValidation: jsonSchemaValidator = {
  getValidator: <T>(): JsonSchemaValidator<T> => {
    return input => ({ valid: true, data: input as T, errorMessage: undefined })
  },
}

async function connect(
  { url, token }: ServerAddress,
  { fetch, onOffer }: ConnectionOptions,
  limitMs: number,
): Promise<Live> {
  const open = new Set<OpenCall>()
  const failAll = (error: Error, which: (call: OpenCall) => boolean = () => true) => {
    for (const call of [...open].filter(which)) call.fail(error)
  }
  const client = new Client(
    { name: 'Hermit', version: '1' },
    { capabilities: {}, jsonSchemaValidator: noValidation },
  )
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: guardFetch(fetch, failAll),
    ...(token !== undefined && { requestInit: { headers: { Authorization: `Bearer ${token}` } } }),
    reconnectionOptions: {
      initialReconnectionDelay: 2000,
      maxReconnectionDelay: 30_000,
      reconnectionDelayGrowFactor: 2,
      maxRetries: 2,
    },
  })
  client.onerror = error => {
    // Of what came in a stream of events the SDK tells nobody who waits for it.
    if (isUnreadable(error)) failAll(error)
    else if (/^Maximum reconnection/.test(error.message)) failAll(error)
    else if (/^SSE stream disconnected/.test(error.message)) failAll(error, call => !call.canResume)
  }
  const abort = new AbortController()
  const timer = setTimeout(
    () => abort.abort(new FaultError({ code: 'mcp-slow', numbers: { ms: limitMs } })),
    limitMs,
  )
  let isBroken: (error: Error) => void = () => {}
  const broken = new Promise<never>((_, reject) => {
    isBroken = reject
  })
  const first: OpenCall = { canResume: false, fail: isBroken }
  open.add(first)
  const options = { signal: abort.signal, timeout: limitMs + 1000 }
  try {
    const work = async () => {
      // TypeScript's exactOptionalPropertyTypes tells the two apart; they are the same.
      await client.connect(transport as Transport, options)
      return readOffer(client, transport.protocolVersion ?? '', limitMs)
    }
    let offer = await unlessAborted(Promise.race([work(), broken]), abort.signal)
    const refresh = async () => {
      offer = await readOffer(client, transport.protocolVersion ?? '', limitMs)
      return offer
    }
    const onChanged = gathered(changesMs, async () => onOffer(await refresh()))
    client.setNotificationHandler(ToolListChangedNotificationSchema, onChanged)
    client.setNotificationHandler(PromptListChangedNotificationSchema, onChanged)
    client.setNotificationHandler(ResourceListChangedNotificationSchema, onChanged)
    return { client, transport, offer: () => offer, refresh, open }
  } catch (error) {
    void client.close().catch(() => {})
    throw error
  } finally {
    clearTimeout(timer)
    open.delete(first)
    broken.catch(() => {})
  }
}

/** Runs `work` a while after the first of many calls; what it throws will be thrown again by the next real call. */
function gathered(waitMs: number, work: () => Promise<void>): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      void work().catch(() => {})
    }, waitMs)
  }
}
