import type { DocumentText, PlacedBlock } from '../documents/document.ts'

/** A sentence of a document: offsets into its text, and where it stands. */
export interface Sentence {
  readonly start: number
  readonly end: number
  readonly page?: number
  readonly kind: PlacedBlock['kind']
  /** The first of its block. */
  readonly isFirst: boolean
}

/** What has no end is cut: a table without line breaks, a text without full stops. In UTF-16 units. */
const longestSentence = 1200
const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })
/** A full stop after these ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|Mt|Sr|Jr|No|Nos|vs|Fig|Vol|Ed|pp?|ca|approx|e\.g|i\.e|\p{Lu})\.\s*$/u
/** Sentences between two steps of the generator. */
const stepSentences = 100

/** Cuts a document into sentences, block by block, in order; lines of tables and code are sentences of their own. */
export function* cutSentences({ text, blocks }: DocumentText): Generator<void, Sentence[]> {
  const sentences: Sentence[] = []
  for (const block of blocks) {
    let isFirst = true
    for (const [start, end] of spans(text, block)) {
      const place = { start, end, kind: block.kind, isFirst }
      sentences.push(block.page === undefined ? place : { ...place, page: block.page })
      isFirst = false
      if (sentences.length % stepSentences === 0) yield
    }
  }
  return sentences
}

function* spans(text: string, { start, end, kind }: PlacedBlock): Generator<readonly [number, number]> {
  const isProse = kind === 'paragraph' || kind === 'list-item' || kind === 'heading'
  if (!isProse) {
    yield* lines(text, start, end)
    return
  }
  let from = start
  for (const { segment, index } of segmenter.segment(text.slice(start, end))) {
    const to = start + index + segment.length
    if (to < end && to - from < longestSentence && abbreviation.test(text.slice(from, to))) continue
    yield* pieces(text, from, to)
    from = to
  }
  if (from < end) yield* pieces(text, from, end)
}

function* lines(text: string, start: number, end: number): Generator<readonly [number, number]> {
  for (let from = start; from < end; ) {
    const at = text.indexOf('\n', from)
    const to = at === -1 || at > end ? end : at
    yield* pieces(text, from, to)
    from = to + 1
  }
}

/** A span without the blanks around it, cut where it is too long, at a blank or a comma where there is one. */
function* pieces(text: string, start: number, end: number): Generator<readonly [number, number]> {
  let from = start
  while (from < end) {
    let to = Math.min(end, from + longestSentence)
    if (to < end) {
      const room = text.slice(from, to)
      const at = Math.max(room.lastIndexOf(' '), room.lastIndexOf('，'), room.lastIndexOf('\n'))
      if (at > longestSentence / 2) to = from + at + 1
      // Never between the halves of one character.
      else if (/[\uD800-\uDBFF]$/.test(room)) to -= 1
    }
    const piece = text.slice(from, to)
    const before = piece.length - piece.trimStart().length
    const trimmed = piece.trim()
    if (/[\p{L}\p{N}]/u.test(trimmed)) yield [from + before, from + before + trimmed.length]
    from = to
  }
}

/** A text that is no document as one: its paragraphs are blocks, "# " begins a heading. */
export function asDocument(text: string): DocumentText {
  const blocks: PlacedBlock[] = []
  let from = 0
  // Not one expression for a whole paragraph: on a megabyte without a blank line it would run out of stack.
  for (const { 0: gap, index } of [...text.matchAll(/\n[^\S\n]*\n\s*|$/g)]) {
    const words = text.slice(from, index)
    const start = from + words.length - words.trimStart().length
    const end = from + words.trimEnd().length
    from = index + gap.length
    if (end <= start) continue
    const heading = /^(#{1,6})\s+(?=\S)/.exec(text.slice(start, Math.min(end, start + 200)))
    if (heading?.[1] && !text.slice(start, end).includes('\n')) {
      blocks.push({ kind: 'heading', level: heading[1].length, start: start + heading[0].length, end })
    } else blocks.push({ kind: 'paragraph', start, end })
  }
  return { text, blocks }
}
