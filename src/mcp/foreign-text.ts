/*
 * Words of a server before anybody reads them: none that nobody sees or that turn the line round, and no more than there
 * is room for. Pure.
 */

/** Control signs but for line ends, marks that turn the direction of text, and signs without a width. */
const unseen = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** One line of at most `most` letters; '' where nothing is left. */
export function foreignLine(value: unknown, most: number): string {
  if (typeof value !== 'string') return ''
  // A long text is cut before it is looked through as well.
  const line = value
    .slice(0, most * 4)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(unseen, '')
    .trim()
  return cut(line, most)
}

/** The same with its lines. */
export function foreignText(value: unknown, most: number): string {
  if (typeof value !== 'string') return ''
  const text = value.slice(0, most * 4).replaceAll('\r\n', '\n')
  return cut(text.replaceAll(unseen, sign => (sign === '\n' || sign === '\t' ? sign : '')).trim(), most)
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const short = text.slice(0, most - 1)
  // Half of a pair is no letter.
  return `${/[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short}…`
}
