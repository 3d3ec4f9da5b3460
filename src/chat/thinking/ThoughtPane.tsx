import { useEffect, useId, useRef, useState } from 'react'
import { FoldButton } from '../../ui/FoldButton.tsx'
import { type Text, useText } from '../../ui/i18n/text.ts'
import type { Message } from '../conversation.ts'
import type { Thought } from './thought.ts'
import './thinking.css'

interface ThoughtPaneProps {
  readonly message: Message
  /** The model is at it now. */
  readonly isThinking: boolean
  readonly onAnswerNow: () => void
}

/** What the model thought before it answered: closed at first, with its time and tokens. */
export function ThoughtPane({ message: { thought }, isThinking, onAnswerNow }: ThoughtPaneProps) {
  const text = useText()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  if (!thought) return null
  return (
    <div className="thought" data-thinking={isThinking}>
      <div className="thought-row">
        <FoldButton
          className="thought-button"
          isOpen={isOpen}
          controls={id}
          onToggle={() => setOpen(!isOpen)}
        >
          {text.reasoning}
        </FoldButton>
        <span className="thought-state numbers">{stateOf(thought, isThinking, text)}</span>
        {isThinking && (
          <button type="button" className="thought-hurry" onClick={onAnswerNow}>
            {text.answerNow}
          </button>
        )}
      </div>
      {isOpen ? (
        <ThoughtText id={id} words={thought.text} isGrowing={isThinking} />
      ) : (
        isThinking && (
          <p className="thought-last" dir="auto">
            {lastLine(thought.text)}
          </p>
        )
      )}
    </div>
  )
}

interface ThoughtTextProps {
  readonly id: string
  readonly words: string
  readonly isGrowing: boolean
}

/** The whole of it in a box of its own, whose end stays in view while the reader is there. */
function ThoughtText({ id, words, isGrowing }: ThoughtTextProps) {
  const text = useText()
  const ref = useRef<HTMLElement>(null)
  const isAtEnd = useRef(isGrowing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are what has made the box longer.
  useEffect(() => {
    const box = ref.current
    if (box && isGrowing && isAtEnd.current) box.scrollTop = box.scrollHeight
  }, [words, isGrowing])
  return (
    <section
      ref={ref}
      id={id}
      className="thought-text"
      aria-label={text.reasoning}
      dir="auto"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 4
      }}
    >
      {words.trimEnd()}
    </section>
  )
}

function stateOf({ ms, tokens, isClosed, closedBy }: Thought, isThinking: boolean, text: Text): string {
  if (isThinking) return text.thinkingFor(ms, tokens)
  if (!isClosed) return text.thoughtCutAfter(ms, tokens)
  // Of a thought that came with an imported chat the time is not known.
  const thought = ms > 0 ? text.thoughtFor(ms, tokens) : text.thoughtUnknown(tokens)
  return closedBy === undefined || closedBy === 'model'
    ? thought
    : `${thought} · ${text.thoughtClosedBy[closedBy]}`
}

/** The sentence that is being written: its beginning stays in place while it grows. */
function lastLine(words: string): string {
  const sentences = words
    .slice(-600)
    .split(/(?<=[.!?]\s|[。！？\n])/)
    .filter(sentence => sentence.trim() !== '')
  return sentences.at(-1)?.trim() ?? ''
}
