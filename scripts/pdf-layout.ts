import type { FontName, PdfOutline, PdfPage, PlacedText } from './pdf-writer.ts'

/** Widths of Times-Roman from the space to the tilde, in thousandths of its size (Adobe's font metrics). */
const widths =
  `250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564
564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333
278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500
444 480 200 480 541`
    .split(/\s+/)
    .map(Number)

/** How wide a line is, in points. */
export function widthOf(text: string, size: number, font: FontName = 'times'): number {
  if (font === 'song') return text.length * size
  const sum = Array.from(text).reduce((sum, letter) => sum + (widths[letter.charCodeAt(0) - 32] ?? 500), 0)
  return (sum * size * (font === 'times-bold' ? 1.06 : 1)) / 1000
}

/** A piece of a book, before it is laid out. */
export interface BookPart {
  readonly kind: 'title' | 'heading' | 'paragraph'
  readonly text: string
}

/** How a book is set. Lengths are in points. */
export interface BookSetting {
  readonly width: number
  readonly height: number
  readonly margin: number
  readonly size: number
  readonly font: FontName
  /** Above every page but the first of them; on left pages the first, on right pages the second. */
  readonly running: readonly [left: string, right: string]
  readonly pageNumber: (page: number) => string
}

/** Sets a book: justified lines with words cut at line ends, running titles, page numbers, an outline. */
export function setBook(
  parts: readonly BookPart[],
  setting: BookSetting,
): { pages: PdfPage[]; outline: PdfOutline[] } {
  const { width, height, margin, size, font } = setting
  const leading = size * 1.35
  const pages: PlacedText[][] = []
  const outline: PdfOutline[] = []
  let y = 0
  const newPage = () => {
    const number = pages.length + 1
    const texts: PlacedText[] = []
    const centred = (text: string, size: number, at: number) =>
      texts.push({ x: (width - widthOf(text, size, font)) / 2, y: at, size, text, font })
    if (number > 1) centred(setting.running[number % 2 === 0 ? 0 : 1], size * 0.85, height - margin * 0.6)
    centred(setting.pageNumber(number), size * 0.85, margin * 0.55)
    pages.push(texts)
    y = height - margin - size
  }
  const put = (text: PlacedText) => pages.at(-1)?.push(text)
  newPage()
  for (const { kind, text } of parts) {
    if (kind !== 'paragraph') {
      const large = kind === 'title' ? size * 1.8 : size * 1.3
      const bold = font === 'song' ? font : 'times-bold'
      if (y < margin + large * 4) newPage()
      y -= large * 0.8
      for (const { text: line } of wrap(text, width - 2 * margin, large, bold, 0)) {
        put({ x: (width - widthOf(line, large, bold)) / 2, y, size: large, text: line, font: bold })
        y -= large * 1.25
      }
      outline.push({ title: text, page: pages.length - 1 })
      y -= size * 0.4
      continue
    }
    const indent = font === 'song' ? size * 2 : size * 1.2
    for (const [at, line] of wrap(text, width - 2 * margin, size, font, indent).entries()) {
      if (y < margin) newPage()
      const x = margin + (at === 0 ? indent : 0)
      put({ x, y, size, text: line.text, font, wordSpace: line.wordSpace })
      y -= leading
    }
    y -= size * 0.25
  }
  return { pages: pages.map(texts => ({ texts })), outline }
}

interface SetLine {
  readonly text: string
  readonly wordSpace: number
}

/** Cuts a text into lines that fill the width, words at their middle where that fits better. */
export function wrap(text: string, width: number, size: number, font: FontName, indent: number): SetLine[] {
  if (font === 'song') return wrapChinese(text, width, size, indent)
  const lines: SetLine[] = []
  const words = text.split(' ')
  let line = ''
  const room = () => width - (lines.length === 0 ? indent : 0)
  const end = (isLast: boolean) => {
    const spaces = line.split(' ').length - 1
    const wordSpace = isLast || spaces === 0 ? 0 : (room() - widthOf(line, size, font)) / spaces
    lines.push({ text: line, wordSpace })
    line = ''
  }
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const joined = line === '' ? word : `${line} ${word}`
    if (widthOf(joined, size, font) <= room()) {
      line = joined
      continue
    }
    const cut = cutOf(word, part => widthOf(`${line} ${part}-`, size, font) <= room())
    if (cut > 0) line = `${line} ${word.slice(0, cut)}-`
    end(false)
    words.unshift(cut > 0 ? word.slice(cut) : word)
  }
  end(true)
  return lines
}

/** Where a word may be cut: between a vowel and a consonant, with three letters on both sides. */
function cutOf(word: string, fits: (part: string) => boolean): number {
  for (let at = word.length - 3; at >= 3; at--) {
    if (
      /[aeiou][bcdfglmnprstv]$/.test(word.slice(at - 1, at + 1)) &&
      /^[a-z]+[,.;]?$/.test(word) &&
      fits(word.slice(0, at))
    )
      return at
  }
  return 0
}

function wrapChinese(text: string, width: number, size: number, indent: number): SetLine[] {
  const lines: SetLine[] = []
  let rest = text
  while (rest !== '') {
    let count = Math.floor((width - (lines.length === 0 ? indent : 0)) / size)
    // No line begins with one of these.
    while (count > 1 && /^[，。！？；：、”」》）]/.test(rest.slice(count))) count -= 1
    lines.push({ text: rest.slice(0, count), wordSpace: 0 })
    rest = rest.slice(count)
  }
  return lines
}
