import type { StoreApi } from 'zustand/vanilla'
import type { LibraryState } from './library-state.ts'

/** How long a question waits for the meaning of documents that are read already; their words are found before. */
const indexPatienceMs = 30_000

/**
 * Resolves when documents have been read and embedded, or when they have been read and embedding them takes longer than a
 * question should wait. An abort rejects with the signal's reason.
 */
export function whenSearchable(
  store: Pick<StoreApi<LibraryState>, 'getState' | 'subscribe'>,
  documentIds: readonly string[],
  signal: AbortSignal,
  patienceMs = indexPatienceMs,
): Promise<void> {
  signal.throwIfAborted()
  const steps = () => {
    const { progress } = store.getState()
    return documentIds.flatMap(id => progress.get(id)?.step ?? [])
  }
  if (steps().length === 0) return Promise.resolve()
  return new Promise((resolve, reject) => {
    let patience: ReturnType<typeof setTimeout> | undefined
    const end = () => {
      unsubscribe()
      clearTimeout(patience)
      signal.removeEventListener('abort', onAbort)
    }
    const onAbort = () => {
      end()
      reject(signal.reason)
    }
    const done = () => {
      end()
      resolve()
    }
    const look = () => {
      const left = steps()
      if (left.length === 0) done()
      else if (left.every(step => step === 'indexing')) patience ??= setTimeout(done, patienceMs)
    }
    const unsubscribe = store.subscribe(look)
    signal.addEventListener('abort', onAbort)
    look()
  })
}
