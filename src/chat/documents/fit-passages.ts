import type { Passage } from '../passages.ts'
import type { Span } from './sentences.ts'
import { sentencesIn } from './sentences.ts'
import { bestSentence } from './support.ts'

/** Beside their text: number, title and page. */
const headTokens = 12
/** A piece of a passage that would be shorter says nothing. */
const fewestTokens = 24
const mostPassages = 8

/**
 * The best passages that fit in a budget: whole as long as they do, and the first that does not cut to its sentences
 * around the one that has most to do with the question. At least a piece of the best one is given.
 * @param passages Best first.
 * @param count Tokens of a text.
 */
export async function fitPassages(
  passages: readonly Passage[],
  question: string,
  budgetTokens: number,
  count: (text: string) => number | Promise<number>,
): Promise<Passage[]> {
  const fitting: Passage[] = []
  let left = budgetTokens
  for (const passage of passages.slice(0, mostPassages)) {
    left -= headTokens
    const tokens = await count(passage.text)
    if (tokens <= left) {
      fitting.push(passage)
      left -= tokens
      continue
    }
    if (fitting.length === 0 || left >= fewestTokens) {
      // A little less than would fit: letters are not the same number of tokens everywhere.
      const characters = Math.floor((passage.text.length / tokens) * Math.max(left, fewestTokens) * 0.9)
      fitting.push(cutTo(passage, question, characters))
    }
    break
  }
  return fitting
}

/** The sentences around the best one, as many as there is room for; its beginning where it is longer itself. */
function cutTo(passage: Passage, question: string, characters: number): Passage {
  const { text } = passage
  const best = bestSentence(question, passage)
  const sentences = sentencesIn(text)
  let first = sentences.findIndex(({ start }) => start === best.start)
  let last = first
  const spanOf = (from: number, to: number): Span => ({
    start: sentences[from]?.start ?? best.start,
    end: sentences[to]?.end ?? best.end,
  })
  const fits = ({ start, end }: Span) => end - start <= characters
  for (;;) {
    if (last + 1 < sentences.length && fits(spanOf(first, last + 1))) last += 1
    else if (first > 0 && fits(spanOf(first - 1, last))) first -= 1
    else break
  }
  const { start, end } = spanOf(first, last)
  return part(passage, start, fits({ start, end }) ? end : wholeEnd(text, start + characters))
}

/** A part of a passage, at its own place in the document. */
function part(passage: Passage, from: number, to: number): Passage {
  // Where the text is not letter for letter the document's, its place is the whole passage's.
  const isLiteral = passage.end - passage.start === passage.text.length
  const place = isLiteral ? { start: passage.start + from, end: passage.start + to } : {}
  return { ...passage, ...place, text: passage.text.slice(from, to) }
}

/** Never inside a character. */
function wholeEnd(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}
