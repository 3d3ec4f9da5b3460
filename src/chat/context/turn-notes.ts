import type { Conversation } from '../conversation.ts'
import type { Summary } from './summary.ts'
import { readTurnsNext } from './turns.ts'

/** What is said above a message: how its turn is marked, or the summary that stands for it. */
export type TurnNote =
  | { readonly kind: 'pinned' | 'left-out' }
  | { readonly kind: 'summary' | 'covered'; readonly summary: Summary }

const none: ReadonlyMap<string, TurnNote> = new Map()
const known = new WeakMap<Conversation, ReadonlyMap<string, TurnNote>>()

/** The notes of a conversation by the first message of each turn; worked out once for each of its states. */
export function notesOf(conversation: Conversation): ReadonlyMap<string, TurnNote> {
  const before = known.get(conversation)
  if (before) return before
  const { summaries = [], messages } = conversation
  const hasAny = summaries.length > 0 || messages.some(({ context }) => context !== undefined)
  const notes = hasAny ? makeNotes(conversation) : none
  known.set(conversation, notes)
  return notes
}

function makeNotes(conversation: Conversation): ReadonlyMap<string, TurnNote> {
  const notes = new Map<string, TurnNote>()
  for (const { turn, state, summary, beginsSummary } of readTurnsNext(conversation)) {
    if (summary && beginsSummary) notes.set(turn.id, { kind: 'summary', summary })
    else if (summary && state === 'summarised') notes.set(turn.id, { kind: 'covered', summary })
    else if (state === 'pinned' || state === 'left-out') notes.set(turn.id, { kind: state })
  }
  return notes
}
