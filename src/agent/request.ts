import { branch, type Conversation, type Message } from '../chat/conversation.ts'
import type { Language } from '../ui/i18n/text.ts'
import type { Step } from './step.ts'

/** What is asked, as far as tools read it: the person's own words, and the step that waits for an answer. */
export interface Request {
  readonly words: string
  readonly language: Language
  /** The steps of the answer before, where one of them waits for an argument. */
  readonly waiting?: readonly Step[]
}

/** The language of a request: of two that Hermit speaks, the one whose letters it has; else that of the page. */
export function languageOfWords(words: string, page: Language): Language {
  if (/\p{Script=Han}/u.test(words)) return 'zh-CN'
  return /\p{Script=Latin}{2}/u.test(words) ? 'en' : page
}

/** The request that an answer is for; undefined where its question is gone. */
export function requestOf(conversation: Conversation, answer: Message, page: Language): Request | undefined {
  const question = conversation.messages.find(({ id }) => id === answer.parentId)
  if (question?.role !== 'user') return undefined
  const before = branch(conversation, question.parentId).at(-1)
  const waiting = before?.role === 'assistant' && before.steps?.some(isMissing) ? before.steps : undefined
  return {
    words: question.text,
    language: languageOfWords(question.text, page),
    ...(waiting && { waiting }),
  }
}

/** Whether a step waits for an argument. */
export function isMissing({ status }: Step): boolean {
  return status === 'missing'
}
