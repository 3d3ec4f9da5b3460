import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Chat } from '../chat.ts'
import { isBusyIn } from '../core.ts'
import type { Summary } from './summary.ts'
import { notesOf } from './turn-notes.ts'

interface TurnNotesProps {
  readonly chat: Chat
  readonly conversationId: string
  /** Of a message in view. */
  readonly messageId: string
}

/** Above a message: that it is pinned or left out, or the card of the summary that begins with it. */
export function TurnNotes({ chat, conversationId, messageId }: TurnNotesProps) {
  const text = useText()
  // Values that stay the same while an answer grows: a stream redraws none of this.
  const kind = useStore(chat.store, ({ conversations }) => {
    const conversation = conversations.get(conversationId)
    return conversation && notesOf(conversation).get(messageId)?.kind
  })
  const summary = useStore(chat.store, ({ conversations }) => {
    const conversation = conversations.get(conversationId)
    const note = conversation && notesOf(conversation).get(messageId)
    return note?.kind === 'summary' ? note.summary : undefined
  })
  const canChange = useStore(chat.store, state => state.access === 'full' && !isBusyIn(state, conversationId))
  if (kind === undefined) return null
  if (summary) {
    return <SummaryCard summary={summary} canUndo={canChange} onUndo={() => chat.removeSummary(summary.id)} />
  }
  if (kind === 'covered') return <p className="turn-note">{text.turnCoveredNote}</p>
  const isPinned = kind === 'pinned'
  return (
    <p className="turn-note">
      {isPinned ? text.turnPinnedNote : text.turnLeftOutNote}
      <Button
        kind="text"
        disabled={!canChange}
        aria-label={isPinned ? text.undoPin : text.undoLeaveOut}
        onClick={() => chat.mark([messageId], undefined)}
      >
        {text.undo}
      </Button>
    </p>
  )
}

interface SummaryCardProps {
  readonly summary: Summary
  readonly canUndo: boolean
  readonly onUndo: () => void
}

function SummaryCard({ summary, canUndo, onUndo }: SummaryCardProps) {
  const text = useText()
  const { messageIds, tokens, modelName } = summary
  const title = [
    text.summaryCard(messageIds.length),
    ...(tokens ? [text.summaryCardTokens(tokens.summary, tokens.instead)] : []),
  ].join(' · ')
  return (
    <section className="summary-card" aria-label={text.summaryCard(messageIds.length)}>
      <div>
        <details>
          <summary className="numbers">{title}</summary>
          <p className="summary-card-text" dir="auto">
            {summary.text}
          </p>
          {modelName !== undefined && <p className="hint">{text.summaryBy(modelName)}</p>}
        </details>
        <Button kind="text" disabled={!canUndo} aria-label={text.undoSummary} onClick={onUndo}>
          {text.undo}
        </Button>
      </div>
    </section>
  )
}
