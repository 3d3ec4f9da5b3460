import { cutWords, normalise } from '../../text/words.ts'
import { plainWords } from '../finding/plain-words.ts'
import { numberOfWord, withDigits } from './numerals.ts'

/** What a text says that can be looked for in another one. */
export interface Terms {
  /** Content words in a plain form, two neighbours at a time where a script has no blanks; with what each weighs. */
  readonly words: ReadonlyMap<string, number>
  /** In digits, without what groups them: "1,200.50" is "1200.5", "three" and "三个" are "3", "两年" is "2年". */
  readonly numbers: ReadonlySet<string>
  /** Words that are written like names, in their plain form; some of `words`. */
  readonly names: ReadonlySet<string>
  /** It says that something is not so. */
  readonly isNegated: boolean
}

/** Words by which an answer speaks of its documents, and by which it reports. */
const reportingWords = new Set(
  'according based document documents passage passages text quoted source sources mentioned mentions states stated says said provided given information answer question also any about into when where while page section per such these those them their his her'.split(
    ' ',
  ),
)
/** The same at the front of a sentence in Chinese, up to the comma. */
const reportingFront = /^(?:根据|按照|依据|依照|据)[^，,。]{0,12}[，,]/
/** Characters that bind words together: two neighbours with one of them say little. */
const plainCharacters = /[的了是在和与或这那有也就都而及把被为对以于其之吗呢吧啊我你他她它们个请问]/u
const negations = /\b(?:not|no|never|none|neither|nor|without|cannot)\b|n['’]t\b|[不没无未非勿莫]/iu
/** With a unit of time right behind it, as Chinese has them: three years are not the third month. */
const numberPattern = /(\d+(?:[.,'’\u00a0\u202f]\d+)*)(年|月|日|号|天|岁)?/g
const sameUnits: Readonly<Record<string, string>> = { 号: '日', 天: '日' }
/** A capital letter in the middle of a sentence. */
const namePattern = /(?<=[\p{L}\p{N},;]["'“”’)]?\s["'“(]?)\p{Lu}[\p{L}\p{M}]+/gu

const wordWeight = 1
/** Numbers and names are what is asked for, and what a small model gets wrong. */
const factWeight = 2

/** Cuts a sentence, or a few, into what it says. */
export function termsOf(text: string): Terms {
  const plain = withDigits(normalise(text)).replace(reportingFront, '')
  const numbers = new Set(
    Array.from(plain.matchAll(numberPattern), ([, number = '', unit = '']) => {
      return canonicalNumber(number) + (sameUnits[unit] ?? unit)
    }),
  )
  const names = new Set<string>()
  for (const [name] of plain.matchAll(namePattern)) {
    const lower = name.toLowerCase()
    const isPlain = plainWords.has(lower) || reportingWords.has(lower) || numberOfWord(lower) !== undefined
    if (!isPlain) names.add(stem(lower))
  }
  const words = new Map<string, number>()
  for (const { term, kind } of cutWords(plain)) {
    if (kind === 'pair') {
      if (!plainCharacters.test(term)) words.set(term, wordWeight)
    } else if (kind !== 'spaced') continue
    else if (numberOfWord(term) !== undefined) numbers.add(String(numberOfWord(term)))
    else if (isContentWord(term)) {
      const word = stem(term)
      words.set(word, names.has(word) ? factWeight : wordWeight)
    }
  }
  return { words, numbers, names, isNegated: negations.test(plain) }
}

/** How much all of it weighs; 0 where there is nothing that could be looked for. */
export function weightOf({ words, numbers }: Terms): number {
  let weight = numbers.size * factWeight
  for (const each of words.values()) weight += each
  return weight
}

/** How much of what is looked for some texts have together. */
export interface Cover {
  readonly weight: number
  /** A number, a name or a denial is in none of them. */
  readonly lacksFact: boolean
  /** Of its words alone: a number is the same one wherever it stands, so that it must not make up for them. */
  readonly wordShare: number
}

/** How much of a claim some texts together have. */
export function coverOf(claim: Terms, texts: readonly Terms[]): Cover {
  let weight = 0
  let found = 0
  let lacksFact = claim.isNegated && !texts.some(({ isNegated }) => isNegated)
  for (const [word, each] of claim.words) {
    if (texts.some(({ words }) => words.has(word))) {
      weight += each
      found += 1
    } else if (claim.names.has(word)) lacksFact = true
  }
  for (const number of claim.numbers) {
    if (texts.some(({ numbers }) => numbers.has(number))) weight += factWeight
    else lacksFact = true
  }
  return { weight, lacksFact, wordShare: claim.words.size === 0 ? 1 : found / claim.words.size }
}

function isContentWord(term: string): boolean {
  // Numbers are counted by themselves, however they are grouped.
  return term.length > 1 && !/^\d+$/.test(term) && !plainWords.has(term) && !reportingWords.has(term)
}

/** Groups of three are no fractions: "1,200" is 1200, and "1.5" stays. */
function canonicalNumber(number: string): string {
  const whole = number.replace(/(?<=\d)[,'’\u00a0\u202f](?=\d{3}(?!\d))/g, '').replaceAll(',', '.')
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole.replace(/^0+(?=\d)/, '')
}

/** English endings off, roughly: the same word in another form should be the same. */
function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const bare = word.replace(/(?:ies|es|s|ed|ing|ly|y)$/, '')
  return bare.length < 3 ? word : bare.replace(/e$/, '')
}
