import type { PromptMessage } from '../../engines/engine.ts'
import { FaultError } from '../../fault.ts'
import type { AnswerModel } from '../answering.ts'
import type { Conversation } from '../conversation.ts'
import { buildPrompt, buildShortestPrompt } from '../prompt.ts'
import { writeReply } from '../reply.ts'

/** A title of about six words; what is longer is no title. */
const maxTokens = 16
const mostCharacters = 60
const mostWords = 10
/** Characters of the first question that a title is made of where the whole chat does not fit. */
const shortestCharacters = 1000

const inEnglish =
  'Write a title for this conversation: at most six words, in the language of the conversation. Only the title.'
const inChinese = '给这段对话起一个标题，不超过十二个字。只写标题。'

/** What a title is written of, and by what. */
export interface TitleTask {
  readonly model: Pick<AnswerModel, 'generate'>
  readonly conversation: Conversation
  readonly question: string
  readonly now: () => number
}

/** Has the model name a chat; '' where nothing usable came of it. Throws FaultError. */
export async function writeTitle(task: TitleTask, signal: AbortSignal): Promise<string> {
  const { conversation, question } = task
  const wish = /\p{Script=Han}/u.test(question) ? inChinese : inEnglish
  try {
    // The chat as the model has just read it: all of that is in the KV cache.
    return cleanTitle(await reply(task, withWish(buildPrompt(conversation), wish), signal), question, wish)
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.code !== 'context-overflow') throw error
    const start = Array.from(question).slice(0, shortestCharacters).join('')
    const prompt = buildShortestPrompt(conversation, `${start}\n\n${wish}`)
    return cleanTitle(await reply(task, prompt, signal), question, wish)
  }
}

async function reply(
  { model, now }: TitleTask,
  messages: readonly PromptMessage[],
  signal: AbortSignal,
): Promise<string> {
  const request = { messages, maxTokens, temperature: 0 }
  const task = { request, budget: 'off' as const, answerNow: new AbortController().signal, now }
  let text = ''
  for await (const event of writeReply(model, task, signal)) {
    if (event.type === 'text-delta') text += event.text
  }
  return text
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
export function cleanTitle(written: string, question: string, wish = ''): string {
  const spoken = written.replace(/<think>[\s\S]*?(<\/think>|$)/g, '').replace(/^[\s\S]*<\/think>/, '')
  const line = spoken.split('\n').find(one => /[\p{L}\p{N}]/u.test(one)) ?? ''
  const title = line
    .replace(/[*_`#]+/g, '')
    .replace(/^[\s>-]*(title|标题|題目|题目)\s*[:：]\s*/iu, '')
    .replace(/^[\s>"'“”‘’「『《(-]+/u, '')
    .replace(/[\s"'“”‘’」』》.,;:!。，；：！、…-]+$/u, '')
    .replace(/\s+/g, ' ')
  const isTooLong = Array.from(title).length > mostCharacters || title.split(' ').length > mostWords
  return isTooLong || saysAgain(title, question) || isPartOf(title, wish) ? '' : title
}

/** Small models say again what they were asked to do. */
function isPartOf(title: string, wish: string): boolean {
  return wish.toLowerCase().includes(title.toLowerCase())
}

/** Whether a title is the question, or so much of its beginning that it says nothing else. */
function saysAgain(title: string, question: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const said = letters(title)
  const asked = letters(question)
  return asked === said || (asked.startsWith(said) && said.length > asked.length * 0.6)
}
