import type { PromptMessage } from '../engines/engine.ts'
import { type Conversation, contextOf, type Message } from './conversation.ts'

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

/** The prompt for the next answer: the system prompt and every turn the model still reads, letter for letter. */
export function buildPrompt(conversation: Conversation): PromptMessage[] {
  return [...systemMessagesOf(conversation), ...turns(contextOf(conversation))]
}

/** A prompt of the system prompt and one message: the least that must fit. */
export function buildShortestPrompt(conversation: Conversation, text: string): PromptMessage[] {
  return [...systemMessagesOf(conversation), { role: 'user', content: text }]
}

/** Empty answers (stopped before the first word, failed) are not turns; the model never sees them. */
function turns(messages: readonly Message[]): PromptMessage[] {
  const last = messages.at(-1)
  return messages.flatMap(message => {
    const { role, text: content, thought } = message
    // Only an answer that is gone on with brings what was thought before it.
    if (message === last && role === 'assistant' && thought) {
      return [{ role, content, thought: { text: thought.text, isClosed: thought.isClosed } }]
    }
    return role === 'user' || content !== '' ? [{ role, content }] : []
  })
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
