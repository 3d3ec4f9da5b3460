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

/** The key sentences of a source, as long as it is chosen. What was here before stays until the next is. */
export function useExtract(
  summaries: Summaries,
  source: SummarySource | undefined,
  length: SummaryLength,
): ExtractState {
  const [state, setState] = useState<Omit<ExtractState, 'again'>>({ stage: 'none' })
  const [tries, setTries] = useState(0)
  const id = source?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a renamed document has the same text; `tries` asks again.
  useEffect(() => {
    if (!source) return setState({ stage: 'none' })
    const abort = new AbortController()
    setState(before => ({ ...before, stage: before.extract ? 'here' : 'looking' }))
    summaries.extract(source, length, abort.signal).then(
      extract => {
        if (!abort.signal.aborted) setState(extract ? { stage: 'here', extract } : { stage: 'empty' })
      },
      error => {
        if (!abort.signal.aborted) setState({ stage: 'failed', fault: toFault(error) })
      },
    )
    return () => abort.abort()
  }, [summaries, id, length, tries])
  return { ...state, again: () => setTries(before => before + 1) }
}
