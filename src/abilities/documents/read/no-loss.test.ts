import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { codeBlocks } from './code-blocks.ts'
import { csvBlocks } from './csv-blocks.ts'
import { decodeText } from './decode-text.ts'
import { joinBlocks } from './document-text.ts'
import { htmlBlocks } from './html-blocks.ts'
import { markdownBlocks } from './markdown-blocks.ts'
import { plainBlocks } from './plain-blocks.ts'

/** Words of letters, digits and the marks that stand in words, in two scripts. */
const word = fc.oneof(
  fc.stringMatching(/^[a-zA-Z][a-z0-9'’-]{0,8}[a-z]$/),
  fc.stringMatching(/^[天地玄黄宇宙洪荒日月盈昃]{1,6}$/),
  fc.stringMatching(/^\d{1,5}$/),
)
const words = fc.array(word, { minLength: 1, maxLength: 12 })
const paragraphs = fc.array(words, { minLength: 1, maxLength: 8 })

const found = (blocks: readonly { text: string }[]) =>
  blocks.flatMap(({ text }) => text.split(/\s+/)).filter(each => each !== '')

describe('no word is lost', () => {
  test('of plain text and of code', () => {
    fc.assert(
      fc.property(paragraphs, fc.constantFrom('\n', '\n\n', '\r\n', '\r\n\r\n'), (parts, between) => {
        const text = parts.map(part => part.join(' ')).join(between)
        expect(found(plainBlocks(text))).toEqual(parts.flat())
        expect(found(codeBlocks(text))).toEqual(parts.flat())
      }),
    )
  })

  test('of Markdown, whatever its marks', () => {
    const marked = fc.constantFrom<(text: string) => string>(
      text => `# ${text}`,
      text => `### ${text} ###`,
      text => `**${text}**`,
      text => `*${text}*`,
      text => `- ${text}`,
      text => `> ${text}`,
      text => `\`${text}\``,
      text => `\`\`\`js\n${text}\n\`\`\``,
      text => `[${text}](https://example.org/)`,
      text => `| ${text} | ${text} |\n| --- | :-: |\n| ${text} | |`,
      text => text,
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(words, marked), { minLength: 1, maxLength: 8 }), parts => {
        const text = parts.map(([part, mark]) => mark(part.join(' '))).join('\n\n')
        const times = (mark: (text: string) => string) => mark('×').split('×').length - 1
        const expected = parts.flatMap(([part, mark]) =>
          Array.from({ length: times(mark) }, () => part).flat(),
        )
        expect(found(markdownBlocks(text).blocks).sort()).toEqual(expected.sort())
      }),
    )
  })

  test('of HTML, in whatever elements, closed or not', () => {
    const element = fc.constantFrom(
      'p',
      'div',
      'h1',
      'li',
      'td',
      'blockquote',
      'span',
      'b',
      'pre',
      'section',
      'dd',
      'main',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(words, element, fc.boolean()), { minLength: 1, maxLength: 8 }), parts => {
        const html = parts
          .map(([part, name, isClosed]) => `<${name}>${part.join(' ')}${isClosed ? `</${name}>` : ''}`)
          .join('\n')
        // Where a part is marked as the main one, the rest may be left out.
        const hasMain = parts.some(([, name]) => name === 'main')
        const kept = found(htmlBlocks(html).blocks).join('')
        if (!hasMain) expect(kept).toBe(parts.flatMap(([part]) => part).join(''))
        else expect(kept.length).toBeGreaterThan(0)
      }),
    )
  })

  test('of a table of values, with quotes, commas and line ends in its cells', () => {
    const cell = fc.oneof(
      words.map(list => list.join(' ')),
      words.map(list => list.join(', "')),
      words.map(list => list.join('\n')),
    )
    const row = fc.array(cell, { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), rows => {
        const blocks = csvBlocks(Papa.unparse(rows), ',')
        const [head, ...rest] = blocks.flatMap(({ text }, at) => {
          const lines = text.split('\n')
          return at > 0 && lines[0] === blocks[0]?.text.split('\n')[0] ? lines.slice(1) : lines
        })
        const expected = rows.map(cells => cells.map(text => text.replaceAll(/\s+/g, ' ').trim()).join('\t'))
        expect([head, ...rest]).toEqual(expected)
      }),
    )
  })

  test('between Unicode and back, with a mark or without one', () => {
    fc.assert(
      fc.property(paragraphs, parts => {
        const text = parts.map(part => part.join(' ')).join('\n')
        const utf16 = new Uint8Array(
          new Uint16Array(Array.from(`\ufeff${text}`, unit => unit.charCodeAt(0))).buffer,
        )
        expect(decodeText(new TextEncoder().encode(text)).text).toBe(text)
        expect(decodeText(new TextEncoder().encode(`\ufeff${text}`)).text).toBe(text)
        expect(decodeText(utf16).text).toBe(text)
      }),
    )
  })
})

test('blocks are joined so that every place leads back to its text', () => {
  const block = fc.record({ kind: fc.constantFrom('paragraph' as const, 'code' as const), text: fc.string() })
  fc.assert(
    fc.property(fc.array(block), blocks => {
      const joined = joinBlocks(blocks)
      const kept = blocks.filter(({ text }) => text !== '')
      expect(joined.text).toBe(kept.map(({ text }) => text).join('\n\n'))
      expect(joined.blocks.map(({ start, end }) => joined.text.slice(start, end))).toEqual(
        kept.map(({ text }) => text),
      )
      expect(joined.blocks.map(({ kind }) => kind)).toEqual(kept.map(({ kind }) => kind))
    }),
  )
})
