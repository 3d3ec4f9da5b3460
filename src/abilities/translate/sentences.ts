import { isWrittenSolid } from './languages.ts'

/** A sentence, or what stands between sentences: blanks and line breaks. Together they are the text. */
export interface Piece {
  readonly kind: 'sentence' | 'gap'
  readonly text: string
}

/** A sentence of more characters is cut where it breathes: a small model loses its thread in it. */
const longestSentence = 500

/**
 * Cuts a text into sentences, paragraph by paragraph. Nothing is lost: the pieces joined are the text. What is typed at
 * the end changes the last sentence only (or, where a full stop turns out to be none, the last two).
 * @param locale Whose rules are followed, where languages differ.
 */
export function sentencesOf(text: string, locale: string): readonly Piece[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })
  // Line breaks are of the text, not of a sentence: a line of a list or a poem is one by itself.
  return text.split(/(\n+)/).flatMap((paragraph, at) => {
    if (at % 2 === 1) return [{ kind: 'gap', text: paragraph }]
    return [...segmenter.segment(paragraph)].flatMap(({ segment }) => shortened(segment).flatMap(parted))
  })
}

/** A sentence of a bearable length, or several pieces of one. */
function shortened(sentence: string): readonly string[] {
  const pieces: string[] = []
  let rest = sentence
  while (rest.length > longestSentence) {
    const head = rest.slice(0, longestSentence)
    const breath = Math.max(...['，', '；', '、', ', ', '; ', ' '].map(mark => endOf(head, mark)))
    // In the middle of a word at the worst, never in the middle of a character.
    const end = breath > longestSentence / 4 ? breath : longestSentence - (isHalf(head) ? 1 : 0)
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...pieces, rest]
}

function endOf(text: string, mark: string): number {
  const at = text.lastIndexOf(mark)
  return at === -1 ? -1 : at + mark.length
}

function isHalf(text: string): boolean {
  return /[\ud800-\udbff]$/.test(text)
}

/** The blanks around it are gaps; what has no letter and no number in it is nothing to translate. */
function parted(sentence: string): readonly Piece[] {
  const inner = sentence.trim()
  if (!/[\p{L}\p{N}]/u.test(inner)) return sentence === '' ? [] : [{ kind: 'gap', text: sentence }]
  const start = sentence.indexOf(inner)
  const pieces: Piece[] = [
    { kind: 'gap', text: sentence.slice(0, start) },
    { kind: 'sentence', text: inner },
    { kind: 'gap', text: sentence.slice(start + inner.length) },
  ]
  return pieces.filter(piece => piece.text !== '')
}

/**
 * The translation of a text out of those of its sentences: paragraphs as they were, a blank between two sentences where
 * the language has one. @param translated Gives a sentence's, undefined for one that has none yet: it is left out.
 */
export function joinTranslated(
  pieces: readonly Piece[],
  translated: (piece: Piece, at: number) => string | undefined,
  to: string,
): string {
  return translatedPieces(pieces, translated, to)
    .join('')
    .replace(/[^\S\n]+(?=\n|$)/g, '')
}

/** The same, piece by piece: what each becomes, the blank before it included. */
export function translatedPieces(
  pieces: readonly Piece[],
  translated: (piece: Piece, at: number) => string | undefined,
  to: string,
): readonly string[] {
  return pieces.map((piece, at) => {
    if (piece.kind === 'gap') return gapIn(piece.text, to)
    const words = translated(piece, at) ?? ''
    const isSecond = pieces[at - 1]?.kind === 'sentence'
    return isSecond && words !== '' && !isWrittenSolid(to) ? ` ${words}` : words
  })
}

/** Between two sentences Chinese has nothing where English has a blank; line breaks and indents stay. */
function gapIn(gap: string, to: string): string {
  return isWrittenSolid(to) && /^ +$/.test(gap) ? '' : gap
}
