import { atOnce } from '../../slices.ts'
import { eachSentence, type Span, trimmed } from '../../text/sentences.ts'
import type { Chunk, DocumentText, PlacedBlock } from './document.ts'

/** What a chunk comes to where its structure allows: a paragraph or two, of one matter. */
export const targetTokens = 200
/** What no chunk exceeds: with the headings above it, still within the 256 tokens that the embedding model reads. */
export const mostTokens = 240
/** What is repeated of a chunk at the beginning of the next, at most: an answer that is cut in two is whole in one. */
const overlapTokens = 30
/** A rest smaller than this goes with what is before it. */
const leastTokens = 40
/** A heading of this level, or one above it, begins something new: no chunk goes across. */
const hardLevel = 2
/** Letters of a heading that are kept in a chunk. */
const headingLetters = 200

/** A sentence, a row, a line of code or a heading: what is not cut any more. */
interface Unit extends Span {
  readonly tokens: number
  readonly isHeading: boolean
  /** A new matter: nothing before it belongs into its chunk. */
  readonly isHard: boolean
  /** A heading of a lower level: a good place to begin a chunk. */
  readonly isSoft: boolean
  readonly page: number | undefined
  readonly headings: readonly string[]
  /** May stand at the end of one chunk and at the beginning of the next. */
  readonly mayRepeat: boolean
}

/**
 * Cuts a document into parts of about 200 tokens along its structure: at headings, between blocks, then between
 * sentences, rows or lines, and within one only where it alone is over the limit. Chunks are in order; what lies between
 * two of them is blank.
 */
export function chunkDocument(
  document: DocumentText,
  countTokens: (text: string) => number,
): readonly Chunk[] {
  return atOnce(chunkInSteps(document, countTokens))
}

/** The same in small steps, one sentence or so each: a long document takes seconds. */
export function* chunkInSteps(
  document: DocumentText,
  countTokens: (text: string) => number,
): Generator<void, readonly Chunk[]> {
  const groups = yield* mergeRests(yield* packed(unitsOf(document, countTokens)))
  const chunks: Chunk[] = []
  for (const group of groups) {
    chunks.push(chunkOf(group, chunks.length))
    yield
  }
  return chunks
}

function* unitsOf({ text, blocks }: DocumentText, countTokens: (text: string) => number): Iterable<Unit> {
  const path: { level: number; text: string }[] = []
  let headings: readonly string[] = []
  for (const block of blocks) {
    const isHeading = block.kind === 'heading'
    const level = block.level ?? 1
    if (isHeading) {
      while ((path.at(-1)?.level ?? 0) >= level) path.pop()
      path.push({
        level,
        text: shortened(text.slice(block.start, Math.min(block.end, block.start + 2 * headingLetters))),
      })
      headings = path.map(heading => heading.text)
    }
    let isFirst = true
    for (const span of spansOf(text, block)) {
      for (const { start, end, tokens } of withinLimit(text, span, countTokens)) {
        yield {
          ...{ start, end, tokens, isHeading, headings },
          isHard: isHeading && isFirst && level <= hardLevel,
          isSoft: isHeading && isFirst && level > hardLevel,
          page: block.page,
          mayRepeat: block.kind === 'paragraph' || block.kind === 'list-item',
        }
        isFirst = false
      }
    }
  }
}

function shortened(heading: string): string {
  return Array.from(heading.replace(/\s+/g, ' ').trim()).slice(0, headingLetters).join('')
}

function* spansOf(text: string, { kind, start, end }: PlacedBlock): Iterable<Span> {
  if (kind === 'heading') {
    const span = trimmed(text, start, end)
    if (span) yield span
    return
  }
  const part = text.slice(start, end)
  const spans = kind === 'table' || kind === 'code' ? lines(part) : eachSentence(part)
  for (const span of spans) yield { start: start + span.start, end: start + span.end }
}

/** Lines of a table or of code; the blanks that a line of code begins with are part of it. */
function* lines(text: string): Iterable<Span> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const next = found < 0 ? text.length : found
    const end = start + text.slice(start, next).trimEnd().length
    if (end > start) yield { start, end }
    start = next + 1
  }
}

/** A unit that is too long by itself is cut between words, or where there are none between characters. */
function* withinLimit(
  text: string,
  span: Span,
  countTokens: (text: string) => number,
): Iterable<Span & { readonly tokens: number }> {
  let { start } = span
  // No text has fewer than one token in sixteen letters, blanks aside: a line of a megabyte is not counted whole again and again.
  const window = targetTokens * 16
  while (start < span.end) {
    const rest = Math.min(span.end - start, window)
    const count = countTokens(text.slice(start, start + rest))
    const isWhole = count <= targetTokens
    const length = isWhole ? rest : longestPrefix(text, start, rest, countTokens)
    const end = atCharacter(text, start + length, start)
    // What is whole stays as it is: a line of code begins with its indent.
    const isSpan = start === span.start && end === span.end
    const kept = isSpan ? span : trimmed(text, start, end)
    if (kept)
      yield {
        start: kept.start,
        end: kept.end,
        tokens: isWhole ? count : countTokens(text.slice(kept.start, kept.end)),
      }
    start = end
  }
}

function longestPrefix(
  text: string,
  start: number,
  length: number,
  countTokens: (text: string) => number,
): number {
  let fits = 1
  let doesNot = length
  // Short texts first: each count costs as much as its text is long.
  for (let next = targetTokens; next < length; next *= 2) {
    if (countTokens(text.slice(start, start + next)) > targetTokens) {
      doesNot = next
      break
    }
    fits = next
  }
  while (doesNot - fits > 1) {
    const middle = Math.floor((fits + doesNot) / 2)
    if (countTokens(text.slice(start, start + middle)) <= targetTokens) fits = middle
    else doesNot = middle
  }
  const blank = text.slice(start, start + fits).search(/\s\S*$/)
  return blank > fits / 2 ? blank + 1 : fits
}

/** The place, or the one before or after it where it would cut a character in two. */
function atCharacter(text: string, at: number, from: number): number {
  const isSecondHalf = (text.charCodeAt(at) & 0xfc00) === 0xdc00
  const isPair = isSecondHalf && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
  if (!isPair) return at
  return at - 1 > from ? at - 1 : at + 1
}

interface Group {
  readonly units: readonly Unit[]
  /** The first that is not repeated from the chunk before. */
  readonly first: Unit
}

function* packed(units: Iterable<Unit>): Generator<void, readonly Group[]> {
  const groups: Group[] = []
  let current: readonly Unit[] = []
  /** How many at the beginning are repeated. */
  let repeated = 0
  let tokens = 0
  const close = (units: readonly Unit[], next: readonly Unit[], nextRepeated: number) => {
    const first = units[repeated]
    if (first) groups.push({ units, first })
    current = next
    repeated = nextRepeated
    tokens = sum(next)
  }
  for (const unit of units) {
    // A heading belongs to what comes after it: it is not what a chunk ends with, nor a chunk.
    const lastBody = current.findLastIndex(({ isHeading }) => !isHeading)
    const body = current.slice(0, lastBody + 1)
    const titles = current.slice(lastBody + 1)
    const hasBody = body.length > repeated
    const isFull = tokens + unit.tokens > targetTokens
    if (hasBody && (unit.isHard || (unit.isSoft && tokens >= leastTokens))) close(current, [], 0)
    else if (hasBody && isFull) {
      const isRest = tokens < leastTokens && tokens + unit.tokens <= mostTokens
      const overlap = titles.length > 0 ? [] : overlapOf(body, unit)
      if (!isRest) close(body, [...titles, ...overlap], overlap.length)
    } else if (tokens + unit.tokens > mostTokens) close(current, [], 0)
    current = [...current, unit]
    tokens += unit.tokens
    yield
  }
  close(current, [], 0)
  return groups
}

function overlapOf(units: readonly Unit[], next: Unit): Unit[] {
  const repeated: Unit[] = []
  let tokens = 0
  if (!next.mayRepeat) return repeated
  for (let at = units.length - 1; at > 0; at--) {
    const unit = units[at]
    if (!unit?.mayRepeat || tokens + unit.tokens > overlapTokens) break
    if (tokens + unit.tokens + next.tokens > targetTokens) break
    repeated.unshift(unit)
    tokens += unit.tokens
  }
  return repeated
}

function* mergeRests(groups: readonly Group[]): Generator<void, readonly Group[]> {
  const merged: Group[] = []
  for (const group of groups) {
    const before = merged.at(-1)
    const own = group.units.slice(group.units.indexOf(group.first))
    // Titles of something new may stand behind others that begin nothing.
    const mayJoin = before && !own.some(({ isHard }) => isHard) && sum(own) < leastTokens
    if (mayJoin && sum(before.units) + sum(own) <= mostTokens) {
      merged[merged.length - 1] = { units: [...before.units, ...own], first: before.first }
    } else merged.push(group)
    yield
  }
  return merged
}

function sum(units: readonly Unit[]): number {
  return units.reduce((total, { tokens }) => total + tokens, 0)
}

function chunkOf({ units, first }: Group, index: number): Chunk {
  const begin = units[0] ?? first
  const end = units.at(-1) ?? first
  // What it stands under is told by its first words, not by the title that they may begin with.
  const told = units.slice(units.indexOf(first)).find(({ isHeading }) => !isHeading) ?? first
  return {
    index,
    start: begin.start,
    end: end.end,
    ...(begin.page !== undefined && { page: begin.page }),
    headings: told.headings,
  }
}
