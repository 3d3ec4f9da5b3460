import { cutWords, type Word } from '../../text/words.ts'

/** A stretch of text that was found, or one between. */
export interface SnippetPart {
  readonly text: string
  readonly isHit: boolean
}

/** Characters in front of the first hit, so that it is seen in a narrow column. */
const leadLength = 14
/** Characters of a whole snippet: more than a line holds. */
const snippetLength = 110

/**
 * The words around what was found, on one line, with the hits apart. It begins where the most different words are
 * together.
 * @param text Normalised, as the words were cut from it.
 * @param length Characters; Infinity gives the whole text.
 */
export function snippetOf(
  text: string,
  terms: ReadonlySet<string>,
  length = snippetLength,
): readonly SnippetPart[] {
  const hits = cutWords(text).flatMap(word => hitIn(word, terms))
  let best = hits[0]
  let most = 0
  // A loop has to end somewhere: what is found more often than this is found well enough.
  for (const [at, hit] of hits.slice(0, 200).entries()) {
    const near = hits.slice(at, at + 40).filter(({ end }) => end <= hit.start + length - leadLength)
    const different = new Set(near.map(({ term }) => term)).size
    if (different > most) {
      most = different
      best = hit
    }
  }
  const lead = (best?.start ?? 0) - leadLength
  const start = length === Number.POSITIVE_INFINITY ? 0 : beginning(text, lead)
  const end = start + length
  const parts: SnippetPart[] = start > 0 ? [{ text: '…', isHit: false }] : []
  let at = start
  const push = (to: number, isHit: boolean) => {
    const piece = text.slice(at, to).replace(/\s+/g, ' ')
    const last = parts.at(-1)
    if (piece !== '' && last && isHit && last.isHit)
      parts[parts.length - 1] = { text: last.text + piece, isHit }
    else if (piece !== '') parts.push({ text: piece, isHit })
    at = Math.max(at, to)
  }
  for (const hit of hits.toSorted((a, b) => a.start - b.start)) {
    if (hit.end <= at || hit.start >= end) continue
    push(Math.max(at, hit.start), false)
    push(hit.end, true)
  }
  if (at < end) push(wholeEnd(text, Math.min(end, text.length)), false)
  return parts
}

function hitIn(word: Word, terms: ReadonlySet<string>): readonly Word[] {
  if (terms.has(word.term)) return [word]
  const [first = ''] = word.term
  if (word.kind !== 'pair' || !terms.has(first)) return []
  return [{ ...word, term: first, end: word.start + first.length }]
}

/** Where a snippet may begin: at a word where one begins near, and never inside a character. */
function beginning(text: string, wanted: number): number {
  if (wanted <= 0) return 0
  const blank = text.slice(wanted, wanted + leadLength - 2).search(/\s/)
  return blank >= 0 ? wanted + blank + 1 : wholeEnd(text, wanted)
}

function wholeEnd(text: string, at: number): number {
  const isInside = /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1))
  return isInside ? at + 1 : at
}
