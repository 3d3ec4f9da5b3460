import { useEffect } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import { faultSentence, useText } from '../../ui/i18n/text.ts'
import { type OpenPlace, PointList } from './PointList.tsx'
import type { SummaryRun } from './summaries.ts'

interface RunPanelProps {
  readonly run: SummaryRun
  readonly onOpenPlace: OpenPlace | undefined
  readonly onStop: () => void
  readonly onGoOn: () => void
}

/** A summary on its way: how far it is, how long it takes, what there is of it. */
export function RunPanel({ run, onOpenPlace, onStop, onGoOn }: RunPanelProps) {
  const text = useText()
  const words = useSummariseText()
  const announce = useAnnounce()
  const { stage, done, of, points, leftMs } = run
  const sentence = sentenceOf(run, words)
  const isUnderWay = stage !== 'stopped' && stage !== 'failed' && stage !== 'empty'
  // Each part is no news to be read out: that it began, waits and ends is.
  useEffect(() => {
    if (stage === 'waiting' || stage === 'elsewhere' || stage === 'stopped') announce(sentence)
  }, [announce, stage, sentence])
  if (stage === 'empty') return null
  return (
    <section className="summarise-run" aria-label={words.title} aria-busy={isUnderWay}>
      {stage === 'failed' ? (
        <div className="summarise-refused" role="alert">
          <h3>{words.failed}</h3>
          <p>{run.fault && faultSentence(text, run.fault)}</p>
        </div>
      ) : (
        <p className="summarise-stage numbers">
          <span>{sentence}</span>
          {isUnderWay && stage !== 'elsewhere' && leftMs !== undefined && (
            <span className="summarise-left">{text.timeLeft(leftMs)}</span>
          )}
        </p>
      )}
      {isUnderWay && (
        <progress
          className="progress"
          aria-label={sentence}
          {...(of > 0 && stage !== 'elsewhere' ? { value: done / of } : {})}
        />
      )}
      <div className="summarise-actions">
        {isUnderWay ? <Button onClick={onStop}>{words.stop}</Button> : null}
        {!isUnderWay && (
          <Button kind="primary" onClick={onGoOn}>
            {words.goOn}
          </Button>
        )}
        {isUnderWay && <p className="hint">{words.goesOn}</p>}
      </div>
      {points.length > 0 && (
        <>
          <h3>{words.sofar}</h3>
          <PointList points={points} onOpenPlace={onOpenPlace} />
        </>
      )}
    </section>
  )
}

function sentenceOf(run: SummaryRun, words: ReturnType<typeof useSummariseText>): string {
  const { stage, done, of, parts } = run
  if (stage === 'preparing') return words.preparing
  if (stage === 'waiting') return words.waiting
  if (stage === 'elsewhere') return words.elsewhere
  if (stage === 'stopped') return words.stopped(done, of)
  return done < parts ? words.part(done + 1, parts) : words.joining
}
