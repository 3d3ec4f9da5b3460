import { Button } from '../../ui/Button.tsx'
import { useAskText } from '../../ui/i18n/ask.ts'
import './documents.css'

interface NothingFoundProps {
  readonly canChange: boolean
  readonly onAnswerWithout: () => void
}

/** In the place of an answer: the documents have none, and no model was asked to make one up. */
export function NothingFound({ canChange, onAnswerWithout }: NothingFoundProps) {
  const words = useAskText()
  return (
    <div className="nothing-found">
      <p>{words.nothingFound}</p>
      <Button disabled={!canChange} onClick={onAnswerWithout}>
        {words.answerWithout}
      </Button>
    </div>
  )
}
