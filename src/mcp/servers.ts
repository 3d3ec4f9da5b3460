import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Fault, FaultError, toFault } from '../fault.ts'
import type { Kept } from '../storage/kept.ts'
import { readAddress } from './address.ts'
import type { Offer } from './offer.ts'
import type { Outcome } from './outcome.ts'
import type { AskHow, McpPort, McpPortOptions } from './port-mcp.ts'
import type { Ask } from './protocol.ts'
import { type McpServer, mergeServers, parseServers } from './record.ts'
import { mcpServersKey } from './servers-key.ts'

/** How a server stands. One that has not been asked since the page was opened, or whose session has ended, is in no state. */
export type ServerState =
  | { readonly phase: 'connecting'; readonly isSlow: boolean }
  | { readonly phase: 'connected' }
  | { readonly phase: 'failed'; readonly fault: Fault }

export interface ServersState {
  /** In the order in which they were added. */
  readonly servers: readonly McpServer[]
  readonly states: Readonly<Record<string, ServerState>>
  /** The one that was removed last, while that can be undone. */
  readonly removed?: McpServer
}

/** Servers that a person has added: kept, asked, and followed where another tab changes them. */
export interface McpServers {
  readonly store: StoreApi<ServersState>
  /**
   * Adds a server and connects to it; one with this address that is here already gets the token. Gives its id at once:
   * what comes of connecting is in its state. Throws FaultError 'mcp-address'.
   */
  add(address: string, token: string | undefined): string
  /** Connects and reads what it offers. Resolves when that has come or failed. Never rejects. */
  check(id: string): Promise<void>
  setToken(id: string, token: string | undefined): void
  switchServer(id: string, isOn: boolean): void
  switchTool(id: string, tool: string, isOn: boolean): void
  remove(id: string): void
  undoRemove(): void
  forgetRemoved(): void
  /** Asks a server. Throws FaultError ('mcp-tool-gone' where it is no server of ours any more), or the signal's reason. */
  ask(id: string, ask: Ask, how: AskHow): Promise<Outcome>
  readonly kept: Kept
}

export interface ServersOptions {
  /** Makes the port that all servers are asked through. */
  readonly createPort: (told: Pick<McpPortOptions, 'onChanged' | 'onEnded'>) => McpPort
  /** Called after each change of the record `mcp-servers`; it keeps it. */
  readonly onChange: () => void
  readonly newId: () => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** When connecting is called slow. */
  readonly slowMs?: number
}

const defaultSlowMs = 4000
/** Connecting has a limit of its own, in the worker; this is for the whole of the question. */
const checkLimitMs = 30_000

/** Builds the store of servers; nothing is asked before a person or a call wants it. */
export function createServers(options: ServersOptions): McpServers {
  const { onChange, newId, now, slowMs = defaultSlowMs } = options
  const store = createStore<ServersState>(() => ({ servers: [], states: {} }))
  const get = store.getState
  const find = (id: string) => get().servers.find(server => server.id === id)

  function setState(id: string, state: ServerState | undefined): void {
    const { [id]: _, ...others } = get().states
    store.setState({ states: state && find(id) ? { ...others, [id]: state } : others })
  }
  function setServers(servers: readonly McpServer[]): void {
    store.setState({ servers })
    onChange()
  }
  function change(id: string, changes: Partial<McpServer>): void {
    setServers(get().servers.map(server => (server.id === id ? { ...server, ...changes } : server)))
  }
  function takeOffer(id: string, offer: Offer): void {
    const known = find(id)
    if (known && JSON.stringify(known.offer) !== JSON.stringify(offer)) change(id, { offer })
  }

  const port = options.createPort({
    onChanged: takeOffer,
    onEnded() {
      const entries = Object.entries(get().states).filter(([, { phase }]) => phase !== 'connected')
      store.setState({ states: Object.fromEntries(entries) })
    },
  })

  async function check(id: string): Promise<void> {
    const server = find(id)
    if (!server) return
    setState(id, { phase: 'connecting', isSlow: false })
    const slow = setTimeout(() => {
      if (get().states[id]?.phase === 'connecting') setState(id, { phase: 'connecting', isSlow: true })
    }, slowMs)
    try {
      const how = { signal: new AbortController().signal, limitMs: checkLimitMs }
      const offer = await port.open(askedOf(server), how)
      takeOffer(id, offer)
      setState(id, { phase: 'connected' })
    } catch (error) {
      setState(id, { phase: 'failed', fault: toFault(error) })
    } finally {
      clearTimeout(slow)
    }
  }

  return {
    store,
    add(address, token) {
      const url = readAddress(address)
      if (url === undefined) throw new FaultError({ code: 'mcp-address' })
      const known = get().servers.find(server => server.url === url)
      const id = known?.id ?? newId()
      if (known) change(id, { token })
      else {
        const added = { id, url, addedAt: now(), isOff: false, offTools: [] }
        setServers([...get().servers, token === undefined ? added : { ...added, token }])
      }
      void check(id)
      return id
    },
    check,
    setToken(id, token) {
      change(id, { token })
      void check(id)
    },
    switchServer: (id, isOn) => change(id, { isOff: !isOn }),
    switchTool(id, tool, isOn) {
      const others = find(id)?.offTools.filter(name => name !== tool) ?? []
      change(id, { offTools: isOn ? others : [...others, tool] })
    },
    remove(id) {
      const server = find(id)
      if (!server) return
      void port.close(askedOf(server))
      setState(id, undefined)
      store.setState({ removed: server })
      setServers(get().servers.filter(one => one.id !== id))
    },
    undoRemove() {
      const { removed, servers } = get()
      if (!removed) return
      this.forgetRemoved()
      if (find(removed.id)) return
      setServers([...servers, removed].toSorted((a, b) => a.addedAt - b.addedAt))
    },
    forgetRemoved() {
      const { removed: _, ...others } = get()
      store.setState(others, true)
    },
    async ask(id, ask, how) {
      const server = find(id)
      if (!server) throw new FaultError({ code: 'mcp-tool-gone' })
      try {
        const outcome = await port.ask(askedOf(server), ask, how)
        setState(id, { phase: 'connected' })
        return outcome
      } catch (error) {
        if (error instanceof FaultError && !saysNothing.includes(error.fault.code)) {
          setState(id, { phase: 'failed', fault: error.fault })
        }
        throw error
      }
    },
    kept: {
      owns: key => key === mcpServersKey,
      snapshot: () => ({ servers: get().servers }),
      takeIn(records) {
        for (const [, value] of records) store.setState({ servers: parseServers(value) })
      },
      merge: (_key, versions) => mergeServers(versions),
    },
  }
}

/** Faults of a call that are no news of the server itself. */
const saysNothing: readonly Fault['code'][] = ['mcp-tool-failed', 'mcp-tool-gone', 'mcp-too-large', 'crashed']

const askedOf = ({ id, url, token }: McpServer) => ({ id, url, ...(token !== undefined && { token }) })
