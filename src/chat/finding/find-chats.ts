import type { StoreApi } from 'zustand/vanilla'
import type { ChatState } from '../chat.ts'
import type { ChatHit, SearchIndex } from './search-index.ts'

/** It is made again in less than a second, and takes memory while it lies there. */
const restMs = 60_000

/**
 * A search over all chats for one who asks once. The index is loaded when it is first needed, and let go of soon.
 * Throws where its code does not come; an abort throws the signal's reason.
 */
export function createChatSearch(
  chat: Pick<StoreApi<ChatState>, 'getState'>,
): (query: string, signal: AbortSignal) => Promise<readonly ChatHit[]> {
  let index: SearchIndex | undefined
  let rest: ReturnType<typeof setTimeout> | undefined
  return async (query, signal) => {
    clearTimeout(rest)
    index ??= (await import('./search-index.ts')).createSearchIndex()
    const ready = index
    rest = setTimeout(() => {
      index = undefined
    }, restMs)
    await ready.update(chat.getState().conversations, signal)
    signal.throwIfAborted()
    return ready.search(query)
  }
}
