import { Button } from '../../ui/Button.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import { faultSentence, useText } from '../../ui/i18n/text.ts'
import { CopyWords } from './CopyWords.tsx'
import { type OpenPlace, PointList } from './PointList.tsx'
import type { ExtractState } from './use-extract.ts'

interface ExtractProps {
  readonly state: ExtractState
  readonly onOpenPlace: OpenPlace | undefined
  readonly onPutInChat: (text: string) => void
}

/** The key sentences, there before any model is asked. */
export function Extract({ state, onOpenPlace, onPutInChat }: ExtractProps) {
  const text = useText()
  const words = useSummariseText()
  const { stage, extract, fault, again } = state
  if (stage === 'none') return null
  if (stage === 'empty') return <p className="summarise-note">{words.noText}</p>
  if (stage === 'failed') {
    return (
      <div className="summarise-refused" role="alert">
        <p>{fault && faultSentence(text, fault)}</p>
        <Button onClick={again}>{text.tryAgain}</Button>
      </div>
    )
  }
  if (!extract) return <p className="summarise-note">{words.extracting}</p>
  const sentences = extract.sentences.map(sentence => ({ ...sentence, by: 'text' as const }))
  const all = sentences.map(({ text: sentence }) => sentence).join('\n')
  return (
    <section className="summarise-section" aria-labelledby="summarise-extract">
      <h3 id="summarise-extract">{words.extract}</h3>
      <p className="hint">{words.extractHint}</p>
      <PointList points={sentences} onOpenPlace={onOpenPlace} />
      <div className="summarise-actions">
        <CopyWords words={all} />
        <Button onClick={() => onPutInChat(all)}>{words.putInChat}</Button>
      </div>
    </section>
  )
}
