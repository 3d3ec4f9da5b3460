import { type Candidate, chooseSentences } from '../../chat/context/rank-sentences.ts'
import type { DocumentText } from '../documents/document.ts'
import { cutSentences, type Sentence } from './sentences.ts'

/** A sentence that says much, word for word. */
export interface KeySentence extends Sentence {
  readonly text: string
}

export interface ExtractOptions {
  readonly mostCharacters: number
  readonly mostSentences?: number
  /** Texts that say something of it already. */
  readonly covered?: readonly string[]
}

/** What a sentence's place is worth: what opens a section or a paragraph often says what it is about. */
const opensSection = 1.25
const opensBlock = 1.1
const listItem = 0.95
/** Lines of tables and of code say little by themselves. */
const noProse = 0.35
/** "It was so." refers to what stands before it, and is read here without that. */
const refersBack = 0.8
const backwards =
  /^(?:it|this|that|these|those|he|she|they|his|her|their|such|however|but|and|so|then|therefore)\b|^(?:这|那|它|他|她|但|而且|因此|所以|于是|此外|其)/iu

/** The key sentences among these, in reading order. In small steps, see chooseSentences. */
export function* extract(
  { text, blocks }: DocumentText,
  sentences: readonly Sentence[],
  options: ExtractOptions,
): Generator<void, KeySentence[]> {
  const prose = sentences.filter(({ kind }) => kind !== 'heading')
  const from = prose.length > 0 ? prose : sentences
  const afterHeading = new Set<number>()
  for (const [index, { kind }] of blocks.entries()) {
    const next = blocks[index + 1]
    if (kind === 'heading' && next) afterHeading.add(next.start)
  }
  const candidates = from.map(({ start, end, kind, isFirst }): Candidate => {
    const words = text.slice(start, end)
    const place = isFirst ? (afterHeading.has(start) ? opensSection : opensBlock) : 1
    const form = kind === 'paragraph' ? 1 : kind === 'list-item' ? listItem : noProse
    return { text: words, weight: place * form * (backwards.test(words) ? refersBack : 1) }
  })
  const stressed = sentences
    .filter(({ kind }) => kind === 'heading')
    .map(({ start, end }) => text.slice(start, end))
  const chosen = yield* chooseSentences(candidates, { ...options, stressed })
  return chosen
    .toSorted((a, b) => a - b)
    .flatMap(place => from[place] ?? [])
    .map(sentence => ({ ...sentence, text: text.slice(sentence.start, sentence.end) }))
}

/** The key sentences of a whole document. */
export function* extractDocument(
  document: DocumentText,
  options: ExtractOptions,
): Generator<void, KeySentence[]> {
  const sentences = yield* cutSentences(document)
  return yield* extract(document, sentences, options)
}
