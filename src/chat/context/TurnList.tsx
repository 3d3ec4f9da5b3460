import { type Ref, useId, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useContextText } from '../../ui/i18n/context-dialog.ts'
import type { Chat } from '../chat.ts'
import type { ContextMark } from './summary.ts'
import { readTurnsNext, type TurnReading } from './turns.ts'
import { useTurnTokens } from './use-turn-tokens.ts'

/** How many turns are listed at first, and how many more at a time. */
const pageSize = 40
const wordsLength = 90

interface TurnListProps {
  readonly chat: Chat
  readonly contextTokens: number | undefined
  readonly canChange: boolean
  readonly listRef: Ref<HTMLElement>
  readonly onSummarise: (turnIds: readonly string[]) => void
}

/** The turns of the chat in view, what each takes and what the model reads of it. */
export function TurnList({ chat, contextTokens, canChange, listRef, onSummarise }: TurnListProps) {
  const text = useContextText()
  const headId = useId()
  const conversation = useStore(chat.store, ({ conversations, currentId, running }) =>
    // While an answer grows the list would change with every word.
    currentId === null || running.has(currentId) ? undefined : conversations.get(currentId),
  )
  const [kept, setKept] = useState(conversation)
  if (conversation && conversation !== kept) setKept(conversation)
  const readings = useMemo(() => (kept ? readTurnsNext(kept) : []), [kept])
  const [shownCount, setShownCount] = useState(pageSize)
  const hiddenCount = Math.max(0, readings.length - shownCount)
  const shown = useMemo(() => readings.slice(hiddenCount), [readings, hiddenCount])
  const ids = useMemo(() => shown.map(({ turn }) => turn.id), [shown])
  const tokens = useTurnTokens(chat, ids, contextTokens, !conversation)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const selectedIds = readings.flatMap(({ turn }) => (selected.has(turn.id) ? [turn.id] : []))

  const select = (id: string, isSelected: boolean) => {
    const next = new Set(selected)
    if (isSelected) next.add(id)
    else next.delete(id)
    setSelected(next)
  }
  return (
    <section className="context-turns" aria-labelledby={headId} tabIndex={-1} ref={listRef}>
      <h3 id={headId}>{text.contextTurns}</h3>
      <p className="hint">{readings.length === 0 ? text.contextNoTurns : text.contextTurnsHint}</p>
      {readings.length > 0 && (
        <div className="context-selected">
          <span className="numbers">{text.turnsSelected(selectedIds.length)}</span>
          <Button disabled={!canChange || selectedIds.length === 0} onClick={() => onSummarise(selectedIds)}>
            {text.summariseSelected}
          </Button>
          <Button
            disabled={!canChange || selectedIds.length === 0}
            onClick={() => {
              chat.mark(selectedIds, 'left-out')
              setSelected(new Set())
            }}
          >
            {text.leaveOutSelected}
          </Button>
        </div>
      )}
      {hiddenCount > 0 && (
        <Button kind="quiet" onClick={() => setShownCount(shownCount + pageSize)}>
          {text.contextEarlier(hiddenCount)}
        </Button>
      )}
      <ul>
        {shown.map(reading => (
          <TurnRow
            key={reading.turn.id}
            reading={reading}
            tokens={tokens.get(reading.turn.id)}
            isSelected={selected.has(reading.turn.id)}
            canChange={canChange}
            onSelect={isSelected => select(reading.turn.id, isSelected)}
            onMark={mark => chat.mark([reading.turn.id], mark)}
            onSummarise={() => onSummarise([reading.turn.id])}
            onUndoSummary={() => reading.summary && chat.removeSummary(reading.summary.id)}
          />
        ))}
      </ul>
    </section>
  )
}

interface TurnRowProps {
  readonly reading: TurnReading
  readonly tokens: number | undefined
  readonly isSelected: boolean
  readonly canChange: boolean
  readonly onSelect: (isSelected: boolean) => void
  readonly onMark: (mark: ContextMark | undefined) => void
  readonly onSummarise: () => void
  readonly onUndoSummary: () => void
}

function TurnRow(props: TurnRowProps) {
  const { reading, tokens, isSelected, canChange, onSelect, onMark, onSummarise, onUndoSummary } = props
  const text = useContextText()
  const wordsId = useId()
  const { turn, state } = reading
  const words = firstWords(turn.messages[0]?.text ?? '')
  // A turn that has a summary is read by it: first that is undone.
  const isSummarised = state === 'summarised'
  const toggle = (mark: ContextMark, label: string) => (
    <Button
      kind="quiet"
      aria-pressed={state === mark}
      aria-describedby={wordsId}
      disabled={!canChange || (isSummarised && mark === 'left-out')}
      onClick={() => onMark(state === mark ? undefined : mark)}
    >
      {label}
    </Button>
  )
  return (
    <li className="context-turn" data-state={state}>
      <label className="context-select">
        <input
          type="checkbox"
          aria-label={text.selectTurn(words)}
          checked={isSelected}
          disabled={!canChange}
          onChange={event => onSelect(event.target.checked)}
        />
      </label>
      <p id={wordsId} className="context-words" dir="auto">
        {words}
      </p>
      <p className="context-facts numbers">
        <span>{tokens === undefined ? '…' : text.turnTokens(tokens)}</span>
        <span className="context-state">{text.turnStates[state]}</span>
      </p>
      <div className="context-actions">
        {toggle('pinned', text.pinTurn)}
        {toggle('left-out', text.leaveOutTurn)}
        <Button
          kind="quiet"
          aria-pressed={isSummarised}
          aria-describedby={wordsId}
          disabled={!canChange}
          onClick={isSummarised ? onUndoSummary : onSummarise}
        >
          {text.summariseTurn}
        </Button>
      </div>
    </li>
  )
}

function firstWords(whole: string): string {
  const line = whole
    .slice(0, wordsLength * 4)
    .trim()
    .replace(/\s+/g, ' ')
  const characters = Array.from(line)
  return characters.length > wordsLength ? `${characters.slice(0, wordsLength).join('')}…` : line
}
