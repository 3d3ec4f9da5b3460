import { useEffect, useState } from 'react'
import { type Fault, toFault } from '../../fault.ts'
import type { SourceExtract, Summaries, SummarySource } from './summaries.ts'
import type { SummaryLength } from './summary.ts'

/** How far the extract of a source is. 'empty' has no text. */
export interface ExtractState {
  readonly stage: 'none' | 'looking' | 'here' | 'empty' | 'failed'
  readonly extract?: SourceExtract
  readonly fault?: Fault
  readonly again: () => void
}

type Found = Omit<ExtractState, 'again'> & {
  /** Of the source that it is of. */
  readonly id: string | undefined
}

/** The key sentences of a source, as long as it is chosen. Those of another length stay until the new ones are here. */
export function useExtract(
  summaries: Summaries,
  source: SummarySource | undefined,
  length: SummaryLength,
): ExtractState {
  const [found, setFound] = useState<Found>({ id: undefined, stage: 'none' })
  const [tries, setTries] = useState(0)
  const id = source?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a renamed document has the same text; `tries` asks again.
  useEffect(() => {
    if (!source) return
    const abort = new AbortController()
    const show = (next: Omit<Found, 'id'>) => {
      if (!abort.signal.aborted) setFound({ ...next, id })
    }
    summaries.extract(source, length, abort.signal).then(
      extract => show(extract ? { stage: 'here', extract } : { stage: 'empty' }),
      error => show({ stage: 'failed', fault: toFault(error) }),
    )
    return () => abort.abort()
  }, [summaries, id, length, tries])
  const again = () => {
    setFound({ id, stage: 'looking' })
    setTries(before => before + 1)
  }
  if (!source) return { stage: 'none', again }
  return found.id === id ? { ...found, again } : { stage: 'looking', again }
}
