import { useEffect, useRef, useState } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Library, LibraryState } from '../library-state.ts'
import type { ModelCard } from '../model.ts'

/**
 * The model that has just come whole, from a host or from a file, until `forget`; said aloud once. What was on this
 * device before is no news.
 */
export function useArrived(library: Library): [arrived: ModelCard | undefined, forget: () => void] {
  const text = useText()
  const announce = useAnnounce()
  const [arrived, setArrived] = useState<ModelCard>()
  const awaited = useRef(new Set<string>())
  /** What was here when a file began to be taken in. */
  const before = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    const look = ({ downloads, adding, installed }: LibraryState) => {
      for (const id of Object.keys(downloads)) awaited.current.add(id)
      if (adding) before.current ??= new Set(installed.map(({ card }) => card.id))
      for (const { card } of installed) {
        const wasAwaited = !downloads[card.id] && awaited.current.delete(card.id)
        const wasAdded = before.current !== undefined && !before.current.has(card.id)
        if (!wasAwaited && !wasAdded) continue
        if (wasAdded) before.current = undefined
        setArrived(card)
        announce(text.modelArrived(card.name))
      }
    }
    look(library.store.getState())
    return library.store.subscribe(look)
  }, [library, announce, text])
  return [arrived, () => setArrived(undefined)]
}
