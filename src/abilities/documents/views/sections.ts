import { atOnce } from '../../../slices.ts'
import type { DocumentText, PlacedBlock } from '../document.ts'

/** A block, or a piece of one that is too long to be drawn at once. */
export interface SectionPart {
  readonly kind: PlacedBlock['kind']
  readonly level?: number
  readonly start: number
  readonly end: number
}

/** What is drawn together: a page, or as much of one as is a few screens. */
export interface Section {
  readonly parts: readonly SectionPart[]
  readonly start: number
  readonly end: number
  /** Of the first section of each page. */
  readonly page?: number
  /** A guess of its height, in lines of about 80 letters. */
  readonly lines: number
}

/** A section has about so many characters, and at most so many parts. */
const sectionCharacters = 4000
const sectionParts = 60
/** Letters of a line; Chinese ones are as wide as two. */
const lineLetters = 80

/** Cuts a text into sections, so that a document of thousands of pages draws no more than those in view. */
export function sectionsOf(document: DocumentText): readonly Section[] {
  return atOnce(sectionsInSteps(document))
}

/** The same in small steps, one block or piece of one each. */
export function* sectionsInSteps({ text, blocks }: DocumentText): Generator<void, readonly Section[]> {
  const sections: Section[] = []
  let parts: SectionPart[] = []
  let page: number | undefined
  let isPageNew = false
  let [characters, lines] = [0, 0]

  function close(): void {
    const [first, last] = [parts[0], parts.at(-1)]
    if (first && last) {
      const { start } = first
      sections.push({ parts, start, end: last.end, lines, ...(isPageNew && page !== undefined && { page }) })
      isPageNew = false
    }
    parts = []
    characters = 0
    lines = 0
  }

  for (const block of blocks) {
    if (block.page !== page) {
      close()
      page = block.page
      isPageNew = true
    }
    for (const part of partsOf(text, block)) {
      const length = part.end - part.start
      if (characters + length > sectionCharacters || parts.length >= sectionParts) close()
      parts.push(part)
      characters += length
      lines += linesOf(text.slice(part.start, part.end), part.kind)
      yield
    }
  }
  close()
  return sections
}

/** A block in pieces that are short enough, cut at the end of a line or a sentence where there is one. */
function* partsOf(text: string, { kind, level, start, end }: PlacedBlock): Generator<SectionPart> {
  const shape = { kind, ...(level !== undefined && { level }) }
  for (let at = start; at < end; ) {
    let to = Math.min(end, at + sectionCharacters)
    if (to < end) {
      const piece = text.slice(at, to)
      const line = piece.lastIndexOf('\n')
      const sentence = /^[\s\S]*[.!?。！？](?=\s|\p{Script=Han})/u.exec(piece)?.[0].length ?? 0
      const blank = piece.lastIndexOf(' ') + 1
      const cut = line > 0 ? line + 1 : Math.max(sentence, sentence > 0 ? 0 : blank)
      if (cut > 0) to = at + cut
      // Never between the halves of a character.
      else if (/[\uDC00-\uDFFF]/.test(text.charAt(to))) to += 1
    }
    yield { ...shape, start: at, end: to }
    at = to
  }
}

function linesOf(text: string, kind: SectionPart['kind']): number {
  if (kind === 'table' || kind === 'code') return text.split('\n').length + 1
  const wide = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return Math.ceil((text.length + wide) / lineLetters) + 1
}

/** The section that a place in the text lies in. */
export function sectionAt(sections: readonly Section[], at: number): number {
  let [low, high] = [0, sections.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((sections[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** The section that a page begins in; of a page without text, the one before it. */
export function sectionOfPage(sections: readonly Section[], page: number): number {
  let found = 0
  for (const [index, section] of sections.entries()) {
    if (section.page !== undefined && section.page <= page) found = index
  }
  return found
}
