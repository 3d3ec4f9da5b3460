import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Access, Kept } from '../storage/kept.ts'
import { createAnswerLocks } from './answer-locks.ts'
import { type Answering, type AnswerModel, type CallTools, createAnswering } from './answering.ts'
import {
  type Branches,
  createBranches,
  type DeletedBranch,
  type HarderRequest,
  harderFields,
} from './branches.ts'
import type { ChatSettings } from './chat-settings.ts'
import { type ContextActions, createContextActions } from './context/context-actions.ts'
import type { ContextWork } from './context/context-work.ts'
import { createRoomMaker } from './context/make-room.ts'
import {
  appendMessage,
  branch,
  type Conversation,
  type Message,
  newConversation,
  replaceMessage,
  selectVersion,
} from './conversation.ts'
import { createCore } from './core.ts'
import { createListing, type Listing, type Tidied } from './finding/listing.ts'
import { createHarderActions, type HarderActions } from './harder/harder-actions.ts'
import { journalKey } from './journal.ts'
import { createKeptChats } from './kept-chats.ts'
import { overBy } from './length.ts'
import { createLiveAnswers } from './live-answers.ts'
import type { PassageFinder } from './passages.ts'
import { buildPromptWith, promptPlace } from './prompt.ts'
import { createReadAhead } from './read-ahead.ts'
import { conversationKey, type Drafts, draftsKey } from './records.ts'
import { createStepActions, type StepActions } from './step-actions.ts'
import { createImporting, type Importing } from './transfer/import-actions.ts'

/** An answer on its way: waiting for the model, reading the prompt, or writing. */
export interface Running {
  readonly messageId: string
  /** 'searching' looks in documents; 'queued' waits for its turn; 'summarising' makes room before the answer; 'choosing' compares samples after them. */
  readonly stage: 'waiting' | 'searching' | 'queued' | 'reading' | 'writing' | 'summarising' | 'choosing'
  /** Prompt tokens in the KV cache so far, and in all; 0 of 0 until known. */
  readonly readTokens: number
  readonly ofTokens: number
  /** While queued: how many answers go before this one. */
  readonly ahead?: number
  /** Which of several answers it is at, from 1. */
  readonly sample?: { readonly index: number; readonly of: number }
}

export interface ChatState {
  /** 'loading' until the records have been read; 'read-only' where they are of newer code. */
  readonly access: 'loading' | Access
  readonly conversations: ReadonlyMap<string, Conversation>
  /** null is a new chat that has no message yet. */
  readonly currentId: string | null
  /** What was set for the new chat before its first message. */
  readonly newSettings?: ChatSettings
  /** Set where the next question is to be answered several times; sending it takes this away. */
  readonly nextHarder?: HarderRequest
  /** Where the person wants to be taken: a message of the chat in view. Another object is another wish. */
  readonly jump?: { readonly messageId: string }
  readonly drafts: Drafts
  /** By conversation id. */
  readonly running: ReadonlyMap<string, Running>
  /** By conversation id: the answer that another tab is writing in it. Nothing else is asked there meanwhile. */
  readonly elsewhere: ReadonlyMap<string, string>
  /** The chat deleted last, as long as the deletion can be undone. */
  readonly deleted?: Conversation
  /** What was archived, or named by the model on request, or the folder that was deleted last. */
  readonly tidied?: Tidied
  /** The branch deleted last, in the same way. */
  readonly deletedBranch?: DeletedBranch
  /** The draft as it was before it was shortened, as long as that can be undone. */
  readonly unshortened?: string
  /** Keys of records that could not be read; they are left on disk as they are. */
  readonly unreadable: readonly string[]
}

/** Where changed records go. */
export interface RecordSink {
  markDirty(key: string): void
  markDeleted(key: string): void
  /** Writes at once, in one transaction: all of it is on disk, or nothing. Throws FaultError. */
  commit(
    set: readonly (readonly [key: string, value: unknown])[],
    remove?: readonly string[],
  ): Promise<unknown>
  /** Writes all that waits. Resolves after one try, never rejects. */
  flush(): Promise<void>
  /** Has these records taken in as they are on disk now. Never rejects. */
  refresh(keys: readonly string[]): Promise<void>
}

export interface ChatOptions {
  readonly model: AnswerModel
  readonly records: RecordSink
  readonly now: () => number
  readonly newId: () => string
  /** Runs a callback before the next paint; how often streaming text is shown. */
  readonly onFrame: (callback: () => void) => void
  /** Given where the model may read a draft while it is written; asked before each piece. */
  readonly readAhead?: { readonly canReadAhead: () => boolean }
  /** Given where chats can use documents. */
  readonly passages?: PassageFinder
  /** Given where tools may do what is asked for. */
  readonly callTools?: CallTools
  /** By which tabs know who writes an answer: the browser's; absent where this tab is alone. */
  readonly locks?: Pick<LockManager, 'request'> | undefined
}

/** Conversations and everything a person can do with them. */
export interface Chat extends Branches, ContextActions, Listing, HarderActions, Importing, StepActions {
  readonly store: StoreApi<ChatState>
  /** How chats, drafts and the journals of answers are kept. */
  readonly kept: Kept
  send(text: string): void
  /** Stops the answer in the current chat. */
  stop(): void
  /** Ends the thought of the answer in the current chat: the model answers from what it has. */
  answerNow(): void
  /** Ends all answers and refuses further writing; resolves when nothing runs any more. */
  suspend(): Promise<void>
  newChat(): void
  /** @param messageId Where to go in it; its branch is brought into view. */
  open(id: string, messageId?: string): void
  /** Has the next question answered several times; undefined takes it back. */
  thinkHarder(request: HarderRequest | undefined): void
  /** Changes what is set for the chat in view; a field that is undefined goes back to Hermit's own choice. */
  configure(changes: { readonly [Key in keyof ChatSettings]: ChatSettings[Key] | undefined }): void
  setDraft(text: string): void
}

const newDraftKey = 'new'

/** Builds the chat store. */
export function createChat(options: ChatOptions): Chat {
  const { records, model } = options
  const store = createStore<ChatState>(() => ({
    access: 'loading',
    conversations: new Map(),
    currentId: null,
    drafts: {},
    running: new Map(),
    elsewhere: new Map(),
    unreadable: [],
  }))
  const get = store.getState
  const never = new AbortController().signal
  const live = createLiveAnswers({ store, records, locks: createAnswerLocks(options.locks) })
  const typedHere = new Set<string>()

  const core = createCore(store, options, {
    put(conversation) {
      store.setState({ conversations: new Map(get().conversations).set(conversation.id, conversation) })
      records.markDirty(conversationKey(conversation.id))
    },
    drop(id) {
      const conversations = new Map(get().conversations)
      conversations.delete(id)
      store.setState({ conversations })
      records.markDeleted(conversationKey(id))
    },
    startAnswer(conversation, parentId, more = {}) {
      const jsonSchema = conversation.settings?.jsonSchema
      const answer: Message = {
        id: options.newId(),
        parentId,
        role: 'assistant',
        text: '',
        createdAt: options.now(),
        status: 'streaming',
        ...(jsonSchema === undefined ? {} : { jsonSchema }),
        ...more,
      }
      run(appendMessage(conversation, answer), answer.id)
    },
    resume(conversation, cut) {
      const { fault: _, ...others } = cut
      const answer: Message = { ...others, status: 'streaming' }
      run({ ...replaceMessage(conversation, answer), updatedAt: options.now() }, answer.id)
    },
    stopAnswer: id => answering.stop(id),
    fits: async prompt => (await overBy(model, prompt, never)) <= 0,
    setDraftOf(conversationId, text) {
      const key = conversationId ?? newDraftKey
      const { [key]: _, ...others } = get().drafts
      if (text === '') typedHere.delete(key)
      else typedHere.add(key)
      store.setState({ drafts: text === '' ? others : { ...others, [key]: text } })
      records.markDirty(draftsKey)
    },
    cancelReadAhead: () => readAhead?.cancel(),
  })
  const { find, put, current, canWrite, dropUndo, setDraftOf } = core

  function setRunning(id: string, running: Running | undefined): void {
    const next = new Map(get().running)
    if (running) next.set(id, running)
    else next.delete(id)
    store.setState({ running: next })
    // What was typed during an answer is read when it has ended.
    if (next.size === 0) readAhead?.draftChanged()
  }

  let contextWork: ContextWork | undefined
  const work = async () => {
    const { createContextWork } = await import('./context/context-work.ts')
    contextWork ??= createContextWork(core)
    return contextWork
  }
  const room = createRoomMaker(core, work)
  const { passages: finder } = options
  const answering: Answering = createAnswering({
    ...options,
    find,
    replace(id, message) {
      const conversation = find(id)
      const before = conversation?.messages.find(other => other.id === message.id)
      if (!conversation || !before) return
      // Another tab's question may have come in between meanwhile.
      const written = { ...message, parentId: before.parentId }
      const changed = { ...replaceMessage(conversation, written), updatedAt: options.now() }
      store.setState({ conversations: new Map(get().conversations).set(id, changed) })
      records.markDirty(journalKey(message.id))
    },
    setRunning,
    makeRoom: (conversation, _answer, signal) => room.makeRoom(conversation, signal),
    ...(finder && {
      async *findPassages(conversation, answer, signal) {
        const { findPassages } = await import('./documents/find-passages.ts')
        const counting = async () => (await work()).counting
        yield* findPassages({ finder, model, counting, conversation, answer }, signal)
      },
    }),
  })

  const readAhead =
    options.readAhead &&
    createReadAhead({
      model,
      canRead: () => canWrite() && get().running.size === 0 && options.readAhead?.canReadAhead() === true,
      view() {
        const conversation = current() ?? {
          ...newConversation(newDraftKey, 0),
          ...(get().newSettings && { settings: get().newSettings }),
        }
        return {
          place: promptPlace(conversation),
          draft: draftInView(get()),
          prompt: text => buildPromptWith(conversation, text),
        }
      },
    })

  function run(conversation: Conversation, answerId: string): void {
    core.cancelReadAhead()
    model.wake?.()
    // The lock before the record: who reads 'streaming' there finds it held.
    live.begin(conversation.id, answerId)
    put(conversation)
    // What is shown as sent is on disk before the next frame, however little ago a draft was written.
    void records.flush()
    void answering.run(conversation.id, answerId).finally(() => live.end(conversation.id, answerId))
  }

  function withoutJump(): void {
    const { jump: _, ...others } = get()
    store.setState(others, true)
  }

  return {
    store,
    ...createBranches(core),
    ...createContextActions(core, work, room),
    ...createListing(core),
    ...createHarderActions(core),
    ...createStepActions(core),
    ...createImporting(core, records),

    kept: createKeptChats({ core, records, live, typedHere }),

    send(text) {
      const { currentId } = get()
      if (text.trim() === '' || !canWrite()) return
      if (currentId !== null && core.isBusy(currentId)) return
      const conversation = core.currentOrNew()
      const question: Message = {
        id: options.newId(),
        parentId: conversation.leafId,
        role: 'user',
        text: text.trim(),
        createdAt: options.now(),
        status: 'done',
      }
      setDraftOf(currentId, '')
      dropUndo()
      const { newSettings: _, nextHarder, ...others } = get()
      store.setState({ ...others, currentId: conversation.id }, true)
      core.startAnswer(appendMessage(conversation, question), question.id, harderFields(nextHarder))
    },

    stop() {
      const { currentId } = get()
      if (currentId !== null) answering.stop(currentId)
    },

    answerNow() {
      const { currentId } = get()
      if (currentId !== null) answering.answerNow(currentId)
    },

    async suspend() {
      store.setState({ access: 'read-only' })
      core.cancelReadAhead()
      await answering.stopAll()
    },

    newChat() {
      dropUndo()
      core.cancelReadAhead()
      store.setState({ currentId: null })
    },

    open(id, messageId) {
      const conversation = find(id)
      if (!conversation) return
      dropUndo()
      core.cancelReadAhead()
      if (messageId === undefined) withoutJump()
      else if (!branch(conversation).some(message => message.id === messageId)) {
        const inView = selectVersion(conversation, messageId)
        // Where nothing may be written, the other branch is still shown.
        if (canWrite() && !core.isBusy(id)) put(inView)
        else store.setState({ conversations: new Map(get().conversations).set(id, inView) })
      }
      store.setState({ currentId: id, ...(messageId === undefined ? {} : { jump: { messageId } }) })
    },

    thinkHarder(request) {
      const { nextHarder: _, ...others } = get()
      store.setState(request ? { ...others, nextHarder: request } : others, true)
    },

    configure(changes) {
      if (!canWrite()) return
      const conversation = current()
      const { newSettings: _, ...others } = get()
      const merged: ChatSettings = { ...(conversation ? conversation.settings : get().newSettings) }
      const settings: ChatSettings = Object.fromEntries(
        Object.entries({ ...merged, ...changes }).filter(([, value]) => value !== undefined),
      )
      const isEmpty = Object.keys(settings).length === 0
      core.cancelReadAhead()
      if (!conversation) return store.setState(isEmpty ? others : { ...others, newSettings: settings }, true)
      const { settings: __, ...rest } = conversation
      put(isEmpty ? rest : { ...rest, settings })
    },

    setDraft(text) {
      if (text !== '' && draftInView(get()) === '') options.model.wake?.()
      setDraftOf(get().currentId, text)
      readAhead?.draftChanged()
    },
  }
}

/** The unsent text of the chat in view. */
export function draftInView(state: ChatState): string {
  return state.drafts[state.currentId ?? newDraftKey] ?? ''
}

/** What is set for the chat in view, a new one too. */
export function settingsInView(state: ChatState): ChatSettings | undefined {
  return state.currentId === null ? state.newSettings : state.conversations.get(state.currentId)?.settings
}

/** The messages in view, oldest first. */
export function messagesInView(state: ChatState): Message[] {
  const conversation = state.currentId === null ? undefined : state.conversations.get(state.currentId)
  return conversation ? branch(conversation) : []
}
