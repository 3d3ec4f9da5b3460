import type { Line } from './lines.ts'

/** The lines of a page, and how high it is in points. */
export interface PageLines {
  /** From 1. */
  readonly page: number
  readonly lines: readonly Line[]
  readonly bottom: number
  readonly height: number
}

/** So many pages before and after a page are compared with it: titles of chapters change, left and right pages differ. */
export const neighbours = 4

/** So much of the page, at its top and at its bottom, may hold a running line. */
const margin = 0.13

/**
 * The lines of a page without its headers, footers and page numbers: those that stand in its margins and come again,
 * but for their digits, at the same height on at least half of the pages of its side nearby.
 * @param around Up to four pages before it and four after it, without itself.
 */
export function withoutRunningLines(page: PageLines, around: readonly PageLines[]): Line[] {
  const usual = Math.max(2, Math.ceil(around.length / 4))
  return page.lines.filter(line => {
    if (!isInMargin(line, page)) return true
    const wanted = patternOf(line.text)
    const again = around
      .map(other => weightIn(other, line, page, wanted))
      .reduce((sum, weight) => sum + weight, 0)
    return again < (numbered.test(line.text) ? 1 : usual)
  })
}

/** How much the same line on another page says: twice as much where its number goes with the page. */
function weightIn(other: PageLines, line: Line, page: PageLines, wanted: string): number {
  const same = other.lines.find(
    each =>
      Math.abs(each.y - line.y) < 4 &&
      isInMargin(each, other) &&
      Math.abs(each.size - line.size) < 1 &&
      patternOf(each.text) === wanted,
  )
  if (!same) return 0
  const [here, there] = [numbersOf(line.text), numbersOf(same.text)]
  return here.some((number, at) => number - (there[at] ?? number) === page.page - other.page) ? 2 : 1
}

function numbersOf(text: string): number[] {
  return [...text.matchAll(/\d{1,4}/g)].map(([digits]) => Number(digits))
}

/** Nothing but a page number: on two pages it is enough. */
const numbered =
  /^[^\p{L}\d]*(?:page |p\. ?|第 ?)?\d{1,4}(?: ?页)?(?: ?(?:\/|of|共) ?\d{1,4}(?: ?页)?)?[^\p{L}\d]*$/iu

function isInMargin({ y }: Line, { bottom, height }: PageLines): boolean {
  const place = (y - bottom) / height
  return place < margin || place > 1 - margin
}

/** Digits, and roman numbers that stand alone, differ from page to page. */
function patternOf(text: string): string {
  return text.replaceAll(/\d+/g, '#').replace(/^[ivxlc]+$/i, '#')
}
