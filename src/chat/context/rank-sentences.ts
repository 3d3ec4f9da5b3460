import { contentWords } from './content-words.ts'

/** A sentence that may be chosen. */
export interface Candidate {
  readonly text: string
  /** What its place is worth: 1 is an ordinary one. */
  readonly weight?: number
}

/** What is chosen, and how much of it. */
export interface ChoosingOptions {
  /** How long the chosen ones may be together, in characters; one is chosen in any case. */
  readonly mostCharacters: number
  readonly mostSentences?: number
  /** Texts that say something already: what they say counts half as much. */
  readonly covered?: readonly string[]
  /** Texts whose words matter more, e.g. headings. */
  readonly stressed?: readonly string[]
}

/** What a number or a name is worth beside a word: they cannot be guessed again. */
const factWeight = 4
const stressWeight = 1.5
/** What is left of a word's weight each time that it has been said. */
const saidAgain = 0.4
/** Longer sentences say more and cost more: what a sentence says is divided by its length to this power. */
const lengthPower = 0.7
/** A sentence that fits is chosen where it is worth so much of the best one that does not. */
const leastShare = 0.3
/** And so much of the first one that was chosen. */
const leastOfFirst = 0.12
/** A sentence that stands in a text so often, word for word, is a running title or a phrase. */
const refrainTimes = 3
const refrainWeight = 0.25
/** Sentences that are weighed between two steps of the generator. */
const stepSentences = 16

interface Weighed {
  readonly text: string
  readonly weight: number
  /** Words and facts, each once. */
  readonly terms: readonly string[]
  readonly length: number
}

/**
 * Chooses the sentences that say most: those whose words the text comes back to, and that hold numbers and names. What
 * was said by one that is chosen counts less for the next. Each step of the generator takes under a millisecond or so,
 * so that a long text can be weighed in slices. Returns places in `candidates`, best first.
 */
export function* chooseSentences(
  candidates: readonly Candidate[],
  options: ChoosingOptions,
): Generator<void, number[]> {
  const { mostCharacters, mostSentences = Number.POSITIVE_INFINITY, covered = [], stressed = [] } = options
  const frequency = new Map<string, number>()
  const weighed: Weighed[] = []
  const times = new Map<string, number>()
  for (const { text } of candidates) times.set(text, (times.get(text) ?? 0) + 1)
  const counted = new Set<string>()
  for (const { text, weight = 1 } of candidates) {
    const words = contentWords(text)
    const terms = [...new Set([...words, ...factsOf(text)])]
    // What stands on every page says nothing of any, nor do its words.
    const isRefrain = (times.get(text) ?? 0) >= refrainTimes
    if (!counted.has(text)) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1)
    counted.add(text)
    weighed.push({ text, weight: isRefrain ? weight * refrainWeight : weight, terms, length: words.length })
    if (weighed.length % stepSentences === 0) yield
  }
  const worth = new Map<string, number>()
  for (const [term, count] of frequency) {
    worth.set(term, term.startsWith(factSign) ? factWeight : Math.log2(1 + count))
  }
  for (const word of new Set(stressed.flatMap(contentWords))) {
    const value = worth.get(word)
    if (value !== undefined) worth.set(word, value * stressWeight)
  }
  const say = (terms: readonly string[]) => {
    for (const term of terms) worth.set(term, (worth.get(term) ?? 0) * saidAgain)
  }
  for (const text of covered) say([...new Set([...contentWords(text), ...factsOf(text)])])

  const chosen: number[] = []
  const seen = new Set<string>(covered)
  let characters = 0
  let first: number | undefined
  while (chosen.length < mostSentences) {
    let best: { readonly place: number; readonly score: number } | undefined
    let bestOfAll = 0
    for (const [place, { text, weight, terms, length }] of weighed.entries()) {
      if (place % (stepSentences * 64) === stepSentences) yield
      if (seen.has(text)) continue
      const sum = terms.reduce((total, term) => total + (worth.get(term) ?? 0), 0)
      const score = (sum * weight) / (length + 4) ** lengthPower
      bestOfAll = Math.max(bestOfAll, score)
      const fits = chosen.length === 0 || characters + text.length <= mostCharacters
      if (fits && score > (best?.score ?? -1)) best = { place, score }
    }
    first ??= best?.score ?? 0
    // What only just fits, or is all that is left, may say next to nothing.
    if (best && best.score < Math.max(bestOfAll * leastShare, first * leastOfFirst)) break
    const sentence = best && weighed[best.place]
    if (!best || !sentence) break
    chosen.push(best.place)
    seen.add(sentence.text)
    characters += sentence.text.length
    say(sentence.terms)
    yield
  }
  return chosen
}

/** Runs a generator of steps to its end, without a pause. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Facts stand among words with this before them: "12" as a number weighs more than as a word. */
const factSign = '\u0000'

/** Numbers, and what begins with a capital letter inside a sentence. */
function factsOf(text: string): string[] {
  const facts = [
    ...(text.match(/\d+(?:[.,:]\d+)*/g) ?? []),
    ...(text.match(/(?<=\S\s)\p{Lu}[\p{L}\p{N}]+/gu) ?? []),
    ...(text.match(/(?<=《)[^《》]+(?=》)|(?<=\p{Script=Han})[A-Za-z][A-Za-z0-9-]+/gu) ?? []),
    ...(text.match(/[零〇一二三四五六七八九十百千万亿两]{2,}/gu) ?? []),
  ]
  return facts.map(fact => factSign + fact)
}
