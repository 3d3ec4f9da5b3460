import type { StoreApi } from 'zustand/vanilla'
import type { PromptMessage } from '../engines/engine.ts'
import type { AnswerModel } from './answering.ts'
import type { ChatOptions, ChatState } from './chat.ts'
import { type Conversation, type Message, newConversation } from './conversation.ts'

/** What the parts of the chat share: its store, and the few ways in which a conversation may change. */
export interface ChatCore {
  readonly store: StoreApi<ChatState>
  readonly model: AnswerModel
  readonly now: () => number
  readonly newId: () => string
  find(id: string): Conversation | undefined
  /** The conversation in view; undefined for a new chat. */
  current(): Conversation | undefined
  /** The same, or what a new chat would begin with; it is kept once it has been put. */
  currentOrNew(): Conversation
  /** Records may be written. */
  canWrite(): boolean
  /** An answer is being written in a conversation, by this tab or another. */
  isBusy(id: string): boolean
  /** Takes a conversation's new state into the store, and marks it for writing. */
  put(conversation: Conversation): void
  /** The same for a conversation that is no more. */
  drop(id: string): void
  /** The conversation in view, an answer in it and the message it answers. */
  answerInView(answerId: string): AnswerInView | undefined
  /** The same, where it may be changed now: nothing runs in its chat. */
  changeable(answerId: string): AnswerInView | undefined
  /** Begins an answer to a message, beside those that it has. */
  startAnswer(conversation: Conversation, parentId: string, more?: Partial<Message>): void
  /** Goes on with an answer that was cut. */
  resume(conversation: Conversation, cut: Message): void
  stopAnswer(conversationId: string): void
  /** Whether a prompt leaves room for an answer. */
  fits(prompt: readonly PromptMessage[]): Promise<boolean>
  /** The unsent text of a chat; '' removes it. */
  setDraftOf(conversationId: string | null, text: string): void
  /** What the person does next makes the undoing of a shortened draft void. */
  dropUndo(): void
  cancelReadAhead(): void
}

export interface AnswerInView {
  readonly conversation: Conversation
  readonly answer: Message
  readonly question: Message
}

/** What a core is made of that chat.ts alone has. */
export type CoreParts = Pick<
  ChatCore,
  'startAnswer' | 'resume' | 'stopAnswer' | 'fits' | 'setDraftOf' | 'cancelReadAhead' | 'put' | 'drop'
>

/** Puts the core together. */
export function createCore(store: StoreApi<ChatState>, options: ChatOptions, parts: CoreParts): ChatCore {
  const get = store.getState
  const find = (id: string) => get().conversations.get(id)
  const canWrite = () => get().access === 'full'

  function current(): Conversation | undefined {
    const { currentId } = get()
    return currentId === null ? undefined : find(currentId)
  }

  function answerInView(answerId: string): AnswerInView | undefined {
    const conversation = current()
    const answer = conversation?.messages.find(({ id }) => id === answerId)
    const question = conversation?.messages.find(message => message.id === answer?.parentId)
    return conversation && answer && question ? { conversation, answer, question } : undefined
  }

  return {
    ...parts,
    store,
    model: options.model,
    now: options.now,
    newId: options.newId,
    find,
    current,
    currentOrNew() {
      const { newSettings } = get()
      const fresh = () => ({
        ...newConversation(options.newId(), options.now()),
        ...(newSettings ? { settings: newSettings } : {}),
      })
      return current() ?? fresh()
    },
    canWrite,
    isBusy: id => isBusyIn(get(), id),
    answerInView,
    changeable(answerId) {
      const found = answerInView(answerId)
      return found && canWrite() && !isBusyIn(get(), found.conversation.id) ? found : undefined
    },
    dropUndo() {
      const { unshortened: _, ...others } = get()
      store.setState(others, true)
    },
  }
}

/** Whether an answer is being written in a conversation, by this tab or another: it can be read, not changed. */
export function isBusyIn({ running, elsewhere }: ChatState, conversationId: string): boolean {
  return running.has(conversationId) || elsewhere.has(conversationId)
}
