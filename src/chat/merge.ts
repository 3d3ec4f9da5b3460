import { progressOf } from '../agent/step.ts'
import { byId, isSame, mergeFields, mergeItems, mergeOrder, mergeValue } from '../storage/three-way.ts'
import type { ChatSettings } from './chat-settings.ts'
import type { Summary } from './context/summary.ts'
import {
  branch,
  type Conversation,
  type Message,
  type MessageStatus,
  newConversation,
} from './conversation.ts'
import { isEarlier, lineUp } from './merge-lines.ts'

/**
 * One conversation out of two, pure. What one side alone has changed is taken from that side; of an answer that both
 * have, the one with more text; two questions that were sent at once stand in one line. No message is lost but one
 * that a side has deleted and the other has neither changed nor answered. Both sides come to the same outcome.
 * @param base As both sides knew it; undefined where it was not there.
 * @param mine undefined: deleted here. @param theirs undefined: deleted there.
 * Gives undefined where nothing is to be kept.
 */
export function mergeConversation(
  base: Conversation | undefined,
  mine: Conversation | undefined,
  theirs: Conversation | undefined,
): Conversation | undefined {
  if (!mine || !theirs) {
    const left = mine ?? theirs
    return left && base && isUntouched(base, left) ? undefined : left
  }
  const known = base ?? newConversation(mine.id, 0)
  const messages = mergeMessages(known.messages, mine.messages, theirs.messages)
  const lined = base ? lineUp(base, mine, theirs, messages) : messages
  const ids = new Set(lined.map(({ id }) => id))
  const fields = mergeFields(plain(known), plain(mine), plain(theirs), later)
  const settings = mergeSettings(known.settings, mine.settings, theirs.settings)
  const texts = mergeSummaries(known, mine, theirs, ids)
  const { title, titledBy } = mergeValue(nameOf(known), nameOf(mine), nameOf(theirs), chooseName)
  const start = mergeValue(known.contextStartId, mine.contextStartId, theirs.contextStartId, later)
  const merged: Conversation = {
    // Pinned, archived, folder: each is of one of two conversations that are whole.
    ...(fields as Partial<Conversation>),
    id: mine.id,
    title,
    ...(titledBy && { titledBy }),
    createdAt: Math.min(mine.createdAt, theirs.createdAt),
    updatedAt: Math.max(mine.updatedAt, theirs.updatedAt),
    leafId: null,
    contextStartId: start !== null && ids.has(start) ? start : null,
    messages: lined,
    ...(settings && { settings }),
    ...(texts.length > 0 && { summaries: texts }),
  }
  return { ...merged, leafId: leafOf(merged, known, mine, theirs) }
}

/** The fields that need no thought. */
function plain({ isPinned, isArchived, folder }: Conversation): Partial<Conversation> {
  return { ...(isPinned && { isPinned }), ...(isArchived && { isArchived }), ...(folder && { folder }) }
}

/** Whether a conversation is as it was, but for where a person looks in it. */
function isUntouched(base: Conversation, now: Conversation): boolean {
  return isSame({ ...base, leafId: null, updatedAt: 0 }, { ...now, leafId: null, updatedAt: 0 })
}

function mergeMessages(
  base: readonly Message[],
  mine: readonly Message[],
  theirs: readonly Message[],
): Message[] {
  const merged = new Map<string, Message>()
  const rivals: Message[] = []
  const kept = mergeItems(base, mine, theirs, {
    isBefore: isEarlier,
    merge(known, a, b) {
      const [winner, loser] = mergeMessage(known, a, b)
      if (loser) rivals.push(loser)
      return winner
    },
  })
  for (const message of kept) merged.set(message.id, message)
  for (const rival of rivals) if (!merged.has(rival.id)) merged.set(rival.id, rival)
  // What was deleted on one side and answered on the other is there again, up to the top.
  const [here, there] = [byId(mine), byId(theirs)]
  for (const { parentId } of [...merged.values()]) {
    for (let id = parentId; id !== null && !merged.has(id); ) {
      const parent: Message | undefined = here.get(id) ?? there.get(id)
      if (!parent) break
      merged.set(id, parent)
      id = parent.parentId
    }
  }
  const inOrder = mergeOrder(mine, theirs, isEarlier).flatMap(({ id }) => merged.get(id) ?? [])
  return [
    ...inOrder,
    ...rivals.flatMap(({ id }) => (here.has(id) || there.has(id) ? [] : (merged.get(id) ?? []))),
  ]
}

/** What an answer consists of: parts that belong together come from one side. */
const answerFields = [
  'text',
  'thought',
  'status',
  'stats',
  'fault',
  'writtenBy',
  'modelName',
  'harder',
  'passages',
  'documents',
  'steps',
  'tools',
] as const

/** The message, and the answer that lost where its text is in no part of the other: it becomes a version of its own. */
function mergeMessage(
  base: Message | undefined,
  mine: Message,
  theirs: Message,
): [winner: Message, loser?: Message] {
  const [was, here, there] = [base && answerOf(base), answerOf(mine), answerOf(theirs)]
  const fields = mergeFields(base ?? {}, mine, theirs, later)
  const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => !isAnswerField(key)))
  const winner = mergeValue(was, here, there, (a, b) => (isFuller(b ?? here, a ?? here) ? b : a)) ?? here
  // Each field is of one of two messages that are whole.
  const message = { ...rest, ...winner } as Message
  const loser = isSame(winner, here) ? there : here
  const isLost =
    loser.text !== '' &&
    !isSame(loser, was) &&
    !isBehind(loser, message) &&
    !textsOf(message).some(text => text.includes(loser.text))
  // Both sides give it the same name, so that it comes in once.
  return isLost ? [message, { ...message, ...withoutHarder(loser), id: `${message.id}+` }] : [message]
}

/** Whether an answer is the work of tools that the other has too: what they say may be in other words, nothing is lost. */
function isBehind({ steps }: AnswerPart, other: AnswerPart): boolean {
  const ids = new Set(other.steps?.map(({ id }) => id))
  return steps?.every(({ id }) => ids.has(id)) ?? false
}

type AnswerPart = Pick<Message, (typeof answerFields)[number]>

function answerOf(message: Message): AnswerPart {
  const part = Object.fromEntries(Object.entries(message).filter(([key]) => isAnswerField(key)))
  // `text` and `status`, which every message has, are among the fields.
  return part as unknown as AnswerPart
}

function isAnswerField(key: string): boolean {
  return answerFields.some(field => field === key)
}

function withoutHarder({ harder: _, ...others }: AnswerPart): AnswerPart {
  return others
}

function textsOf({ text, thought, harder }: AnswerPart): string[] {
  const samples = harder?.samples ?? []
  return [text, thought?.text ?? '', ...samples.flatMap(sample => [sample.text, sample.thought?.text ?? ''])]
}

const statusRank: Readonly<Record<MessageStatus, number>> = {
  interrupted: 0,
  streaming: 1,
  failed: 2,
  stopped: 3,
  length: 4,
  done: 5,
}

/** Whether `a` has more in it than `b`; where that does not tell, how it ended does, and at last the letters. */
function isFuller(a: AnswerPart, b: AnswerPart): boolean {
  const lengthOf = (part: AnswerPart) => textsOf(part).reduce((sum, text) => sum + text.length, 0)
  const difference =
    progressOf(a.steps) - progressOf(b.steps) ||
    lengthOf(a) - lengthOf(b) ||
    statusRank[a.status] - statusRank[b.status] ||
    a.text.length - b.text.length
  return difference === 0 ? later(a, b) === a : difference > 0
}

function mergeSummaries(
  base: Conversation,
  mine: Conversation,
  theirs: Conversation,
  ids: ReadonlySet<string>,
): readonly Summary[] {
  return mergeItems(base.summaries ?? [], mine.summaries ?? [], theirs.summaries ?? [], {
    isBefore: isEarlier,
    merge: (known, a, b) => mergeValue(known, a, b, later) ?? a,
  }).filter(({ messageIds }) => messageIds.every(id => ids.has(id)))
}

interface Name {
  readonly title: string | null
  readonly titledBy: 'model' | undefined
}

function nameOf({ title, titledBy }: Conversation): Name {
  return { title, titledBy }
}

/** A person's name for a chat goes before the model's. */
function chooseName(mine: Name, theirs: Name): Name {
  const rank = ({ title, titledBy }: Name) => (title === null ? 0 : titledBy ? 1 : 2)
  const difference = rank(mine) - rank(theirs)
  return difference === 0 ? later(mine, theirs) : difference > 0 ? mine : theirs
}

function mergeSettings(
  base: ChatSettings = {},
  mine: ChatSettings = {},
  theirs: ChatSettings = {},
): ChatSettings | undefined {
  const fields = mergeFields(base, mine, theirs, later)
  const sampling = mergeFields(base.sampling ?? {}, mine.sampling ?? {}, theirs.sampling ?? {}, later)
  const documents = mergeIds(base.documents, mine.documents, theirs.documents)
  const { sampling: _, documents: __, ...others } = fields
  const merged = {
    ...others,
    ...(Object.keys(sampling).length > 0 && { sampling }),
    ...(documents.length > 0 && { documents }),
  }
  // Each field is of one of two settings that are whole.
  return Object.keys(merged).length > 0 ? (merged as ChatSettings) : undefined
}

/** What either side has attached is attached, and what either has removed is not. */
function mergeIds(
  base: readonly string[] = [],
  mine: readonly string[] = [],
  theirs: readonly string[] = [],
): readonly string[] {
  const items = (ids: readonly string[]) => ids.map(id => ({ id }))
  const rules = { merge: (_: unknown, one: { readonly id: string }) => one, isBefore: earlierId }
  return mergeItems(items(base), items(mine), items(theirs), rules).map(({ id }) => id)
}

const earlierId = (a: { readonly id: string }, b: { readonly id: string }) => a.id < b.id

/** One of two values, whichever side asks. */
function later<Value>(a: Value, b: Value): Value {
  return (JSON.stringify(a) ?? '') >= (JSON.stringify(b) ?? '') ? a : b
}

/** The end of the branch in view. */
function leafOf(
  merged: Conversation,
  base: Conversation,
  mine: Conversation,
  theirs: Conversation,
): string | null {
  const messages = byId(merged.messages)
  const before = [mine, theirs, base].map(side => byId(side.messages))
  const wanted = mergeValue(base.leafId, mine.leafId, theirs.leafId, (a, b) => {
    const [isHere, isThere] = [a, b].map(id => id !== null && messages.has(id))
    if (isHere !== isThere) return isHere ? a : b
    // Where both were deleted, what is left of the two lines is compared: which side merges must not tell.
    const [here, there] = [leftOf(a), leftOf(b)]
    if (!here || !there) return (here ?? there)?.id ?? null
    // A line that goes on from the other's end shows both.
    if (branch(merged, there.id).includes(here)) return there.id
    if (branch(merged, here.id).includes(there)) return here.id
    return isEarlier(here, there) ? there.id : here.id
  })
  return leftOf(wanted)?.id ?? merged.messages.findLast(({ parentId }) => parentId === null)?.id ?? null

  /** The message; where it was deleted, the last of those above it that is left. */
  function leftOf(wantedId: string | null): Message | undefined {
    const seen = new Set<string>()
    for (let id = wantedId; id !== null && !seen.has(id); ) {
      const left = messages.get(id)
      if (left) return left
      seen.add(id)
      const deleted = id
      id = before.map(side => side.get(deleted)).find(found => found)?.parentId ?? null
    }
    return undefined
  }
}
