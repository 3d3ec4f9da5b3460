import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PromptMessage } from '../../engines/engine.ts'
import { FaultError } from '../../fault.ts'
import type { AnswerModel } from '../answering.ts'
import type { Chat } from '../chat.ts'
import { branch, type Conversation } from '../conversation.ts'
import { buildPrompt, buildShortestPrompt } from '../prompt.ts'
import { writeReply } from '../reply.ts'

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
/** A title of about six words; what is longer is no title. */
const maxTokens = 16
const mostCharacters = 60
const mostWords = 10
/** Chats that were not named by their second answer are left as they are. */
const mostAnswers = 2
/** Characters of the first question that a title is made of where the whole chat does not fit. */
const shortestCharacters = 1000

const inEnglish =
  'Write a title for this conversation: at most six words, in the language of the conversation. Only the title.'
const inChinese = '给这段对话起一个标题，不超过十二个字。只写标题。'

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
      const title = cleanTitle(await write(conversation, question, signal), question)
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

  async function write(conversation: Conversation, question: string, signal: AbortSignal): Promise<string> {
    const wish = /\p{Script=Han}/u.test(question) ? inChinese : inEnglish
    try {
      // The chat as the model has just read it: all of that is in the KV cache.
      return await reply(withWish(buildPrompt(conversation), wish), signal)
    } catch (error) {
      if (!(error instanceof FaultError) || error.fault.code !== 'context-overflow') throw error
      const start = Array.from(question).slice(0, shortestCharacters).join('')
      return reply(buildShortestPrompt(conversation, `${start}\n\n${wish}`), signal)
    }
  }

  async function reply(messages: readonly PromptMessage[], signal: AbortSignal): Promise<string> {
    const request = { messages, maxTokens, temperature: 0 }
    const task = { request, budget: 'off' as const, answerNow: new AbortController().signal, now }
    let text = ''
    for await (const event of writeReply(model, task, signal)) {
      if (event.type === 'text-delta') text += event.text
    }
    return text
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

/** The prompt with a wish at its end; two messages of the person in a row would be against most chat templates. */
function withWish(prompt: readonly PromptMessage[], wish: string): readonly PromptMessage[] {
  const last = prompt.at(-1)
  if (last?.role !== 'user') return [...prompt, { role: 'user', content: wish }]
  return [...prompt.slice(0, -1), { role: 'user', content: `${last.content}\n\n${wish}` }]
}

/**
 * The title in what a model wrote; '' where there is none: it is empty, too long, or only says the question again.
 */
export function cleanTitle(written: string, question: string): string {
  const spoken = written.replace(/<think>[\s\S]*?(<\/think>|$)/g, '').replace(/^[\s\S]*<\/think>/, '')
  const line = spoken.split('\n').find(one => /[\p{L}\p{N}]/u.test(one)) ?? ''
  const title = line
    .replace(/[*_`#]+/g, '')
    .replace(/^[\s>-]*(title|标题|題目|题目)\s*[:：]\s*/iu, '')
    .replace(/^[\s>"'“”‘’「『《(-]+/u, '')
    .replace(/[\s"'“”‘’」』》.,;:!。，；：！、…-]+$/u, '')
    .replace(/\s+/g, ' ')
  const isTooLong = Array.from(title).length > mostCharacters || title.split(' ').length > mostWords
  return isTooLong || saysAgain(title, question) ? '' : title
}

/** Whether a title is the question, or so much of its beginning that it says nothing else. */
function saysAgain(title: string, question: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const said = letters(title)
  const asked = letters(question)
  return asked === said || (asked.startsWith(said) && said.length > asked.length * 0.6)
}
