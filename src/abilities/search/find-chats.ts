import type { ChatHit, SearchIndex } from '../../chat/finding/search-index.ts'
import type { SearchParts } from './ability.ts'

/** Finds chats that have all words of a query, best first. An abort ends it with the signal's reason. */
export type FindChats = (query: string, signal: AbortSignal) => Promise<readonly ChatHit[]>

/** The index is made again in less than a second, and takes memory while it lies there. */
const restMs = 60_000

/**
 * A search over all chats for one who asks once. The index is loaded when it is first needed, and let go of soon.
 * Throws where its code does not come.
 */
export function createChatSearch({ conversations }: SearchParts): FindChats {
  let index: SearchIndex | undefined
  let rest: ReturnType<typeof setTimeout> | undefined
  return async (query, signal) => {
    clearTimeout(rest)
    index ??= (await import('../../chat/finding/search-index.ts')).createSearchIndex()
    const ready = index
    rest = setTimeout(() => {
      index = undefined
    }, restMs)
    await ready.update(conversations(), signal)
    signal.throwIfAborted()
    return ready.search(query)
  }
}
