import { expect, test } from 'vitest'
import type { Line } from './lines.ts'
import { type PageLines, withoutRunningLines } from './running-lines.ts'

function line(text: string, y: number): Line {
  return {
    text,
    cells: [{ text, left: 50, right: 300 }],
    left: 50,
    right: 300,
    y,
    size: 10,
    isVertical: false,
  }
}

/** A page of A5 with these lines from its top to its bottom. */
function page(number: number, ...texts: readonly string[]): PageLines {
  const lines = texts.map((text, at) =>
    line(text, at === 0 ? 570 : at === texts.length - 1 ? 20 : 500 - at * 14),
  )
  return { page: number, lines, bottom: 0, height: 595 }
}

const left = (here: PageLines, ...around: readonly PageLines[]) =>
  withoutRunningLines(here, around).map(({ text }) => text)

test('a title that runs over two pages is known by its page number', () => {
  const [first, second] = [
    page(6, 'Chapter 2: Rules 6', 'One.', 'two'),
    page(7, 'Chapter 2: Rules 7', 'Three.', 'four'),
  ]
  expect(left(first, second)).toEqual(['One.', 'two'])
  expect(left(second, first)).toEqual(['Three.', 'four'])
})

test('what stands at the top of two pages by chance stays', () => {
  const [first, second] = [page(6, 'Table 3', 'One.', 'two'), page(7, 'Table 3', 'Three.', 'four')]
  expect(left(first, second)).toEqual(['Table 3', 'One.', 'two'])
})

test('left and right pages have titles of their own, and roman numbers', () => {
  const pages = ['ii', 'iii', 'iv', 'v', 'vi', 'vii'].map((number, at) =>
    page(at + 2, at % 2 === 0 ? 'THE BOOK' : 'The Chapter', `Text of ${number}.`, number),
  )
  const [here, ...others] = pages
  if (!here) throw new Error('no page')
  expect(left(here, ...others)).toEqual(['Text of ii.'])
})

test('the same words inside of the page are text', () => {
  const pages = [1, 2, 3, 4].map(number => page(number, 'Top', 'Sound the bell.', 'Bottom'))
  const [here, ...others] = pages
  if (!here) throw new Error('no page')
  expect(left(here, ...others)).toEqual(['Sound the bell.'])
})
