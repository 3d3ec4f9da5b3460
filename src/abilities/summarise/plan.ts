import type { DocumentText, PlacedBlock } from '../documents/document.ts'

/** A stretch of a document that is read at once. */
export interface Part {
  readonly start: number
  readonly end: number
  /** Where it begins. */
  readonly page?: number | undefined
  /** Headings it begins under, outermost first. */
  readonly headings: readonly string[]
}

export interface PlanOptions {
  /** No part counts more. */
  readonly limitTokens: number
  /** Counts tokens of a text. Throws FaultError. */
  readonly count: (text: string) => Promise<number>
}

/** A part that is smaller than this share of the limit may go on past a heading: else there are too many. */
const tooSmall = 0.15
/** Past this share of the limit a part ends where a lesser heading or a page begins. */
const nearlyFull = 0.6
/** Tokens are estimated this much too high: a part that counts too many is cut again. */
const caution = 1.1
const sampleCharacters = 1500

/**
 * Cuts a document into parts that each fit: at its uppermost headings first, then where the next block would not fit.
 * Every letter that is not blank is in exactly one part, in order.
 */
export async function planParts(document: DocumentText, options: PlanOptions): Promise<Part[]> {
  const { limitTokens, count } = options
  const perCharacter = await density(document, count)
  const roomFor = Math.max(1, Math.floor(limitTokens / (perCharacter * caution)))
  const units = unitsOf(document, roomFor)
  const top = topLevel(document.blocks)
  const spans: Unit[] = []
  let open: Unit | undefined
  for (const unit of units) {
    const isFull = open !== undefined && unit.end - open.start > roomFor
    const filled = open ? (open.end - open.start) / roomFor : 0
    const isTop = unit.level !== undefined && unit.level <= top
    const isBreak = unit.level !== undefined || (open && unit.page !== open.lastPage)
    if (open && !isFull && !(isTop && filled >= tooSmall) && !(isBreak && filled >= nearlyFull)) {
      open = { ...open, end: unit.end, lastPage: unit.page }
    } else {
      if (open) spans.push(open)
      open = { ...unit, lastPage: unit.page }
    }
  }
  if (open) spans.push(open)
  const parts: Part[] = []
  for (const span of spans) {
    for (const { start, end } of await cutToFit(document.text, span, options)) {
      parts.push(partAt(document, start, end))
    }
  }
  return parts
}

interface Unit {
  readonly start: number
  readonly end: number
  /** Of a heading. */
  readonly level?: number
  readonly page?: number | undefined
  readonly lastPage?: number | undefined
}

/** Tokens a character, measured on three samples. */
async function density({ text }: DocumentText, count: PlanOptions['count']): Promise<number> {
  let most = 0.05
  for (const at of [0, 0.5, 0.9]) {
    const sample = text.slice(Math.floor(text.length * at)).slice(0, sampleCharacters)
    if (sample.trim() !== '') most = Math.max(most, (await count(sample)) / sample.length)
  }
  return most
}

/** Blocks, and pieces of those that would be more than half a part. */
function unitsOf({ text, blocks }: DocumentText, roomFor: number): Unit[] {
  const longest = Math.max(1, Math.floor(roomFor / 2))
  return blocks.flatMap(({ kind, level, page, start, end }) => {
    const place = { page, ...(kind === 'heading' ? { level: level ?? 1 } : {}) }
    if (end - start <= longest) return [{ ...place, start, end }]
    return [...cuts(text, start, end, longest)].map(span => ({ page, ...span }))
  })
}

/** Pieces of a span of at most so many characters, cut after a sentence where there is one, else at a blank. */
function* cuts(text: string, start: number, end: number, longest: number): Generator<Unit> {
  for (let from = start; from < end; ) {
    let to = Math.min(end, from + longest)
    if (to < end) {
      const room = text.slice(from, to)
      const sentence = Math.max(...['. ', '! ', '? ', '\n'].map(sign => room.lastIndexOf(sign) + 1))
      const chinese = Math.max(...['。', '！', '？', '；'].map(sign => room.lastIndexOf(sign) + 1))
      const after = Math.max(sentence, chinese)
      const blank = room.lastIndexOf(' ') + 1
      const at = after > room.length / 3 ? after : blank
      if (at > 0) to = from + at
      // Never between the halves of one character.
      else if (/[\uD800-\uDBFF]$/.test(room) && room.length > 1) to -= 1
    }
    yield { start: from, end: to }
    from = to
  }
}

/** The highest level that several headings have: a title alone parts nothing. */
function topLevel(blocks: readonly PlacedBlock[]): number {
  const levels = blocks.flatMap(({ kind, level }) => (kind === 'heading' ? [level ?? 1] : []))
  for (let level = 1; level <= 6; level++) {
    if (levels.filter(one => one === level).length > 1) return level
  }
  return 1
}

/** A span, or pieces of it, none of which counts too many tokens; one character is left as it is. */
async function cutToFit(text: string, span: Unit, options: PlanOptions): Promise<Unit[]> {
  const { start, end } = trimmed(text, span)
  if (start >= end) return []
  const length = end - start
  if (length <= 1 || (await options.count(text.slice(start, end))) <= options.limitTokens) {
    return [{ start, end }]
  }
  const pieces: Unit[] = []
  for (const piece of cuts(text, start, end, Math.ceil(length / 2))) {
    // A pair of surrogates cannot be cut any more.
    if (piece.end - piece.start >= length) return [{ start, end }]
    pieces.push(...(await cutToFit(text, piece, options)))
  }
  return pieces
}

function trimmed(text: string, { start, end }: Unit): Unit {
  const words = text.slice(start, end)
  const from = start + words.length - words.trimStart().length
  return { start: from, end: Math.max(from, start + words.trimEnd().length) }
}

function partAt({ text, blocks }: DocumentText, start: number, end: number): Part {
  const headings: { readonly level: number; readonly text: string }[] = []
  let page: number | undefined
  for (const block of blocks) {
    if (block.start > start) break
    page = block.page
    if (block.kind !== 'heading') continue
    const level = block.level ?? 1
    while ((headings.at(-1)?.level ?? 0) >= level) headings.pop()
    headings.push({ level, text: text.slice(block.start, block.end) })
  }
  const place = { start, end, headings: headings.map(heading => heading.text) }
  return page === undefined ? place : { ...place, page }
}
