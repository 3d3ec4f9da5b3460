import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ChatState } from '../chat.ts'
import type { ChatHit, SearchIndex } from './search-index.ts'

/** What the search box has come to. */
export interface FinderState {
  /** 'searching' until there is something to show for the first time. */
  readonly stage: 'idle' | 'searching' | 'found'
  readonly hits: readonly ChatHit[]
  /** That `hits` are of; of an earlier query while a new one is looked for. */
  readonly query: string
}

/** The search over all chats: its index is made at the first query, and let go of when nobody searches. */
export interface Finder {
  readonly store: StoreApi<FinderState>
  /** '' ends the search. */
  find(query: string): void
}

/** A chat that streams changes with each frame; what is found follows at this pace. */
const followMs = 400
/** It is made again in less than a second, and takes memory while it lies there. */
const restMs = 5 * 60_000

const idle: FinderState = { stage: 'idle', hits: [], query: '' }

/** @param load Brings the index; called again after the index was let go of. */
export function createFinder(
  chat: StoreApi<ChatState>,
  load: () => Promise<SearchIndex> = loadIndex,
): Finder {
  const store = createStore<FinderState>(() => idle)
  let index: Promise<SearchIndex> | undefined
  let abort = new AbortController()
  let follow: ReturnType<typeof setTimeout> | undefined
  let rest: ReturnType<typeof setTimeout> | undefined
  let unsubscribe = () => {}

  async function run(query: string): Promise<void> {
    abort.abort()
    abort = new AbortController()
    const { signal } = abort
    index ??= load()
    try {
      const ready = await index
      if (!(await ready.update(chat.getState().conversations, signal)) || signal.aborted) return
      store.setState({ stage: 'found', hits: ready.search(query), query })
    } catch {
      // The chunk could not be fetched (a new version is out, or there is no network): the next letter tries again.
      index = undefined
    }
  }

  function end(): void {
    abort.abort()
    clearTimeout(follow)
    follow = undefined
    unsubscribe()
    unsubscribe = () => {}
  }

  return {
    store,
    find(query) {
      end()
      clearTimeout(rest)
      if (query.trim() === '') {
        store.setState(idle)
        rest = setTimeout(() => {
          index = undefined
        }, restMs)
        return
      }
      if (store.getState().stage === 'idle') store.setState({ stage: 'searching' })
      void run(query)
      unsubscribe = chat.subscribe(({ conversations }, before) => {
        if (conversations === before.conversations || follow !== undefined) return
        follow = setTimeout(() => {
          follow = undefined
          void run(query)
        }, followMs)
      })
    },
  }
}

const loadIndex = () => import('./search-index.ts').then(({ createSearchIndex }) => createSearchIndex())
