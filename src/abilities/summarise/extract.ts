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

/** Sentences that may be chosen, what each is worth by its place, and the headings they stand under. */
export interface Choosable {
  readonly sentences: readonly Sentence[]
  readonly weights: readonly number[]
  readonly headings: readonly string[]
}

/** Makes ready for choosing: headings say what the others are about, and are not chosen themselves. */
export function choosable({ text, blocks }: DocumentText, all: readonly Sentence[]): Choosable {
  const prose = all.filter(({ kind }) => kind !== 'heading')
  const sentences = prose.length > 0 ? prose : all
  const afterHeading = new Set<number>()
  for (const [index, { kind }] of blocks.entries()) {
    const next = blocks[index + 1]
    if (kind === 'heading' && next) afterHeading.add(next.start)
  }
  const weights = sentences.map(({ start, end, kind, isFirst }) => {
    const place = isFirst ? (afterHeading.has(start) ? opensSection : opensBlock) : 1
    const form = kind === 'paragraph' ? 1 : kind === 'list-item' ? listItem : noProse
    return place * form * (backwards.test(text.slice(start, end)) ? refersBack : 1)
  })
  const headings = all.flatMap(({ kind, start, end }) => (kind === 'heading' ? [text.slice(start, end)] : []))
  return { sentences, weights, headings }
}

/** The key sentences among these, in reading order. In small steps, see chooseSentences. */
export function* extract(
  document: DocumentText,
  all: readonly Sentence[],
  options: ExtractOptions,
): Generator<void, KeySentence[]> {
  const { sentences, weights, headings } = choosable(document, all)
  const textOf = ({ start, end }: Sentence) => document.text.slice(start, end)
  const candidates = sentences.map(
    (sentence, at): Candidate => ({ text: textOf(sentence), weight: weights[at] ?? 1 }),
  )
  const chosen = yield* chooseSentences(candidates, { ...options, stressed: headings })
  return chosen
    .toSorted((a, b) => a - b)
    .flatMap(place => sentences[place] ?? [])
    .map(sentence => ({ ...sentence, text: textOf(sentence) }))
}

/** The key sentences of a whole document. */
export function* extractDocument(
  document: DocumentText,
  options: ExtractOptions,
): Generator<void, KeySentence[]> {
  const sentences = yield* cutSentences(document)
  return yield* extract(document, sentences, options)
}
