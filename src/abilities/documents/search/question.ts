import { cutByDictionary, cutWords, normalise } from '../../../text/words.ts'
import { stem } from './stem.ts'
import { chineseStopWords, englishStopWords } from './stop-words.ts'

/** What a question is about: the words that a passage should have. */
export interface QuestionWord {
  /** As the index has it. */
  readonly term: string
  /** One letter in five may be another, where the word is nowhere as it stands. */
  readonly isFuzzy: boolean
  /**
   * Terms with the same number are one word together, and share its weight: pairs of characters of a longer word. What
   * belongs to none only helps to rank: characters alone, pairs across two words, longer words.
   */
  readonly word: number | undefined
  /** How much it counts in a ranking. */
  readonly boost: number
}

/**
 * Of a character alone, beside the pairs that it is in: where a question says 房租 and the text 租金, that is all they
 * have in common.
 */
const aloneBoost = 0.3

const han = /\p{Script=Han}/u

/** Terms of a passage for the index: words, pairs of characters of Han, and each of these alone. */
export function passageTerms(text: string): string[] {
  const terms: string[] = []
  for (const { term, kind } of cutWords(normalise(text))) {
    terms.push(stem(term))
    if (kind === 'pair') terms.push(first(term))
  }
  return terms
}

/** Words of a question, function words left out; all of them where it has no others ("To be or not to be"). */
export function questionWords(question: string): readonly QuestionWord[] {
  const text = normalise(question)
  const content = wordsOf(text, word => !englishStopWords.has(word) && !chineseStopWords.has(word))
  return content.length > 0 ? content : wordsOf(text, () => true)
}

function wordsOf(text: string, isContent: (word: string) => boolean): readonly QuestionWord[] {
  const terms = new Map<string, QuestionWord>()
  const add = (term: string, word: number | undefined, { boost = 1, isFuzzy = false } = {}) => {
    const before = terms.get(term)
    if (before?.word === undefined)
      terms.set(term, {
        term,
        isFuzzy,
        word: word ?? before?.word,
        boost: Math.max(boost, before?.boost ?? 0),
      })
  }
  let word = 0
  /** Han and what is written like it, without the function words: what stands on their two sides is not a pair. */
  let dense = ''
  const endDense = () => {
    for (const { term, kind } of cutWords(dense)) {
      add(term, undefined, kind === 'last' ? { boost: aloneBoost } : {})
      if (kind === 'pair') add(first(term), undefined, { boost: aloneBoost })
    }
    dense = ''
  }
  for (const segment of segments(text)) {
    if (!isContent(segment.toLowerCase())) {
      endDense()
      continue
    }
    const cut = cutWords(segment)
    const spaced = cut.filter(({ kind }) => kind === 'spaced')
    if (spaced.length > 0) endDense()
    for (const { term } of spaced) {
      if (!isContent(term)) continue
      add(stem(term), word++, { isFuzzy: term.length >= 5 && !/\p{N}/u.test(term) })
    }
    const pairs = cut.filter(({ kind }) => kind === 'pair')
    const alone = cut.length === 1 && cut[0]?.kind === 'last' ? cut : []
    for (const { term } of pairs.length > 0 ? pairs : alone) add(term, word)
    if (spaced.length === 0 && cut.length > 0) {
      word++
      dense += segment
    }
  }
  endDense()
  return [...terms.values()]
}

/** Words by the browser's dictionary; without one, what stands between blanks and signs. */
function segments(text: string): readonly string[] {
  const found = Array.from(cutByDictionary(text), ({ segment }) => segment)
  return found.length > 0 ? found : (text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? [])
}

function first(text: string): string {
  return Array.from(text)[0] ?? ''
}

/** Whether a text is mostly of scripts that the embedding model cannot read: it is searched by words alone. */
export function isMostlyForeign(text: string): boolean {
  let latin = 0
  let other = 0
  for (const [letter] of text.slice(0, 4000).matchAll(/\p{L}/gu)) {
    if (letter < '\u0250') latin++
    // A character of Han says about as much as four letters.
    else other += han.test(letter) ? 4 : 1
  }
  return other > latin
}
