import { useEffect, useRef } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import { saveFile } from '../../ui/save-file.ts'
import { CopyWords } from './CopyWords.tsx'
import { summaryMarkdown, summaryWords } from './markdown.ts'
import { Citation, type OpenPlace, PointList } from './PointList.tsx'
import { modelShare, type Summary } from './summary.ts'

interface SummaryPageProps {
  readonly title: string
  readonly summary: Summary
  /** Empty where no model had a part in it. */
  readonly modelName: string
  /** It was written just now, and not opened again. */
  readonly isNew: boolean
  readonly onOpenPlace: OpenPlace | undefined
  readonly onPutInChat: (text: string) => void
  readonly onStartAnew: () => void
}

/** A summary that is whole, who wrote how much of it, and what can be done with it. */
export function SummaryPage(props: SummaryPageProps) {
  const { title, summary, modelName, isNew, onOpenPlace, onPutInChat, onStartAnew } = props
  const words = useSummariseText()
  const announce = useAnnounce()
  const ref = useRef<HTMLHeadingElement>(null)
  const { headline, paragraph, points } = summary
  const note = noteOf(summary, modelName, words)
  const inWords = summaryWords(summary, words.page)
  useEffect(() => {
    if (isNew) announce(words.done)
    ref.current?.focus()
  }, [announce, isNew, words])

  const save = () => {
    const markdown = summaryMarkdown(summary, {
      title: words.summaryOf(title),
      points: words.points,
      page: words.page,
      note: note.join(' '),
    })
    saveFile(`${fileName(title)}.md`, markdown, 'text/markdown')
  }
  return (
    <section className="summarise-page" aria-labelledby="summarise-page">
      <h3 id="summarise-page" ref={ref} tabIndex={-1} className="visually-hidden">
        {words.summaryOf(title)}
      </h3>
      {headline && (
        <p className="summarise-headline" dir="auto">
          {headline.text} <Citation point={headline} onOpenPlace={onOpenPlace} />
        </p>
      )}
      {paragraph.length > 0 && (
        <p dir="auto">
          {paragraph.map(point => (
            <span key={`${point.start}-${point.text}`}>
              {point.text} <Citation point={point} onOpenPlace={onOpenPlace} />{' '}
            </span>
          ))}
        </p>
      )}
      {points.length > 0 && (
        <>
          <h4>{words.points}</h4>
          <PointList points={points} onOpenPlace={onOpenPlace} />
        </>
      )}
      <p className="hint numbers">{note.join(' ')}</p>
      <div className="summarise-actions">
        <CopyWords words={inWords} />
        <Button onClick={save}>{words.save}</Button>
        <Button onClick={() => onPutInChat(inWords)}>{words.putInChat}</Button>
        <Confirm
          kind="plain"
          label={words.startAnew}
          question={words.startAnewAsk}
          yes={words.startAnewYes}
          onYes={onStartAnew}
        />
      </div>
    </section>
  )
}

/** Honestly: how much of it is the model's, and what was left out. */
function noteOf(
  summary: Summary,
  modelName: string,
  words: ReturnType<typeof useSummariseText>,
): readonly string[] {
  const share = modelShare(summary)
  if (modelName === '') return [words.extractOnly]
  return [
    share === 0 ? words.verbatim : words.share(share, modelName),
    ...(share > 0 && summary.refused > 0 ? [words.refused(summary.refused)] : []),
    ...(share > 0 ? [words.limits] : []),
    ...(summary.isMixed ? [words.mixed] : []),
  ]
}

function fileName(title: string): string {
  const safe = title.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()
  return safe.slice(0, 80) || 'summary'
}
