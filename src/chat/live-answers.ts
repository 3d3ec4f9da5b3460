import type { StoreApi } from 'zustand/vanilla'
import type { Access } from '../storage/kept.ts'
import type { AnswerLocks } from './answer-locks.ts'
import type { ChatState, RecordSink } from './chat.ts'
import { type Conversation, interrupted, type Message, replaceMessage } from './conversation.ts'
import { type JournalEntry, journalKey } from './journal.ts'
import { conversationKey } from './records.ts'

/** The answers that are being written, in this tab and in others. */
export interface LiveAnswers {
  /** From here on this tab writes the answer: its lock is ours, and it goes to its journal. */
  begin(conversationId: string, messageId: string): void
  /** The answer has ended: its conversation is written and its journal is gone, then the lock is free. */
  end(conversationId: string, messageId: string): void
  /** Whether this tab writes an answer, or has written it and not saved: it is known best here. */
  isOwn(messageId: string): boolean
  /** What lies in an answer's journal now; undefined where this tab does not write it. */
  entry(messageId: string): JournalEntry | undefined
  /** A conversation that came off the disk: what is 'streaming' in it is another tab's, or was interrupted. */
  settle(conversation: Conversation, access: Access): Conversation
  /** To be called when conversations have been taken into the store. */
  updateElsewhere(): void
}

interface LiveOptions {
  readonly store: StoreApi<ChatState>
  readonly records: RecordSink
  /** Absent: no other tab can be writing. */
  readonly locks: AnswerLocks | undefined
}

/** Builds it. */
export function createLiveAnswers({ store, records, locks }: LiveOptions): LiveAnswers {
  const find = (id: string) => store.getState().conversations.get(id)
  const messageIn = (conversation: Conversation | undefined, messageId: string) =>
    conversation?.messages.find(({ id }) => id === messageId)
  /** By message id. */
  const own = new Map<
    string,
    { readonly conversationId: string; readonly release: () => void; isWriting: boolean }
  >()
  /** By message id: the conversation of an answer that another tab writes. */
  const watched = new Map<string, string>()

  function updateElsewhere(): void {
    const elsewhere = new Map<string, string>()
    for (const [messageId, conversationId] of watched) {
      if (messageIn(find(conversationId), messageId)?.status === 'streaming')
        elsewhere.set(conversationId, messageId)
    }
    const before = store.getState().elsewhere
    const isSame = before.size === elsewhere.size && [...elsewhere].every(([id, at]) => before.get(id) === at)
    if (!isSame) store.setState({ elsewhere })
  }

  /** Waits for the tab that writes an answer to end, or to be gone: then what it left is an interrupted one. */
  function watch(conversationId: string, messageId: string): void {
    if (watched.has(messageId)) return
    watched.set(messageId, conversationId)
    locks?.whenFree(messageId, async () => {
      await records.refresh([conversationKey(conversationId), journalKey(messageId)])
      watched.delete(messageId)
      const conversation = find(conversationId)
      const left = messageIn(conversation, messageId)
      if (conversation && left?.status === 'streaming' && !own.has(messageId)) {
        const closed = withInterrupted(conversation, left)
        store.setState({ conversations: new Map(store.getState().conversations).set(conversationId, closed) })
        if (store.getState().access === 'full') {
          records.markDirty(conversationKey(conversationId))
          records.markDeleted(journalKey(messageId))
        }
      }
      updateElsewhere()
      await records.flush()
    })
  }

  return {
    begin(conversationId, messageId) {
      const release = locks?.hold(messageId) ?? (() => {})
      own.set(messageId, { conversationId, release, isWriting: true })
    },

    end(conversationId, messageId) {
      const ended = own.get(messageId)
      if (!ended) return
      ended.isWriting = false
      if (find(conversationId)) records.markDirty(conversationKey(conversationId))
      records.markDeleted(journalKey(messageId))
      void records.flush().then(() => {
        // Gone on with meanwhile, it is held anew.
        if (own.get(messageId) === ended) own.delete(messageId)
        ended.release()
      })
    },

    isOwn: messageId => own.has(messageId),

    entry(messageId) {
      const written = own.get(messageId)
      const message = written?.isWriting && messageIn(find(written.conversationId), messageId)
      return message ? { conversationId: written.conversationId, message } : undefined
    },

    settle(conversation, access) {
      const streaming = conversation.messages.filter(
        ({ id, status }) => status === 'streaming' && !own.has(id),
      )
      if (streaming.length === 0) return conversation
      if (!locks) {
        if (access === 'full') {
          records.markDirty(conversationKey(conversation.id))
          for (const { id } of streaming) records.markDeleted(journalKey(id))
        }
        return streaming.reduce(withInterrupted, conversation)
      }
      for (const { id } of streaming) watch(conversation.id, id)
      return conversation
    },

    updateElsewhere,
  }
}

function withInterrupted(conversation: Conversation, message: Message): Conversation {
  return replaceMessage(conversation, interrupted(message))
}
