/** A word as it is searched for, and where it stands in the text that it was cut from. */
export interface Word {
  readonly term: string
  readonly start: number
  readonly end: number
  /**
   * How it came about: a word between blanks; two neighbours, or the last one alone, of a script that writes without
   * blanks; a longer word of such a script, by the browser's dictionary.
   */
  readonly kind: 'spaced' | 'pair' | 'last' | 'longer'
}

/** What a query asks for: all of `required` must be there, `helpful` only makes a find better. */
export interface QueryWords {
  readonly required: readonly QueryWord[]
  readonly helpful: readonly QueryWord[]
}

export interface QueryWord {
  readonly term: string
  /** Words that begin with it count too. */
  readonly isPrefix: boolean
  /** One letter in five may be another. */
  readonly isFuzzy: boolean
  /** One character of a script without blanks. */
  readonly isAlone?: boolean
}

/** Scripts that write without blanks between words. */
const dense =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー]'
const run = new RegExp(`(${dense}+)|(?:(?!${dense})[\\p{L}\\p{N}\\p{M}])+`, 'gu')
/** Accents of European scripts; the marks of others are letters in their own right. */
const accents = /[\u0300-\u036f]/g
/** Longer words are cut here, in texts and queries alike: blobs of letters would fill the index. */
const mostLetters = 40
/** Shorter words have too many neighbours. */
const fuzzyLetters = 5

type CutDense = (text: string) => Iterable<{ readonly segment: string; readonly index: number }>

const segmenter =
  typeof Intl !== 'undefined' && 'Segmenter' in Intl
    ? new Intl.Segmenter('zh', { granularity: 'word' })
    : undefined
/** Words of a run without blanks, by the browser's dictionary; none where it has no dictionary. */
export const cutByDictionary: CutDense = text => segmenter?.segment(text) ?? []

/** A text in the form that positions of its words refer to: full width and half width are one, as are ligatures. */
export function normalise(text: string): string {
  return text.normalize('NFKC')
}

/**
 * Cuts a normalised text into words. Where there are no blanks, every two neighbours are a word and so is the last
 * one alone: whatever part of such a text is searched for, even one character, is found, dictionary or not.
 */
export function cutWords(text: string, cutDense: CutDense = cutByDictionary): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(run)) {
    const [whole, denseRun] = match
    const start = match.index
    if (denseRun === undefined) {
      words.push({ term: fold(whole), start, end: start + whole.length, kind: 'spaced' })
    } else cutRun(denseRun, start, cutDense, words)
  }
  return words
}

function cutRun(text: string, start: number, cutDense: CutDense, words: Word[]): void {
  const characters = Array.from(text)
  let at = start
  characters.forEach((character, index) => {
    const next = characters[index + 1]
    const end = at + character.length + (next?.length ?? 0)
    words.push({ term: character + (next ?? ''), start: at, end, kind: next === undefined ? 'last' : 'pair' })
    at += character.length
  })
  if (characters.length < 3) return
  for (const { segment, index } of cutDense(text)) {
    // Two characters are a pair already; three may be less than three code points.
    if (segment.length < 3 || segment.length > mostLetters) continue
    words.push({ term: segment, start: start + index, end: start + index + segment.length, kind: 'longer' })
  }
}

function fold(word: string): string {
  const lower = word.toLowerCase()
  // Plain letters need no more, and most are.
  const plain = /^[a-z0-9]*$/.test(lower)
    ? lower
    : lower.normalize('NFD').replace(accents, '').normalize('NFC')
  return plain.slice(0, mostLetters)
}

/** Cuts a query. Its words may be unfinished: it is searched while it is typed. */
export function cutQuery(query: string, cutDense: CutDense = cutByDictionary): QueryWords {
  const words = cutWords(normalise(query), cutDense)
  const required = new Map<string, QueryWord>()
  const helpful = new Map<string, QueryWord>()
  words.forEach(({ term, start, kind }, index) => {
    if (kind === 'longer') helpful.set(term, { term, isPrefix: false, isFuzzy: false })
    else if (kind === 'spaced') {
      const isFuzzy = term.length >= fuzzyLetters && !/\p{N}/u.test(term)
      required.set(term, { term, isPrefix: true, isFuzzy })
    } else {
      // After a pair the last one alone says nothing new.
      const before = words[index - 1]
      if (kind === 'pair') required.set(term, { term, isPrefix: false, isFuzzy: false })
      else if (before?.kind !== 'pair' || before.end <= start) {
        required.set(term, { term, isPrefix: true, isFuzzy: false, isAlone: true })
      }
    }
  })
  return { required: [...required.values()], helpful: [...helpful.values()] }
}
