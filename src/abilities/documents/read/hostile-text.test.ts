import { describe, expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'
import { htmlBlocks } from './html-blocks.ts'
import { markdownBlocks } from './markdown-blocks.ts'
import { plainBlocks } from './plain-blocks.ts'

const million = 1_000_000

/** Texts that are slow for a pattern that goes back: each would take minutes, and the test its time limit. */
const texts: readonly (readonly [name: string, text: string])[] = [
  ['spaces', `a${' '.repeat(million)}b`],
  ['line ends', `a${'\n'.repeat(million)}b`],
  ['tabs in a table', `| a |\n| - |\n| ${'\t'.repeat(million)} |`],
  ['marks of a rule', `a | b\n${'-'.repeat(million)}x`],
  ['open comments', '<!--'.repeat(million / 4)],
  ['open brackets', '[a]('.repeat(million / 4)],
  ['open quotes', '[a](b "'.repeat(million / 7)],
  ['stars', '*a _b '.repeat(million / 6)],
  ['backticks', '`'.repeat(million)],
  ['quotes', '> '.repeat(million / 2)],
  ['open elements', '<div>'.repeat(million / 5)],
  ['open lists', '<ul><li>a'.repeat(million / 9)],
  ['open tables', '<table><tr><td>a'.repeat(million / 16)],
  ['closed elements', '</p></b>'.repeat(million / 8)],
]

describe('a text that is made to be slow', () => {
  test.each(texts)('is read or refused at once: %s', (name, text) => {
    const html = () => htmlBlocks(text).blocks
    if (name.startsWith('open ') && text.includes('<') && !text.includes('<!')) {
      expect(html).toThrow('document-damaged: nested too deep')
    } else expect(html().length).toBeGreaterThanOrEqual(0)
    for (const read of [plainBlocks, (page: string) => markdownBlocks(page).blocks]) {
      expect(read(text).every(block => block.text.trim() !== '')).toBe(true)
    }
    expect(decodeText(new TextEncoder().encode(text)).text).toBe(text)
  })
})

test('a page that is all a form, or laid out as a table, is read', () => {
  const form = '<form><p>Words in a form.<input value="x"><select><option>Choice</select></p></form>'
  expect(htmlBlocks(form).blocks).toEqual([{ kind: 'paragraph', text: 'Words in a form.' }])
  const layout =
    '<table><tr><td><h1>Title</h1><p>Text.</p></td><td><table><tr><td>Inner</td></tr></table></td></tr></table>'
  expect(htmlBlocks(layout).blocks.map(({ text }) => text)).toEqual(['Title', 'Text.', 'Inner'])
})

test('asides and notes of a book are text, those of a page are not', () => {
  const html = '<title/><section><p>Text.</p><aside><p>Note.</p></aside></section>'
  expect(htmlBlocks(html, { isBook: true }).blocks.map(({ text }) => text)).toEqual(['Text.', 'Note.'])
  expect(htmlBlocks(html.replace('<title/>', '<title>T</title>')).blocks.map(({ text }) => text)).toEqual([
    'Text.',
  ])
})
