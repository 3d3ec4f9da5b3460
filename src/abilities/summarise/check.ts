import { contentWords, stem } from '../../chat/context/content-words.ts'
import { factsIn, numbersIn } from './facts.ts'

/** A sentence of what a summary is of, and where it stands in the document. */
export interface SourceSentence {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly page?: number | undefined
  /** Who wrote it, where it is a statement of an earlier step; absent is the text itself. */
  readonly by?: 'model' | 'text'
}

/** What a model's sentences are held against. */
export interface Source {
  readonly sentences: readonly SourceSentence[]
  /**
   * The sentence that says most of what these words say, and what share of them, 0 to 1; of all sentences those that
   * have most of some facts, whose places are given.
   */
  support(
    words: readonly string[],
    facts?: readonly (readonly number[])[],
  ): { readonly place: number; readonly share: number } | undefined
  /** The sentences that have this number, in the one form of numbersIn. */
  withNumber(number: string): readonly number[]
  /** The sentences that have this name, folded. */
  withName(name: string): readonly number[]
  has(word: string): boolean
}

/** Why a sentence is not taken. */
export type Refusal = 'number' | 'name' | 'words' | 'order' | 'negation' | 'empty'

/** What came of holding a sentence against its source: where it is from, or why it is not taken. */
export type Verdict =
  | {
      readonly isKept: true
      /** Which sentence of the source says the same, or most of it. */
      readonly place: number
      /** It stands there word for word. */
      readonly isVerbatim: boolean
    }
  | { readonly isKept: false; readonly why: Refusal }

/**
 * So much of a sentence's content words must be in the source, and so much in one of its sentences. What a small model
 * puts together from several sentences is mostly wrong ("the ferry is free"), as is what it adds: of it only what says
 * one sentence with fewer words is kept, its names and numbers in their order.
 */
const limits = {
  free: { known: 0.7, support: 0.4 },
  close: { known: 1, support: 1 },
} as const

/** How a sentence is held against its source. */
export interface CheckOptions {
  /**
   * Written in another language than the source: only numbers can be looked for there, and names where both languages
   * write them alike.
   */
  readonly isOtherLanguage?: boolean
  /** How far from the source's words it may be. Default: 'free'. */
  readonly closeness?: keyof typeof limits
}

/** Prepares sentences to be held against. Their words are looked at when they are first asked for. */
export function createSource(sentences: readonly SourceSentence[]): Source {
  let made: SourceIndex | undefined
  const index = () => {
    made ??= indexOf(sentences)
    return made
  }
  return {
    sentences,
    support(words, facts = []) {
      const { byWord } = index()
      const having = new Map<number, number>()
      for (const places of facts) {
        for (const place of places) having.set(place, (having.get(place) ?? 0) + 1)
      }
      const most = Math.max(0, ...having.values())
      const hits = new Map<number, number>()
      const wanted = new Set(words)
      for (const word of wanted) {
        for (const place of byWord.get(word) ?? []) hits.set(place, (hits.get(place) ?? 0) + 1)
      }
      let best: { readonly place: number; readonly share: number } | undefined
      for (const [place, count] of hits) {
        if ((having.get(place) ?? 0) < most) continue
        const share = count / wanted.size
        if (share > (best?.share ?? 0) || (share === best?.share && place < best.place)) {
          best = { place, share }
        }
      }
      return best
    },
    withNumber: number => index().byNumber.get(number) ?? [],
    withName(name) {
      if (!/\p{Script=Han}/u.test(name)) return index().bySpoken.get(name) ?? []
      return sentences.flatMap(({ text }, place) => (text.includes(name) ? [place] : []))
    },
    has: word => index().byWord.has(word) || index().bySpoken.has(word),
  }
}

/** Places of sentences by what is in them: content words, numbers in one form, and all words that are spoken. */
interface SourceIndex {
  readonly byWord: ReadonlyMap<string, readonly number[]>
  readonly byNumber: ReadonlyMap<string, readonly number[]>
  readonly bySpoken: ReadonlyMap<string, readonly number[]>
}

function indexOf(sentences: readonly SourceSentence[]): SourceIndex {
  const byWord = new Map<string, number[]>()
  const byNumber = new Map<string, number[]>()
  const bySpoken = new Map<string, number[]>()
  for (const [place, { text }] of sentences.entries()) {
    for (const word of new Set(wordsOf(text))) add(byWord, word, place)
    for (const number of new Set(numbersIn(text))) add(byNumber, number, place)
    const spoken = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
    for (const word of new Set(spoken.map(stem))) add(bySpoken, word, place)
  }
  return { byWord, byNumber, bySpoken }
}

/** Content words without the numbers, which are written in many ways and looked for by themselves. */
function wordsOf(text: string): string[] {
  return contentWords(text.replaceAll(/[\d零〇二三四五六七八九十百千万亿两]+/gu, ' '))
}

function add(map: Map<string, number[]>, key: string, place: number): void {
  const places = map.get(key)
  if (places) places.push(place)
  else map.set(key, [place])
}

const negations =
  /\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|unable|failed|fails?|refused?)\b|n['’]t\b|不(?!同|断|仅|但|久|过|少|论|管|得不)|没|未(?!来)|(?<![\p{Script=Han}])无|并非|从未/iu

/**
 * Holds a sentence against its source. A number or a name must be in it, beside something else that the sentence says;
 * most of its words must be in it; and what says the same may not say the opposite. What a small model mixes up of
 * words that are all there (who did what to whom) is not found by this.
 */
export function checkSentence(sentence: string, source: Source, options: CheckOptions = {}): Verdict {
  const text = sentence.trim()
  if (!/\p{L}/u.test(text)) return { isKept: false, why: 'empty' }
  // A small model that has lost its thread says a word again and again.
  if (/(?<![\p{L}\p{N}])(?!(?:that|had)\s)([\p{L}\p{N}]+)\s+\1(?![\p{L}\p{N}])/iu.test(text)) {
    return { isKept: false, why: 'words' }
  }
  const words = wordsOf(text)
  const { numbers, names } = factsIn(text, word => source.has(word))
  if (options.isOtherLanguage) return checkAcross(numbers, source)
  const verbatim = source.sentences.findIndex(({ text: said }) => said.includes(text))
  if (verbatim !== -1) return { isKept: true, place: verbatim, isVerbatim: true }
  const isBeside = (places: readonly number[], own: string) =>
    places.some(place => {
      const said = new Set(wordsOf(source.sentences[place]?.text ?? ''))
      return words.some(word => word !== own && said.has(word))
    })
  const facts: (readonly number[])[] = []
  for (const number of numbers) {
    const places = source.withNumber(number)
    if (!isBeside(places, number)) return { isKept: false, why: 'number' }
    facts.push(places)
  }
  for (const name of names) {
    const places = source.withName(name)
    if (!isBeside(places, name)) return { isKept: false, why: 'name' }
    facts.push(places)
  }
  const unique = [...new Set(words)]
  const known = unique.filter(word => source.has(word)).length
  const best = source.support(words, facts)
  const least = limits[options.closeness ?? 'free']
  if (!best || known < unique.length * least.known || best.share < least.support) {
    return { isKept: false, why: 'words' }
  }
  const said = source.sentences[best.place]?.text ?? ''
  if (options.closeness === 'close' && !isInOrder(text, said)) return { isKept: false, why: 'order' }
  if (negations.test(said) !== negations.test(text)) return { isKept: false, why: 'negation' }
  return { isKept: true, place: best.place, isVerbatim: false }
}

/** Whether names and numbers stand in the order in which they stand in another sentence, none more often. */
function isInOrder(text: string, said: string): boolean {
  const isKnown = () => true
  const there = factsIn(said, isKnown)
  return (['numbers', 'names'] as const).every(kind => {
    let from = 0
    return factsIn(text, isKnown)[kind].every(fact => {
      const at = there[kind].indexOf(fact, from)
      from = at + 1
      // The first word of a sentence is seen as a name only where it is inside of another one.
      return at !== -1 || !there[kind].includes(fact)
    })
  })
}

/** The sentence of the source that has most of the numbers; where there are none, nothing can be found. */
function checkAcross(numbers: readonly string[], source: Source): Verdict {
  const hits = new Map<number, number>()
  for (const number of numbers) {
    const places = source.withNumber(number)
    if (places.length === 0) return { isKept: false, why: 'number' }
    for (const place of places) hits.set(place, (hits.get(place) ?? 0) + 1)
  }
  const [best] = [...hits].toSorted(([a, m], [b, n]) => n - m || a - b)
  return source.sentences.length === 0
    ? { isKept: false, why: 'empty' }
    : { isKept: true, place: best?.[0] ?? 0, isVerbatim: false }
}

/** What a model wrote as sentences: without list marks, introductions and what it says twice. */
export function sentencesWritten(written: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })
  const sentences: string[] = []
  for (const line of written.split('\n')) {
    const bare = line
      .replace(/^[\s>]*(?:[-*•·]|\d{1,2}[.)、]|[#]{1,6})\s+/u, '')
      .replaceAll(/\*\*|__|`/g, '')
      .trim()
    // "Here is a summary:" introduces; it says nothing.
    if (bare === '' || /[:：]$/u.test(bare)) continue
    let held = ''
    for (const { segment } of segmenter.segment(bare)) {
      held += segment
      if (/(?:^|\s)(?:Dr|Mr|Mrs|Ms|St|Prof|\p{Lu})\.\s*$/u.test(held)) continue
      sentences.push(held.trim())
      held = ''
    }
    if (held.trim() !== '') sentences.push(held.trim())
  }
  return [...new Set(sentences)].filter(sentence => /\p{L}/u.test(sentence))
}
