import { useEffect, useState } from 'react'
import type { Chat } from '../chat.ts'

/** So many counts are shown at a time: a list of them does not redraw for each. */
const batch = 12

/**
 * What turns take, by their ids, as far as it has been counted; newest first, as far back as they are shown.
 * @param ids Oldest first; the same array as long as nothing has changed.
 */
export function useTurnTokens(
  chat: Chat,
  ids: readonly string[],
  contextTokens: number | undefined,
  isBusy: boolean,
): ReadonlyMap<string, number> {
  const [tokens, setTokens] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    if (contextTokens === undefined || isBusy) return
    const abort = new AbortController()
    const count = async () => {
      let counted = new Map<string, number>()
      const show = () => {
        const more = counted
        counted = new Map()
        setTokens(before => new Map([...before, ...more]))
      }
      for (const id of ids.toReversed()) {
        const found = await chat.countTurns([id], abort.signal)
        if (abort.signal.aborted || found === undefined) return
        counted.set(id, found)
        if (counted.size >= batch) show()
      }
      show()
    }
    // Whoever runs the model has seen the fault too.
    count().catch(() => {})
    return () => abort.abort()
  }, [chat, ids, contextTokens, isBusy])
  return tokens
}
