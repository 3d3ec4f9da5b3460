import fc from 'fast-check'
import { Marked } from 'marked'
import { expect, test } from 'vitest'
import { plainMarkdown } from '../chat/transfer/contained-markdown.ts'
import { formulaExtensions } from '../ui/markdown/formulas.ts'
import { asMarkdown, asMarkdownLine, fromMarkdown } from './markdown-text.ts'

const marked = new Marked({ gfm: true, breaks: true, extensions: [...formulaExtensions] })

/** What is read in a page of this HTML, line by line; undefined where there is more than paragraphs in it. */
function readIn(html: string): string | undefined {
  const text = html.replaceAll('<br>', '\n').replaceAll(/<\/?p>/g, '')
  if (/<[a-z]/i.test(text)) return undefined
  const letters: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#93': ']',
  }
  return text.replaceAll(/&(amp|lt|gt|quot|#39|#93);/g, (_, name: string) => letters[name] ?? '').trim()
}

test('a text with signs is read as it is', () => {
  for (const text of [
    '*a* _b_ `c`',
    '# no heading',
    '- no item',
    '1. no item',
    '[a](b) <b>',
    'a | b',
    'call Tom (home) about [the lease](a)',
    '\\(x\\) and \\[y\\] and $z$',
    'see www.a.org or https://a.org',
    '> no quote',
    'a\n---',
    'a\n===',
  ])
    expect(readIn(marked.parse(asMarkdown(text)) as string), text).toBe(text)
})

test('whatever is on a line, it is read as it is', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'ab *_`#-+.1)([]<>!|~$&;\\:@/wہ你😀'), minLength: 1, maxLength: 30 })
    .map(one => one.trim().replaceAll(/\s+/g, ' '))
  fc.assert(
    fc.property(text, words => {
      expect(readIn(marked.parse(asMarkdownLine(words)) as string)).toBe(words)
    }),
    { numRuns: 500 },
  )
})

test('a name is itself: no formula, no link', () => {
  for (const name of ['Lund (Sweden)', '[a](b)', '\\(x\\)', '\\[x\\]', 'from $a$ to $b$', '![a](b)'])
    expect(readIn(marked.parse(plainMarkdown(name)) as string), name).toBe(name)
})

test('a long line ends with a sign, and never in the middle of a character', () => {
  expect(asMarkdownLine('a b '.repeat(100), 10)).toBe('a b a b a…')
  expect(asMarkdownLine('😀😀😀', 3)).toBe('😀…')
})

test('what was written as Markdown is read back as the text that it was', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab *_`#-+.1)([]<>!|~$&;\\:@/w你😀'), maxLength: 30 })
  fc.assert(
    fc.property(text, words => {
      expect(fromMarkdown(asMarkdown(words))).toBe(words.replace(/ {2}$/, ''))
    }),
  )
  expect(fromMarkdown('[Lease \\[2&#93;, page 4](hermit:documents/a%231-2)\n\n> Rent: **900**')).toBe(
    'Lease [2], page 4\n\nRent: 900',
  )
  expect(fromMarkdown(undefined)).toBeUndefined()
})
