import type { Line } from './lines.ts'

/** The lines of a page, and how high it is in points. */
export interface PageLines {
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
    const again = around.filter(other =>
      other.lines.some(
        each =>
          Math.abs(each.y - line.y) < 4 &&
          isInMargin(each, other) &&
          Math.abs(each.size - line.size) < 1 &&
          patternOf(each.text) === wanted,
      ),
    )
    return again.length < (numbered.test(line.text) ? 1 : usual)
  })
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
