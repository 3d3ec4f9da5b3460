import type { Passage } from '../passages.ts'
import { withoutMarkers } from './markers.ts'
import { proseSentences, type Span } from './sentences.ts'
import { bestPlace, type Place, type ReadPassage, readPassage } from './support.ts'
import { type Terms, termsOf, weightOf } from './terms.ts'

/** A sentence of an answer, and where it is found. */
export interface CitedSentence extends Span {
  readonly text: string
  /** Passages by their number, from 1, that say it; empty where nothing does. */
  readonly numbers: readonly number[]
}

/** An answer beside what it was drawn from. */
export interface Attribution {
  /** The answer without the numbers that the model wrote; places refer to it. */
  readonly text: string
  /** Those that say something: "Sure!" is none. */
  readonly sentences: readonly CitedSentence[]
  readonly supported: number
  /** By passage: where in its text what the answer says is found, in order, apart from each other. */
  readonly marks: readonly (readonly Span[])[]
}

/**
 * So much of what a sentence says, by weight, has to be in a passage, and every number, name and denial in it. Less and
 * a sentence of the same topic would do; more and none would in other words than the document's.
 */
const enough = 0.6
const enoughWords = 0.5
/** The same where the model itself named the passage. */
const enoughWhereNamed = 0.45
/** Passages that say as much as the best one, to within this, are named with it. */
const near = 0.1
const mostNumbers = 2
/** Where one part of a sentence ends and the next begins; a comma between digits is part of a number. */
const partEnds = /[;；，、]|,(?!\d)|\s(?:and|but|or|while)\s|以及|并且|而且/u
/** Longer answers are looked at so far, in sentences: each is compared with all that was found. */
const mostSentences = 400

interface Support extends Place {
  readonly number: number
}

/**
 * Says for each sentence of an answer which passages it is found in. The model's own numbers are no proof: they only
 * make a passage likelier. Pure, and cheap enough to be worked out whenever an answer is shown.
 */
export function attribute(answer: string, passages: readonly Pick<Passage, 'text'>[]): Attribution {
  const { text, markers } = withoutMarkers(answer, passages.length)
  const read = passages.map(readPassage)
  const marks: Span[][] = passages.map(() => [])
  const sentences: CitedSentence[] = []
  const spans = proseSentences(text).slice(0, mostSentences)
  for (const [index, span] of spans.entries()) {
    const words = text.slice(span.start, span.end)
    const claim = termsOf(words)
    if (weightOf(claim) === 0) continue
    const next = spans[index + 1]?.start ?? text.length
    const named = markers.filter(({ at }) => at > span.start && at <= next).map(({ number }) => number)
    const whole = supportsOf(claim, read, named)
    const supports = whole.length > 0 ? whole : inParts(words, read)
    for (const { number, start, end } of supports) marks[number - 1]?.push({ start, end })
    const numbers = [...new Set(supports.map(({ number }) => number))].sort((a, b) => a - b)
    sentences.push({ ...span, text: words, numbers })
  }
  return {
    text,
    sentences,
    supported: sentences.filter(({ numbers }) => numbers.length > 0).length,
    marks: marks.map(joined),
  }
}

function supportsOf(claim: Terms, passages: readonly ReadPassage[], named: readonly number[]): Support[] {
  const places = passages.flatMap((passage, index): Support[] => {
    const place = bestPlace(claim, passage)
    return place ? [{ ...place, number: index + 1 }] : []
  })
  const alone = places
    .filter(({ share, lacksFact, wordShare, number }) => {
      const isOnTopic = !lacksFact && wordShare >= enoughWords
      return isOnTopic && share >= (named.includes(number) ? enoughWhereNamed : enough) - 1e-9
    })
    .toSorted((a, b) => b.share - a.share || a.number - b.number)
  const most = alone[0]?.share ?? 0
  return alone.filter(({ share }) => share >= most - near).slice(0, mostNumbers)
}

/**
 * Passages that say together what none says alone: each part of the sentence has to be found whole in one of them, or
 * any number from anywhere would do.
 */
function inParts(words: string, passages: readonly ReadPassage[]): Support[] {
  const claims = words
    .split(partEnds)
    .map(termsOf)
    .filter(claim => weightOf(claim) > 0)
  if (claims.length < 2) return []
  const supports = new Map<string, Support>()
  for (const claim of claims) {
    const [best] = supportsOf(claim, passages, [])
    if (!best) return []
    supports.set(`${best.number} ${best.start}`, best)
  }
  return [...supports.values()]
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1)
    if (last && start <= last.end) result[result.length - 1] = { ...last, end: Math.max(last.end, end) }
    else result.push({ start, end })
  }
  return result
}
