import type { Passage } from '../passages.ts'
import { type Span, sentencesIn } from './sentences.ts'
import { type Cover, coverOf, type Terms, termsOf, weightOf } from './terms.ts'

/** A passage, cut once for all that is looked for in it. */
export interface ReadPassage {
  readonly text: string
  readonly sentences: readonly (Span & { readonly terms: Terms })[]
}

/** Neighbouring sentences of a passage that have most of what was looked for. */
export interface Place extends Span, Pick<Cover, 'lacksFact' | 'wordShare'> {
  /** Of all that was looked for, by weight: 0 to 1. */
  readonly share: number
}

/** What one sentence says may be said in so many of a passage. Of more, any words could be picked together. */
const mostSentences = 3

/** Cuts a passage. */
export function readPassage({ text }: Pick<Passage, 'text'>): ReadPassage {
  const sentences = sentencesIn(text).map(span => ({
    ...span,
    terms: termsOf(text.slice(span.start, span.end)),
  }))
  return { text, sentences }
}

/**
 * The neighbouring sentences, as few as possible, that have most of what is looked for; those without a fact missing
 * come first. Undefined where none has any of it.
 */
export function bestPlace(claim: Terms, { sentences }: ReadPassage, most = mostSentences): Place | undefined {
  const weight = weightOf(claim)
  let best: Place | undefined
  for (let count = 1; count <= most; count++) {
    for (let from = 0; from + count <= sentences.length; from++) {
      const few = sentences.slice(from, from + count)
      const [first, last] = [few[0], few.at(-1)]
      const cover = coverOf(
        claim,
        few.map(({ terms }) => terms),
      )
      if (!first || !last || cover.weight === 0) continue
      const share = cover.weight / weight
      const { lacksFact, wordShare } = cover
      const isBetter =
        !best ||
        (best.lacksFact && !lacksFact && share >= best.share) ||
        (best.lacksFact === lacksFact && share > best.share + 1e-9)
      if (isBetter) best = { start: first.start, end: last.end, share, lacksFact, wordShare }
    }
  }
  return best
}

/** The one sentence of a passage that has most to do with a question; its first one where none has anything. */
export function bestSentence(question: string, { text }: Pick<Passage, 'text'>): Span {
  const passage = readPassage({ text })
  const [first = { start: 0, end: text.length }] = passage.sentences
  return bestPlace(termsOf(question), passage, 1) ?? { start: first.start, end: first.end }
}
