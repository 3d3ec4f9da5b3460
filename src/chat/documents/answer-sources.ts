import type { AskText } from '../../ui/i18n/ask.ts'
import type { Message } from '../conversation.ts'
import type { Passage } from '../passages.ts'
import { type Attribution, attribute } from './attribute.ts'

const known = new WeakMap<Message, Attribution>()

/** Where an answer that has ended is found; undefined of one that is drawn from nothing, or is JSON. */
export function attributionOf(message: Message): Attribution | undefined {
  const { passages, jsonSchema, status, text } = message
  if (!passages || jsonSchema !== undefined || status === 'streaming') return undefined
  const attribution = known.get(message) ?? attribute(text, passages)
  known.set(message, attribution)
  return attribution
}

/** Where a passage is, in words: "Lease, page 3". */
export function placeOf({ title, page }: Passage, words: Pick<AskText, 'page' | 'place'>): string {
  return words.place(title, page === undefined ? undefined : words.page(page))
}

/** An answer with the numbers that hold in place of the model's own, and its sources as a list, for where it is taken. */
export function withSources(message: Message, words: AskText): { text: string; sources: readonly string[] } {
  const attribution = attributionOf(message)
  if (!attribution) return { text: message.text, sources: [] }
  let { text } = attribution
  for (const { end, numbers } of attribution.sentences.toReversed()) {
    const marks = numbers.map(number => ` [${number}]`).join('')
    text = text.slice(0, end) + marks + text.slice(end)
  }
  return { text, sources: (message.passages ?? []).map(passage => placeOf(passage, words)) }
}

/** What "Copy" takes of a message. */
export function copyOf(message: Message, words: AskText): string {
  const { text, sources } = withSources(message, words)
  if (sources.length === 0) return text
  return `${text}\n\n${words.sources}\n${sources.map((place, index) => `[${index + 1}] ${place}`).join('\n')}`
}
