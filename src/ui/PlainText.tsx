import { useState } from 'react'
import { Button } from './Button.tsx'
import { useText } from './i18n/text.ts'

/** Longer texts are cut at first: a megabyte on one line takes seconds to lay out. In characters. */
const wholeTextLimit = 20_000

interface PlainTextProps {
  readonly words: string
  /** It is still growing at its end. */
  readonly isWriting?: boolean
}

/** A message's text as it is, not as Markdown. */
export function PlainText({ words, isWriting = false }: PlainTextProps) {
  const text = useText()
  const [isWhole, setWhole] = useState(false)
  const isCut = !isWhole && words.length > wholeTextLimit
  return (
    <>
      <div className="message-text" dir="auto" data-writing={isWriting ? '' : undefined}>
        {isCut ? `${words.slice(0, wholeTextLimit)}…` : words}
      </div>
      {isCut && (
        <Button kind="text" onClick={() => setWhole(true)}>
          {text.showWhole(words.length)}
        </Button>
      )}
    </>
  )
}
