import type { Tool } from '../abilities/tool.ts'
import type { KeptLater } from '../storage/kept-later.ts'
import type { McpRoom } from './room.ts'

/** Tools that come and go, for the agent: the shape of `agent/tool-source.ts`. */
export interface McpToolSource {
  /** The same list until it changes. */
  list(): readonly Tool[]
  /** Told after each change. Gives what ends it. */
  subscribe(listener: () => void): () => void
  /** Resolves when the list is what is kept. Never rejects. */
  ready(): Promise<void>
}

const none: readonly Tool[] = []

/**
 * The tools of all servers. Where a person has added none, nothing is loaded for it; no server is asked before one of its
 * tools is called.
 */
export function createMcpToolSource(
  kept: Pick<KeptLater, 'isEmpty'>,
  load: () => Promise<Pick<McpRoom, 'servers' | 'tools'>>,
): McpToolSource {
  let opened: Pick<McpRoom, 'tools'> | undefined
  let opening: Promise<void> | undefined
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  async function open(): Promise<void> {
    const room = await load()
    opened = room
    room.servers.store.subscribe((state, before) => {
      if (state.servers !== before.servers) tell()
    })
    tell()
  }
  function wake(): void {
    if (opened || opening || kept.isEmpty()) return
    opening = open().catch(() => {
      // Its code did not come; the next one who asks has it tried again.
      opening = undefined
    })
  }

  return {
    list() {
      wake()
      return opened?.tools() ?? none
    },
    subscribe(listener) {
      listeners.add(listener)
      wake()
      return () => listeners.delete(listener)
    },
    async ready() {
      wake()
      await opening
    },
  }
}
