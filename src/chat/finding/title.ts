import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AnswerModel } from '../answering.ts'
import type { Chat } from '../chat.ts'
import { branch, type Conversation } from '../conversation.ts'

/** Titles of chats, by the model. */
export interface Titles {
  readonly store: StoreApi<TitlesState>
  /** Names a chat because the person asked; false where nothing usable came of it, or it was cancelled by sending. */
  suggest(id: string): Promise<boolean>
}

export interface TitlesState {
  /** The chat that is being named on request. */
  readonly suggestingFor?: string
}

export interface TitlesOptions {
  readonly chat: Chat
  readonly model: Pick<AnswerModel, 'generate'>
  /** Whether a chat may be named unasked now: the setting, and a model that is there and good enough at it. */
  readonly isAutomatic: () => boolean
  readonly now: () => number
}

/** Millions of parameters from which on titles come unasked: smaller models say the question again, or talk on. */
export const titleParametersM = 500

/** After an answer people read, and then they type: what has not begun by then waits for another answer. */
const idleMs = 1500
/** Chats that were not named by their second answer are left as they are. */
const mostAnswers = 2

/** Builds what names chats: after their first answer while the person does nothing, or when asked. */
export function createTitles({ chat, model, isAutomatic, now }: TitlesOptions): Titles {
  const store = createStore<TitlesState>(() => ({}))
  let timer: ReturnType<typeof setTimeout> | undefined
  /** At most one at a time: the unasked gives way to everything, the asked to an answer. */
  let work: { readonly abort: AbortController; readonly how: 'unasked' | 'asked' } | undefined

  async function name(id: string, how: 'unasked' | 'asked'): Promise<boolean> {
    work?.abort.abort()
    const mine = { abort: new AbortController(), how }
    work = mine
    const { signal } = mine.abort
    const conversation = chat.store.getState().conversations.get(id)
    try {
      const question = conversation && firstQuestion(conversation)
      if (!question) return false
      const { writeTitle } = await import('./write-title.ts')
      const title = await writeTitle({ model, conversation, question, now }, signal)
      if (signal.aborted || title === '') return false
      chat.takeTitle(id, title, how)
      return true
    } catch {
      // Whoever runs the model has seen it too, and says so when it matters.
      return false
    } finally {
      if (work === mine) work = undefined
    }
  }

  function nameSoon(id: string): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { running, access, conversations } = chat.store.getState()
      const conversation = conversations.get(id)
      if (!conversation || running.size > 0 || access !== 'full' || work || !isAutomatic()) return
      if (isReadyForTitle(conversation)) void name(id, 'unasked')
    }, idleMs)
  }

  chat.store.subscribe(({ running, drafts, conversations }, before) => {
    const isBusy = running.size > before.running.size
    if (isBusy) work?.abort.abort()
    if (isBusy || drafts !== before.drafts) {
      clearTimeout(timer)
      if (work?.how === 'unasked') work.abort.abort()
    }
    if (running === before.running) return
    for (const id of before.running.keys()) {
      const conversation = running.has(id) ? undefined : conversations.get(id)
      if (conversation && isReadyForTitle(conversation)) nameSoon(id)
    }
  })

  return {
    store,
    async suggest(id) {
      store.setState({ suggestingFor: id })
      const isNamed = await name(id, 'asked')
      if (store.getState().suggestingFor === id) store.setState({}, true)
      return isNamed
    },
  }
}

function firstQuestion(conversation: Conversation): string | undefined {
  return branch(conversation).find(({ role }) => role === 'user')?.text
}

function isReadyForTitle(conversation: Conversation): boolean {
  const answers = branch(conversation).filter(({ role }) => role === 'assistant')
  const last = answers.at(-1)
  return (
    conversation.title === null &&
    last?.status === 'done' &&
    last.text !== '' &&
    answers.length <= mostAnswers
  )
}
