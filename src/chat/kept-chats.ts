import { type Access, journalPrefix, type Kept, type Versions } from '../storage/kept.ts'
import { isSame, mergeFields } from '../storage/three-way.ts'
import type { RecordSink } from './chat.ts'
import { type Conversation, type Message, replaceMessage } from './conversation.ts'
import type { ChatCore } from './core.ts'
import { isFurther, parseJournal } from './journal.ts'
import type { LiveAnswers } from './live-answers.ts'
import { mergeConversation } from './merge.ts'
import {
  conversationKey,
  conversationPrefix,
  type Drafts,
  draftsKey,
  parseConversation,
  parseDrafts,
} from './records.ts'

interface KeptChatsOptions {
  readonly core: ChatCore
  readonly records: RecordSink
  readonly live: LiveAnswers
  /** Keys of drafts that were typed in this tab and not sent: they are not changed by others. */
  readonly typedHere: Set<string>
}

/** How chats and drafts are kept, and follow what other tabs write. */
export function createKeptChats({ core, records, live, typedHere }: KeptChatsOptions): Kept {
  const { store, find } = core
  const get = store.getState

  /** A conversation off the disk, or merged, as it is to be shown here. */
  function shownHere(incoming: Conversation, access: Access): Conversation {
    const here = find(incoming.id)
    const shown = new Map(here?.messages.map(message => [message.id, message]))
    let conversation = incoming
    const known = new Set(incoming.messages.map(({ id }) => id))
    if (here?.messages.some(({ id }) => live.isOwn(id) && !known.has(id))) {
      // Deleted in another tab while this one answers in it.
      conversation = mergeConversation(undefined, here, incoming) ?? incoming
      records.markDirty(conversationKey(incoming.id))
    }
    const messages = conversation.messages.map(message => {
      const before = shown.get(message.id)
      if (!before) return message
      // What another tab writes comes by its journal: its conversation lies on disk as it was when it began.
      const isBehind = [message, before].every(isStreaming) && isFurther(before, message)
      return isBehind || live.isOwn(message.id) ? { ...before, parentId: message.parentId } : message
    })
    return live.settle({ ...conversation, messages }, access)
  }

  function takeInDrafts(value: unknown): void {
    const theirs = parseDrafts(value)
    const drafts = { ...theirs }
    for (const [key, text] of Object.entries(get().drafts)) {
      // One that another tab has gone on with is that tab's now.
      if (theirs[key]?.startsWith(text)) typedHere.delete(key)
      if (!typedHere.has(key)) continue
      drafts[key] = text
      if (theirs[key] === undefined) records.markDirty(draftsKey)
    }
    store.setState({ drafts })
  }

  /**
   * Puts an answer from its journal into its conversation. Gives whether the journal has had its time: the answer is not
   * there any more, or has ended.
   */
  function takeInJournal(conversations: Map<string, Conversation>, value: unknown): boolean {
    const entry = parseJournal(value)
    const conversation = entry && conversations.get(entry.conversationId)
    const message = conversation?.messages.find(({ id }) => id === entry?.message.id)
    if (!entry || !conversation || !message || !isStreaming(message)) return true
    const hasEnded = !isStreaming(entry.message)
    if (live.isOwn(message.id) || !(hasEnded || isFurther(entry.message, message))) return false
    const written = { ...entry.message, parentId: message.parentId }
    conversations.set(conversation.id, replaceMessage(conversation, written))
    if (hasEnded) records.markDirty(conversationKey(conversation.id))
    return hasEnded
  }

  return {
    owns: key => key === draftsKey || key.startsWith(conversationPrefix) || key.startsWith(journalPrefix),

    snapshot(key) {
      if (key === draftsKey) return get().drafts
      if (key.startsWith(journalPrefix)) return live.entry(key.slice(journalPrefix.length))
      return find(key.slice(conversationPrefix.length))
    },

    takeIn(entries, access) {
      const conversations = new Map(get().conversations)
      const unreadable = new Set(get().unreadable)
      const incoming = new Map<string, Conversation>()
      for (const [key, value] of entries) {
        if (!key.startsWith(conversationPrefix)) continue
        unreadable.delete(key)
        const id = key.slice(conversationPrefix.length)
        const parsed = parseConversation(key, value)
        if (parsed) {
          incoming.set(id, parsed)
          conversations.set(id, parsed)
        } else if (value !== undefined) unreadable.add(key)
        else if (get().running.has(id)) records.markDirty(key)
        else conversations.delete(id)
      }
      // Before it is settled what was interrupted: all that had been written of it is there.
      for (const [key, value] of entries) {
        if (!key.startsWith(journalPrefix)) continue
        const isOver = value !== undefined && takeInJournal(conversations, value)
        if (isOver && access === 'full') records.markDeleted(key)
      }
      for (const [id, parsed] of incoming) {
        conversations.set(id, shownHere(conversations.get(id) ?? parsed, access))
      }
      const { currentId } = get()
      store.setState({
        access,
        conversations,
        currentId: currentId !== null && conversations.has(currentId) ? currentId : null,
        // The same list where nothing has changed: it is told of once.
        unreadable: isSame([...unreadable], get().unreadable) ? get().unreadable : [...unreadable],
      })
      for (const [key, value] of entries) if (key === draftsKey) takeInDrafts(value)
      live.updateElsewhere()
    },

    merge(key, versions) {
      if (key === draftsKey) return mergeDrafts(versions)
      const mine = find(key.slice(conversationPrefix.length))
      const theirs = parseConversation(key, versions.theirs)
      // What cannot be read there is mended by what is here.
      if (!theirs && versions.theirs !== undefined) return mine
      return mergeConversation(parseConversation(key, versions.base), mine, theirs)
    },
  }
}

/** What both have changed is as it was typed here. */
function mergeDrafts({ base, mine, theirs }: Versions): Drafts {
  return parseDrafts(mergeFields(parseDrafts(base), parseDrafts(mine), parseDrafts(theirs), here => here))
}

function isStreaming({ status }: Message): boolean {
  return status === 'streaming'
}
