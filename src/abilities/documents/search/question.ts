import { cutByDictionary, cutWords, normalise } from '../../../text/words.ts'
import { stem } from './stem.ts'
import { chineseStopWords, englishStopWords } from './stop-words.ts'

/** What a question is about: the words that a passage should have. */
export interface QuestionWord {
  /** As the index has it. */
  readonly term: string
  /** One character of a script without blanks: words that begin with it count too. */
  readonly isPrefix: boolean
  /** One letter in five may be another, where the word is nowhere as it stands. */
  readonly isFuzzy: boolean
  /**
   * Words with the same number are parts of one: pairs of characters of a longer word. They share its weight. A longer
   * word as the dictionary has it only helps to rank (undefined).
   */
  readonly group: number | undefined
}

/** Terms of a passage for the index. */
export function passageTerms(text: string): string[] {
  return cutWords(normalise(text)).map(({ term }) => stem(term))
}

/** Words of a question, function words left out; all of them where it has no others ("To be or not to be"). */
export function questionWords(question: string): readonly QuestionWord[] {
  const text = normalise(question)
  const content = wordsOf(blanked(text), word => !englishStopWords.has(word))
  return content.length > 0 ? content : wordsOf(text, () => true)
}

const han = /\p{Script=Han}/u

/** Chinese function words become blanks: what stands beside them would otherwise be paired with them. */
function blanked(text: string): string {
  let out = ''
  for (const { segment } of cutByDictionary(text)) {
    out += han.test(segment) && chineseStopWords.has(segment) ? ' ' : segment
  }
  return out === '' ? text : out
}

function wordsOf(text: string, isContent: (word: string) => boolean): readonly QuestionWord[] {
  const words = new Map<string, QuestionWord>()
  const cut = cutWords(text)
  let group = -1
  let end = -1
  cut.forEach(({ term, kind, start, end: to }, index) => {
    if (kind === 'longer') {
      words.set(term, { term, isPrefix: false, isFuzzy: false, group: undefined })
      return
    }
    if (kind === 'spaced') {
      if (!isContent(term)) return
      group++
      const isFuzzy = term.length >= 5 && !/\p{N}/u.test(term)
      add(words, { term: stem(term), isPrefix: false, isFuzzy, group })
      return
    }
    const before = cut[index - 1]
    const isAfterPair = before?.kind === 'pair' && before.end > start
    if (start >= end) group++
    end = Math.max(end, to)
    if (kind === 'pair') add(words, { term, isPrefix: false, isFuzzy: false, group })
    else if (!isAfterPair) add(words, { term, isPrefix: true, isFuzzy: false, group })
  })
  return [...words.values()]
}

function add(words: Map<string, QuestionWord>, word: QuestionWord): void {
  if (!words.has(word.term)) words.set(word.term, word)
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
