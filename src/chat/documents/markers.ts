/** A number that the model wrote behind something, as "[2]". */
export interface Marker {
  /** In the text without markers. */
  readonly at: number
  readonly number: number
}

/** Code, which is left alone, or a marker with the blanks before it; "[1](…)" and "[1]: …" are links. */
const codeOrMarker =
  /(`{3,}|~{3,})[\s\S]*?(?:\1|$)|`[^`\n]*`|[ \t]*(?:\[\s*(\d{1,2}(?:\s*[,，、;]\s*\d{1,2})*)\s*\](?![([:])|【\s*(\d{1,2}(?:\s*[,，、;]\s*\d{1,2})*)\s*】)/g
/** A marker that is still being written, or that the next letter may make a link. */
const begunMarker = /[ \t]*[[【][\d\s,，、;]*[\]】]?$/

/** An answer without the numbers that the model wrote in it, and those of them that name one of so many passages. */
export function withoutMarkers(text: string, passages: number): { text: string; markers: readonly Marker[] } {
  const markers: Marker[] = []
  let removed = 0
  const bare = text.replace(codeOrMarker, (whole: string, ...rest: unknown[]) => {
    const [, square, corner, at] = rest
    const numbers = square ?? corner
    if (typeof numbers !== 'string' || typeof at !== 'number') return whole
    for (const number of numbersIn(numbers)) {
      if (number >= 1 && number <= passages) markers.push({ at: at - removed, number })
    }
    removed += whole.length
    return ''
  })
  return { text: bare, markers }
}

/**
 * An answer as it is shown while it grows: without markers that name no passage, and without one at its end that is
 * not finished, so that what is shown only ever grows.
 */
export function whileWritten(text: string, passages: number): string {
  return text.replace(begunMarker, '').replace(codeOrMarker, (whole: string, ...rest: unknown[]) => {
    const [, square, corner] = rest
    const numbers = square ?? corner
    if (typeof numbers !== 'string') return whole
    const known = numbersIn(numbers).filter(number => number >= 1 && number <= passages)
    return known.length > 0 ? whole : ''
  })
}

function numbersIn(list: string): number[] {
  return Array.from(list.matchAll(/\d+/g), ([number]) => Number(number))
}
