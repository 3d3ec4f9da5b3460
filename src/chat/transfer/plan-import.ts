import type { PresetsState } from '../../presets/presets.ts'
import type { Conversation, Message } from '../conversation.ts'
import type { Drafts } from '../records.ts'
import { fingerprint } from './canonical.ts'
import type { Incoming } from './import-actions.ts'
import type { PreviewRow } from './import-port.ts'

/** How a chat of a file stands to those that are here. */
export type Standing = 'new' | 'same' | 'differs'
/** What becomes of chats that are here and differ. */
export type Twice = 'both' | 'replace' | 'leave'

/** What tells two chats apart. Which branch is in view does not: looking at a chat is no change of it. */
export function contentMark(conversation: Conversation): string {
  return fingerprint({ ...conversation, leafId: null })
}

const sliceMs = 12

/** How each chat of a file stands to those here, found out in slices between which the page can breathe. */
export async function standingsOf(
  rows: readonly PreviewRow[],
  here: ReadonlyMap<string, Conversation>,
): Promise<Standing[]> {
  const standings: Standing[] = []
  let began = performance.now()
  for (const row of rows) {
    const mine = here.get(row.id)
    standings.push(!mine ? 'new' : contentMark(mine) === row.fingerprint ? 'same' : 'differs')
    if (performance.now() - began < sliceMs) continue
    await new Promise(resolve => setTimeout(resolve))
    began = performance.now()
  }
  return standings
}

/**
 * The chats as they shall come in: one that is here and differs beside mine, as a copy with ids of its own, or in its
 * place. One that is being answered now is never replaced.
 */
export function incomingOf(
  chats: readonly Conversation[],
  drafts: Drafts,
  { here, running, twice, newId }: IncomingOptions,
): Pick<Incoming, 'chats' | 'drafts'> {
  const mine: Record<string, string> = {}
  const incoming = chats.map(chat => {
    const isCopy = here.has(chat.id) && (twice === 'both' || running.has(chat.id))
    const taken = isCopy ? copyOf(chat, newId) : chat
    const draft = Object.hasOwn(drafts, chat.id) ? drafts[chat.id] : undefined
    if (draft !== undefined && (isCopy || !here.has(chat.id))) mine[taken.id] = draft
    return taken
  })
  return { chats: incoming, drafts: mine }
}

export interface IncomingOptions {
  readonly here: ReadonlyMap<string, Conversation>
  readonly running: { has(id: string): boolean }
  readonly twice: Twice
  readonly newId: () => string
}

/** The same chat under ids of its own. */
export function copyOf(chat: Conversation, newId: () => string): Conversation {
  const ids = new Map(chat.messages.map(({ id }) => [id, newId()]))
  const idOf = (id: string | null) => (id === null ? null : (ids.get(id) ?? null))
  const messages: Message[] = chat.messages.map(message => ({
    ...message,
    id: ids.get(message.id) ?? newId(),
    parentId: idOf(message.parentId),
  }))
  return {
    ...chat,
    id: newId(),
    leafId: idOf(chat.leafId),
    contextStartId: idOf(chat.contextStartId),
    messages,
    ...(chat.summaries && {
      summaries: chat.summaries.map(summary => ({
        ...summary,
        id: newId(),
        messageIds: summary.messageIds.flatMap(id => ids.get(id) ?? []),
      })),
    }),
  }
}

/** Mine and those of a file that are not here; undefined where the file has no others. */
export function mergePresets(mine: PresetsState, theirs: PresetsState): PresetsState | undefined {
  const personas = theirs.personas.filter(({ id }) => !mine.personas.some(one => one.id === id))
  const prompts = theirs.prompts.filter(({ id }) => !mine.prompts.some(one => one.id === id))
  const removed = theirs.removed.filter(id => !mine.removed.includes(id))
  if (personas.length + prompts.length + removed.length === 0) return undefined
  return {
    personas: [...mine.personas, ...personas],
    prompts: [...mine.prompts, ...prompts],
    removed: [...mine.removed, ...removed],
  }
}
