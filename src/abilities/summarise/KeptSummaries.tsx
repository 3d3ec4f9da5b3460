import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import type { KeptSummary } from './kept-summaries.ts'
import type { Summaries, SummarySource } from './summaries.ts'

interface KeptSummariesProps {
  readonly summaries: Summaries
  readonly source: SummarySource
  readonly which: 'begun' | 'done'
  /** The one that is shown already, or on its way. */
  readonly shownHash: string | undefined
  readonly onOpen: (kept: KeptSummary) => void
  readonly onResume: (kept: KeptSummary) => void
}

/** Summaries that lie with the document: whole ones to be opened, or begun ones to be gone on with. */
export function KeptSummaries(props: KeptSummariesProps) {
  const { summaries, source, which, shownHash, onOpen, onResume } = props
  const words = useSummariseText()
  const changes = useStore(summaries.store, state => state.changes)
  const [all, setAll] = useState<readonly KeptSummary[]>([])
  const { id } = source
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when something was written, or for another source.
  useEffect(() => {
    let isWanted = true
    // What cannot be read is not listed; whatever else is asked of it tells why.
    summaries.kept(source).then(
      kept => isWanted && setAll(kept),
      () => isWanted && setAll([]),
    )
    return () => {
      isWanted = false
    }
  }, [summaries, id, changes])
  const others = all.filter(
    ({ hash, summary }) => hash !== shownHash && (summary !== undefined) === (which === 'done'),
  )
  if (others.length === 0) return null
  return (
    <section className="summarise-section" aria-labelledby={`summarise-${which}`}>
      <h3 id={`summarise-${which}`}>{which === 'done' ? words.kept : words.begunTitle}</h3>
      <ul className="summarise-kept">
        {others.map(kept => {
          const { job, hash, summary } = kept
          const name = words.keptName(job.length, job.language, job.updatedAt)
          return (
            <li key={hash}>
              <div>
                <p id={`summarise-${hash}`}>{name}</p>
                <p className="hint numbers">
                  {words.by(job.modelName)}
                  {!summary && `, ${words.begun(job.done, job.of)}`}
                </p>
              </div>
              <div className="summarise-actions">
                {summary ? (
                  <Button aria-describedby={`summarise-${hash}`} onClick={() => onOpen(kept)}>
                    {words.open}
                  </Button>
                ) : (
                  <Button
                    kind="primary"
                    aria-describedby={`summarise-${hash}`}
                    onClick={() => onResume(kept)}
                  >
                    {words.resume}
                  </Button>
                )}
                <Confirm
                  kind="plain"
                  label={words.remove}
                  describedBy={`summarise-${hash}`}
                  question={words.removeAsk}
                  yes={words.remove}
                  onYes={() => void summaries.remove(source, hash)}
                />
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
