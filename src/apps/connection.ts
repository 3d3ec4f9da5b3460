import { createStore } from 'zustand/vanilla'
import { type AppLink, callLimitMs, type LinkState } from './app-link.ts'
import { type FrameWindow, openBridge } from './bridge.ts'
import { type ModelContext, openWebmcp } from './webmcp.ts'

/** How the tools of an app reach Hermit. */
export type Way = 'webmcp' | 'bridge'

/** A connection to an app: by the browser's WebMCP where that shows its tools, else by the bridge. */
export interface Connection extends AppLink {
  way(): Way
}

export interface ConnectionParts {
  readonly page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  readonly frame: () => FrameWindow | null
  readonly origin: string
  /** Where the browser has one and the app is of Hermit's origin: WebMCP shows no others. */
  readonly context: ModelContext | undefined
}

/** Listens both ways; what the browser knows of goes first, so that nothing is offered twice. */
export function connect({ page, frame, origin, context }: ConnectionParts): Connection {
  const bridge = openBridge({ page, frame, origin, callLimitMs })
  const webmcp = context && openWebmcp({ context, frame, origin })
  const links = webmcp ? [webmcp, bridge] : [bridge]
  const inUse = () => (webmcp?.store.getState().status === 'open' ? webmcp : bridge)
  const now = (): LinkState => ({
    ...inUse().store.getState(),
    ignored: bridge.store.getState().ignored,
  })
  const store = createStore<LinkState>(now)
  const ends = links.map(link => link.store.subscribe(() => store.setState(now())))
  return {
    store,
    way: () => (inUse() === webmcp ? 'webmcp' : 'bridge'),
    call: (...asked) => inUse().call(...asked),
    loaded() {
      for (const link of links) link.loaded()
    },
    close() {
      for (const link of links) link.close()
      for (const end of ends) end()
    },
  }
}
