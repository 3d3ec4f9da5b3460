import type { Conversation } from '../conversation.ts'
import type { Summary } from './summary.ts'
import { readTurnsNext } from './turns.ts'

/** What is said above a message: how its turn is marked, or the summary that stands for it. */
export type TurnNote =
  | { readonly kind: 'pinned' | 'left-out' }
  | { readonly kind: 'summary' | 'covered'; readonly summary: Summary }

interface KnownNotes {
  readonly shape: string
  readonly summaries: readonly Summary[] | undefined
  readonly notes: ReadonlyMap<string, TurnNote>
}

const none: ReadonlyMap<string, TurnNote> = new Map()
const byState = new WeakMap<Conversation, ReadonlyMap<string, TurnNote>>()
/** Of the conversation asked for last: a stream makes a new state with each frame, and only a text differs. */
let last: KnownNotes | undefined

/** The notes of a conversation by the first message of each turn; the same ones as long as only texts change. */
export function notesOf(conversation: Conversation): ReadonlyMap<string, TurnNote> {
  const known = byState.get(conversation)
  if (known) return known
  const { id, leafId, contextStartId, summaries, messages } = conversation
  const marks = messages.flatMap(message => (message.context ? [message.id, message.context] : []))
  // Messages are only ever appended, or the branch in view is another: then its end has another id.
  const shape = [id, leafId, contextStartId, messages.length, ...marks].join(' ')
  let notes = none
  if (marks.length > 0 || (summaries && summaries.length > 0)) {
    if (last?.shape !== shape || last.summaries !== summaries) {
      last = { shape, summaries, notes: makeNotes(conversation) }
    }
    notes = last.notes
  }
  byState.set(conversation, notes)
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
