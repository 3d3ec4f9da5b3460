/** A part of a text, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Where a sentence ends: after its mark and what closes with it, before a blank; after a Chinese mark whatever follows;
 * at the end of a line. A point in a number or in "e.g." is none, as no blank or a small letter follows.
 */
const ends = /[.!?…]+["'”’)\]]*(?=\s+[^\s\p{Ll}])|[。！？；…]+[”’」』）】]*|[.!?…]+["'”’)\]]*(?=\s*\n)|\n+/gu

/** Cuts a text into sentences that cover it, blanks between them aside; none is empty. */
export function splitSentences(text: string): Span[] {
  return [...eachSentence(text)]
}

/** The same one by one, for a text that is too long to be cut at once. */
export function* eachSentence(text: string): Generator<Span> {
  let from = 0
  for (const match of text.matchAll(ends)) {
    const to = match.index + match[0].length
    const span = trimmed(text, from, to)
    if (span) yield span
    from = to
  }
  const rest = trimmed(text, from, text.length)
  if (rest) yield rest
}

/** The span without blanks at its ends; undefined where nothing is left. */
export function trimmed(text: string, start: number, end: number): Span | undefined {
  let from = start
  let to = end
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return from < to ? { start: from, end: to } : undefined
}

function isBlank(unit: number): boolean {
  return (
    unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0 || unit === 0x3000 || unit === 0xfeff
  )
}
