import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { TextContext } from '../../../ui/i18n/text.ts'
import { textOf } from '../../../ui/i18n/texts.fixture.ts'
import type { Block } from '../document.ts'
import { joinBlocks } from '../read/document-text.ts'
import type { Mark } from './marks.ts'
import { SectionText } from './SectionText.tsx'
import { sectionsOf } from './sections.ts'

function drawn(blocks: readonly Block[], marks: readonly Mark[] = []): string {
  const document = joinBlocks(blocks)
  const [section] = sectionsOf(document)
  if (!section) throw new Error('there is nothing to draw')
  const element = createElement(SectionText, { text: document.text, section, marks })
  // Without the comments by which React tells neighbouring texts apart.
  return renderToString(createElement(TextContext, { value: textOf('en') }, element)).replaceAll(
    '<!-- -->',
    '',
  )
}

test('each kind of block is the element that it is, headings under the title of the dialog', () => {
  expect(drawn([{ kind: 'heading', level: 1, text: 'One' }])).toBe('<h3 data-level="1">One</h3>')
  expect(drawn([{ kind: 'heading', level: 6, text: 'Six' }])).toContain('<h6 data-level="6">')
  const list = drawn([
    { kind: 'list-item', text: 'a' },
    { kind: 'list-item', text: 'b' },
    { kind: 'paragraph', text: 'c' },
  ])
  expect(list).toBe('<ul><li>a</li><li>b</li></ul><p>c</p>')
  expect(drawn([{ kind: 'code', text: 'if (a)\n\tb()' }])).toContain('<code>if (a)\n\tb()</code>')
  const table = drawn([{ kind: 'table', text: 'Name\tLegs\nCrab\t10' }])
  expect(table.replaceAll(/ dir="auto"/g, '')).toContain(
    '<tbody><tr><td>Name</td><td>Legs</td></tr><tr><td>Crab</td><td>10</td></tr></tbody>',
  )
})

test('text is never markup', () => {
  const hostile = '<img src=x onerror=alert(1)>'
  for (const kind of ['heading', 'paragraph', 'list-item', 'table', 'code'] as const) {
    expect(drawn([{ kind, text: hostile }])).toContain('&lt;img src=x onerror=alert(1)&gt;')
  }
})

test('a mark is drawn over parts of several blocks, and over cells of a table', () => {
  const blocks: readonly Block[] = [
    { kind: 'paragraph', text: 'one two' },
    { kind: 'table', text: 'three\tfour' },
  ]
  const marked = drawn(blocks, [{ start: 4, end: 14, kind: 'passage' }]).replaceAll(/ dir="auto"/g, '')
  expect(marked).toContain('<p>one <mark data-mark="passage">two</mark></p>')
  expect(marked).toContain('<td><mark data-mark="passage">three</mark></td><td>four</td>')
})
