import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Tool } from '../abilities/tool.ts'
import type { ToolSource } from './tool-source.ts'

/** All tools that can be called now. */
export interface Offer {
  readonly store: StoreApi<{ readonly tools: readonly Tool[] }>
  /** The same once those of Hermit's own are loaded. Never rejects: one that cannot be loaded is not on offer. */
  load(): Promise<readonly Tool[]>
}

interface OfferOptions {
  /** Of each ability; loaded when a request first asks for something. */
  readonly own: readonly (() => Promise<readonly Tool[]>)[]
  readonly sources: readonly ToolSource[]
}

/** Puts together the tools of abilities and of what comes and goes; where two have one name, Hermit's own is meant. */
export function createOffer({ own, sources }: OfferOptions): Offer {
  const store = createStore<{ readonly tools: readonly Tool[] }>(() => ({ tools: [] }))
  let loaded: readonly Tool[] = []
  let loading: Promise<readonly Tool[]> | undefined
  const update = () => {
    // What comes from elsewhere is never Hermit's own, whatever it says of itself.
    const others = sources.flatMap(source => source.list()).filter(({ source }) => source !== undefined)
    store.setState({ tools: withoutDoubles([...loaded, ...others]) })
    return store.getState().tools
  }
  for (const source of sources) source.subscribe(update)
  return {
    store,
    load() {
      loading ??= Promise.allSettled(own.map(load => load())).then(results => {
        loaded = results.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
        // Code that could not be fetched is tried again with the next request.
        if (results.some(({ status }) => status === 'rejected')) loading = undefined
        return update()
      })
      return loading.then(update)
    },
  }
}

/** A name is a tool's own among those of one source, and no other source may take one of Hermit's. */
function withoutDoubles(tools: readonly Tool[]): readonly Tool[] {
  const own = new Set(tools.flatMap(({ name, source }) => (source === undefined ? [name] : [])))
  const seen = new Set<string>()
  return tools.filter(({ name, source }) => {
    if (seen.has(name) || (source !== undefined && own.has(name))) return false
    seen.add(name)
    return true
  })
}
