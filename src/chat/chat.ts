import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Answering, type AnswerModel, createAnswering } from './answering.ts'
import {
  appendMessage,
  branch,
  type Conversation,
  closeInterrupted,
  contextOf,
  type Message,
  newConversation,
  replaceMessage,
  selectVersion,
  wasCut,
} from './conversation.ts'
import { buildPrompt, buildShortestPrompt, longestThatFits, oldestThatFits } from './prompt.ts'
import { createReadAhead } from './read-ahead.ts'
import {
  conversationKey,
  conversationPrefix,
  type Drafts,
  draftsKey,
  parseConversation,
  parseDrafts,
} from './records.ts'

/** An answer on its way: waiting for the model, reading the prompt, or writing. */
export interface Running {
  readonly messageId: string
  readonly stage: 'waiting' | 'reading' | 'writing'
  /** Prompt tokens in the KV cache so far, and in all; 0 of 0 until known. */
  readonly readTokens: number
  readonly ofTokens: number
}

export interface ChatState {
  /** 'loading' until the records have been read; 'read-only' while another tab writes or the data is newer. */
  readonly access: 'loading' | 'full' | 'read-only'
  readonly conversations: ReadonlyMap<string, Conversation>
  /** null is a new chat that has no message yet. */
  readonly currentId: string | null
  readonly drafts: Drafts
  /** By conversation id. */
  readonly running: ReadonlyMap<string, Running>
  /** The chat deleted last, as long as the deletion can be undone. */
  readonly deleted?: Conversation
  /** The draft as it was before it was shortened, as long as that can be undone. */
  readonly unshortened?: string
  /** Keys of records that could not be read; they are left on disk as they are. */
  readonly unreadable: readonly string[]
}

/** Where changed records go. */
export interface RecordSink {
  markDirty(key: string): void
  markDeleted(key: string): void
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
}

/** Conversations and everything a person can do with them. */
export interface Chat {
  readonly store: StoreApi<ChatState>
  /** Takes over what was read from the database. Call again after another tab has written. */
  hydrate(entries: readonly (readonly [string, unknown])[], access: 'full' | 'read-only'): void
  /** What autosave writes under a key now; undefined if nothing. */
  snapshot(key: string): unknown
  send(text: string): void
  /** Stops the answer in the current chat. */
  stop(): void
  /** Ends all answers and refuses further writing; resolves when nothing runs any more. */
  suspend(): Promise<void>
  /** Answers again, as a new version beside the old one. */
  retry(answerId: string): void
  /** Goes on with the last answer where it was cut, in the same message and from the exact text. */
  continueAnswer(answerId: string): void
  showVersion(messageId: string): void
  /** After 'message-too-long': puts the beginning of the message that fits back into the composer. */
  shorten(answerId: string): Promise<void>
  undoShorten(): void
  /** After 'chat-too-long': the model no longer reads the oldest turns; then answers, or goes on with a cut answer. */
  leaveOutOldest(answerId: string): Promise<void>
  newChat(): void
  open(id: string): void
  rename(id: string, title: string): void
  remove(id: string): void
  undoRemove(): void
  forgetRemoved(): void
  setDraft(text: string): void
}

const newDraftKey = 'new'

/** Builds the chat store. */
export function createChat(options: ChatOptions): Chat {
  const { records } = options
  const store = createStore<ChatState>(() => ({
    access: 'loading',
    conversations: new Map(),
    currentId: null,
    drafts: {},
    running: new Map(),
    unreadable: [],
  }))
  const get = store.getState

  const find = (id: string) => get().conversations.get(id)

  function put(conversation: Conversation): void {
    store.setState({ conversations: new Map(get().conversations).set(conversation.id, conversation) })
    records.markDirty(conversationKey(conversation.id))
  }

  function setRunning(id: string, running: Running | undefined): void {
    const next = new Map(get().running)
    if (running) next.set(id, running)
    else next.delete(id)
    store.setState({ running: next })
    // What was typed during an answer is read when it has ended.
    if (next.size === 0) readAhead?.draftChanged()
  }

  const answering: Answering = createAnswering({
    ...options,
    find,
    replace(id, message) {
      const conversation = find(id)
      if (conversation) put({ ...replaceMessage(conversation, message), updatedAt: options.now() })
    },
    setRunning,
  })

  const readAhead =
    options.readAhead &&
    createReadAhead({
      model: options.model,
      canRead: () => canWrite() && get().running.size === 0 && options.readAhead?.canReadAhead() === true,
      view() {
        const conversation = current() ?? newConversation(newDraftKey, 0)
        const { id, leafId, contextStartId } = conversation
        return {
          place: [id, leafId, contextStartId].join(' '),
          draft: draftInView(get()),
          prompt: text => [...buildPrompt(conversation), { role: 'user', content: text }],
        }
      },
    })

  function run(conversation: Conversation, answerId: string): void {
    readAhead?.cancel()
    options.model.wake?.()
    put(conversation)
    void answering.run(conversation.id, answerId)
  }

  /** Goes on with an answer that has some text. */
  function resume(conversation: Conversation, cut: Message): void {
    const { fault: _, ...others } = cut
    const answer: Message = { ...others, status: 'streaming' }
    run({ ...replaceMessage(conversation, answer), updatedAt: options.now() }, answer.id)
  }

  function startAnswer(conversation: Conversation, parentId: string): void {
    const answer: Message = {
      id: options.newId(),
      parentId,
      role: 'assistant',
      text: '',
      createdAt: options.now(),
      status: 'streaming',
    }
    run(appendMessage(conversation, answer), answer.id)
  }

  function current(): Conversation | undefined {
    const { currentId } = get()
    return currentId === null ? undefined : find(currentId)
  }

  /** The conversation in view, an answer in it and the message it answers. */
  function answerInView(answerId: string) {
    const conversation = current()
    const answer = conversation?.messages.find(message => message.id === answerId)
    const question = conversation?.messages.find(message => message.id === answer?.parentId)
    return conversation && answer && question ? { conversation, answer, question } : undefined
  }

  /** The same, where it may be changed now: this tab writes and nothing runs in its chat. */
  function changeable(answerId: string) {
    const found = answerInView(answerId)
    return found && canWrite() && !get().running.has(found.conversation.id) ? found : undefined
  }

  function setDraftOf(key: string, text: string): void {
    const { [key]: _, ...others } = get().drafts
    store.setState({ drafts: text === '' ? others : { ...others, [key]: text } })
    records.markDirty(draftsKey)
  }

  const canWrite = () => get().access === 'full'

  return {
    store,

    hydrate(entries, access) {
      const conversations = new Map<string, Conversation>()
      const unreadable: string[] = []
      const changed: string[] = []
      let drafts: Drafts = {}
      for (const [key, value] of entries) {
        if (key === draftsKey) drafts = parseDrafts(value)
        if (!key.startsWith(conversationPrefix)) continue
        const parsed = parseConversation(key, value)
        if (!parsed) {
          unreadable.push(key)
          continue
        }
        const conversation = closeInterrupted(parsed)
        if (conversation !== parsed) changed.push(key)
        conversations.set(conversation.id, conversation)
      }
      const { currentId } = get()
      const keptId = currentId !== null && conversations.has(currentId) ? currentId : null
      // What was typed while the records were first being read wins over the stored draft.
      const typed = get().access === 'loading' ? get().drafts : {}
      store.setState({
        access,
        conversations,
        currentId: keptId,
        drafts: { ...drafts, ...typed },
        unreadable,
      })
      if (access === 'full') for (const key of changed) records.markDirty(key)
    },

    snapshot(key) {
      if (key === draftsKey) return get().drafts
      return find(key.slice(conversationPrefix.length))
    },

    send(text) {
      const { currentId } = get()
      if (text.trim() === '' || !canWrite()) return
      if (currentId !== null && get().running.has(currentId)) return
      const conversation = current() ?? newConversation(options.newId(), options.now())
      const question: Message = {
        id: options.newId(),
        parentId: conversation.leafId,
        role: 'user',
        text: text.trim(),
        createdAt: options.now(),
        status: 'done',
      }
      setDraftOf(currentId ?? newDraftKey, '')
      dropUndo()
      store.setState({ currentId: conversation.id })
      startAnswer(appendMessage(conversation, question), question.id)
    },

    stop() {
      const { currentId } = get()
      if (currentId !== null) answering.stop(currentId)
    },

    async suspend() {
      store.setState({ access: 'read-only' })
      readAhead?.cancel()
      await answering.stopAll()
    },

    retry(answerId) {
      const found = changeable(answerId)
      if (found) startAnswer(found.conversation, found.question.id)
    },

    continueAnswer(answerId) {
      const found = changeable(answerId)
      if (!found || found.conversation.leafId !== answerId || !wasCut(found.answer)) return
      resume(found.conversation, found.answer)
    },

    showVersion(messageId) {
      const conversation = current()
      if (!conversation || !canWrite() || get().running.has(conversation.id)) return
      put(selectVersion(conversation, messageId))
    },

    async shorten(answerId) {
      const found = answerInView(answerId)
      if (!found || !canWrite()) return
      const { conversation, question } = found
      const text = await longestThatFits(question.text, shorter =>
        answering.fits(buildShortestPrompt(shorter)),
      )
      // The long message stays in the chat as an earlier version of the one that will be sent.
      put({ ...conversation, leafId: question.parentId })
      setDraftOf(conversation.id, text)
      store.setState({ unshortened: question.text })
    },

    undoShorten() {
      const { unshortened, currentId } = get()
      if (unshortened === undefined) return
      setDraftOf(currentId ?? newDraftKey, unshortened)
      dropUndo()
    },

    async leaveOutOldest(answerId) {
      const found = changeable(answerId)
      if (!found) return
      const { conversation, answer, question } = found
      const isCut = answer.text !== ''
      const asked = { ...conversation, leafId: isCut ? answer.id : question.id }
      const start = await oldestThatFits(contextOf(asked), from =>
        answering.fits(buildPrompt({ ...asked, contextStartId: from.id })),
      )
      if (!start) return
      if (isCut) resume({ ...asked, contextStartId: start.id }, answer)
      else startAnswer({ ...asked, contextStartId: start.id }, question.id)
    },

    newChat() {
      dropUndo()
      readAhead?.cancel()
      store.setState({ currentId: null })
    },

    open(id) {
      if (!find(id)) return
      dropUndo()
      readAhead?.cancel()
      store.setState({ currentId: id })
    },

    rename(id, title) {
      const conversation = find(id)
      const name = title.trim()
      if (conversation && canWrite()) put({ ...conversation, title: name === '' ? null : name })
    },

    remove(id) {
      const conversation = find(id)
      if (!conversation || !canWrite()) return
      answering.stop(id)
      readAhead?.cancel()
      const conversations = new Map(get().conversations)
      conversations.delete(id)
      const { currentId } = get()
      store.setState({
        conversations,
        deleted: closeInterrupted(conversation),
        currentId: currentId === id ? null : currentId,
      })
      records.markDeleted(conversationKey(id))
    },

    undoRemove() {
      const { deleted } = get()
      if (!deleted) return
      this.forgetRemoved()
      put(deleted)
      store.setState({ currentId: deleted.id })
    },

    forgetRemoved() {
      const { deleted: _, ...others } = get()
      store.setState(others, true)
    },

    setDraft(text) {
      if (text !== '' && draftInView(get()) === '') options.model.wake?.()
      setDraftOf(get().currentId ?? newDraftKey, text)
      readAhead?.draftChanged()
    },
  }

  function dropUndo(): void {
    const { unshortened: _, ...others } = get()
    store.setState(others, true)
  }
}

/** The unsent text of the chat in view. */
export function draftInView(state: ChatState): string {
  return state.drafts[state.currentId ?? newDraftKey] ?? ''
}

/** The messages in view, oldest first. */
export function messagesInView(state: ChatState): Message[] {
  const conversation = state.currentId === null ? undefined : state.conversations.get(state.currentId)
  return conversation ? branch(conversation) : []
}
