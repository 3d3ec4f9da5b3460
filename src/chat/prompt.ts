import { questionWithSteps } from '../agent/step-prompt.ts'
import type { PromptMessage } from '../engines/engine.ts'
import { readTurns, type TurnReading, withQuestion } from './context/turns.ts'
import type { Conversation, Message } from './conversation.ts'
import { questionWithPassages } from './documents/passage-prompt.ts'
import type { Passage } from './passages.ts'

/**
 * Short on purpose: on a CPU every token of it is read before the first answer. The wording is close to what
 * SmolLM2 was trained with: with "Answer clearly and briefly" added it fell into French and German when asked of
 * France and Germany.
 */
export const systemPrompt = 'You are a helpful AI assistant named Hermit.'

/** Room kept for an answer: a prompt that leaves less is refused rather than answered with a stump. */
export const answerReserveTokens = 256

/** The system prompt alone: what is read into the KV cache as soon as a model is loaded. */
export const systemMessages: readonly PromptMessage[] = [{ role: 'system', content: systemPrompt }]

/** What the model is told before anything else in a chat; nothing where the person emptied it. */
export function systemMessagesOf({ settings }: Pick<Conversation, 'settings'>): readonly PromptMessage[] {
  const content = settings?.instructions
  if (content === undefined) return systemMessages
  return content.trim() === '' ? [] : [{ role: 'system', content }]
}

/**
 * The prompt for the next answer: the system prompt and every turn the model still reads, letter for letter, with
 * summaries in the place of what they stand for. Where the person's marks have made neighbours of two messages of one
 * role they are one message, since some templates refuse another; otherwise nothing is changed, so that the KV cache
 * of earlier prompts holds. The newest question alone brings what was found for it in documents: with all that earlier
 * ones were answered from, five questions would fill the context. The price is that the turn before, which was read
 * behind its passages, is read once more without them; all before it is still in the cache.
 */
export function buildPrompt(conversation: Conversation): PromptMessage[] {
  const readings = readTurns(conversation)
  const last = readings.at(-1)?.messages.at(-1)
  const sent = readings.flatMap(({ beginsSummary, summary, messages }) => [
    ...(beginsSummary && summary ? [summaryMessage(summary.text)] : []),
    ...(messages.at(-1) === last ? newestOf(messages) : messages.flatMap(message => promptOf(message))),
  ])
  return [...systemMessagesOf(conversation), ...(readings.some(isAltered) ? alternating(sent) : sent)]
}

/** The prompt that sending a text would make. */
export function buildPromptWith(conversation: Conversation, text: string): PromptMessage[] {
  return buildPrompt(withQuestion(conversation, text))
}

/** A prompt of the system prompt and one message, with what was found for it: the least that must fit. */
export function buildShortestPrompt(
  conversation: Conversation,
  text: string,
  passages: readonly Passage[] = [],
): PromptMessage[] {
  const content = passages.length > 0 ? questionWithPassages(text, passages) : text
  return [...systemMessagesOf(conversation), { role: 'user', content }]
}

/** A prompt of the system prompt and the newest turn alone, with the answer to go on with where there is one. */
export function buildNewestPrompt(conversation: Conversation): PromptMessage[] {
  const messages = readTurns(conversation).at(-1)?.messages ?? []
  return [...systemMessagesOf(conversation), ...newestOf(messages)]
}

/** The newest turn as it is sent: its question with what was found, or done by tools, for its answer. */
function newestOf(messages: readonly Message[]): PromptMessage[] {
  const last = messages.at(-1)
  const { passages = [], steps = [], parentId } = last ?? {}
  const asked = (question: string) => {
    if (passages.length > 0) return questionWithPassages(question, passages)
    // Where a model writes the answer: what tools said is otherwise the answer itself.
    const isWritten = last?.status === 'streaming' || last?.writtenBy !== undefined
    return steps.length > 0 && isWritten ? questionWithSteps(question, steps) : question
  }
  return messages.flatMap(message => {
    const isAsked = message.role === 'user' && message.id === parentId
    return promptOf(isAsked ? { ...message, text: asked(message.text) } : message, message === last)
  })
}

/** A summary as the model reads it. */
export function summaryMessage(text: string): PromptMessage {
  return { role: 'user', content: `Summary of the earlier conversation: ${text.trim()}` }
}

/**
 * Names everything that comes before a draft in its prompt: where it is the same, the prompt is. What has no part in
 * it may be named too, an answer on its way is not.
 */
export function promptPlace(conversation: Conversation): string {
  const { id, leafId, contextStartId, settings, summaries, messages } = conversation
  const marks = messages.flatMap(message => (message.context ? [message.id, message.context] : []))
  const texts = summaries?.map(summary => [summary.id, summary.text])
  return JSON.stringify([id, leafId, contextStartId, settings?.instructions, marks, texts])
}

/** Whether a person's mark or a summary changes what is sent of a turn. */
function isAltered({ state, summary, isBeforeStart }: TurnReading): boolean {
  return summary !== undefined || state === (isBeforeStart ? 'pinned' : 'left-out')
}

/** Makes one message of neighbours that have one role; an answer that brings its thought stays as it is. */
function alternating(messages: readonly PromptMessage[]): PromptMessage[] {
  const result: PromptMessage[] = []
  for (const message of messages) {
    const last = result.at(-1)
    if (last && last.role === message.role && !last.thought && !message.thought) {
      result[result.length - 1] = { role: last.role, content: `${last.content}\n\n${message.content}` }
    } else result.push(message)
  }
  return result
}

/**
 * A message as it is sent. Empty answers (stopped before the first word, failed) are not turns; the model never sees
 * them. Only an answer that is gone on with brings what was thought before it.
 */
export function promptOf({ role, text: content, thought }: Message, isLast = false): PromptMessage[] {
  if (isLast && role === 'assistant' && thought) {
    return [{ role, content, thought: { text: thought.text, isClosed: thought.isClosed } }]
  }
  return role === 'user' || content !== '' ? [{ role, content }] : []
}

/**
 * The first message to keep so that what follows fits: the smallest number of whole turns is left out, a turn
 * being a message of the person and what answers it. Undefined if even the last turn does not fit.
 * @param fits Says whether the branch from this message on fits; must be monotone.
 */
export async function oldestThatFits(
  messages: readonly Message[],
  fits: (start: Message) => Promise<boolean>,
): Promise<Message | undefined> {
  const starts = messages.filter(message => message.role === 'user')
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    const start = starts[middle]
    if (start && (await fits(start))) high = middle
    else low = middle + 1
  }
  return starts[low]
}

/**
 * The longest beginning of a text that fits, cut at a word where one is near.
 * @param fits Says whether a text fits; must be monotone in its length.
 */
export async function longestThatFits(
  text: string,
  fits: (text: string) => Promise<boolean>,
): Promise<string> {
  const characters = Array.from(text)
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (await fits(characters.slice(0, middle).join(''))) low = middle
    else high = middle - 1
  }
  const kept = characters.slice(0, low).join('')
  if (low === characters.length) return kept
  const lastSpace = kept.search(/\s\S*$/)
  return (lastSpace > Math.max(0, kept.length - 40) ? kept.slice(0, lastSpace) : kept).trimEnd()
}
