import fc from 'fast-check'
import { lexer, type Token } from 'marked'
import { describe, expect, test } from 'vitest'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import type { Conversation, Message } from '../conversation.ts'
import { containedMarkdown } from './contained-markdown.ts'
import { chatToMarkdown } from './markdown.ts'

const words = textOf('en')

function chatOf(texts: readonly string[], more: Partial<Message> = {}): Conversation {
  const messages = texts.map(
    (text, index): Message => ({
      id: `m${index}`,
      parentId: index === 0 ? null : `m${index - 1}`,
      role: index % 2 === 0 ? 'user' : 'assistant',
      text,
      createdAt: 1_790_000_000_000,
      status: 'done',
      ...more,
    }),
  )
  const leafId = messages.at(-1)?.id ?? null
  return { id: 'c', title: 'A *chat*', createdAt: 0, updatedAt: 0, leafId, contextStartId: null, messages }
}

/** The headings that a reader's eye takes for parts of the file. */
const headings = (markdown: string) =>
  lexer(markdown)
    .filter((token: Token) => token.type === 'heading' && token.depth < 3)
    .map((token: Token) => ('text' in token ? token.text : ''))

const tricks = [
  '## You',
  '# Assistant',
  'You\n---',
  'You\n===',
  'You\n-',
  '```',
  '```js\n# code',
  '~~~',
  '````',
  '- ```\n## You',
  '1. a\n   ```\n## You\n   ```',
  '> ## You',
  '  ```\ntext',
  '<!--',
  '<pre>',
  '<script>',
  '<details>',
  'text <h2>You</h2>',
  '<![CDATA[',
  '    ## code',
  '\t```',
  '`` ` ``',
  '|a|\n|-|',
  '[x]: y',
  '\\',
  '***',
  '',
  ' ',
  'plain words',
]

describe('a message in a Markdown export', () => {
  test('is never taken for a part of the file, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...tricks), { maxLength: 7 }),
        fc.constantFrom('\n', '\n\n', '\r\n'),
        (parts, end) => {
          const markdown = chatToMarkdown(chatOf(['before', parts.join(end), 'after']), words)
          expect(headings(markdown)).toEqual(['A \\*chat\\*', 'You', 'Assistant', 'You'])
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('keeps code to the letter', () => {
    const code = '```python\n# a comment\n---\n<h2>x</h2>\n```'
    expect(containedMarkdown(`Look:\n\n${code}\n\n# Next`)).toBe(`Look:\n\n${code}\n\n### Next`)
    expect(containedMarkdown('```js\nopen')).toBe('> ```js\n> open')
  })

  test('stands under who said it and what wrote it; thoughts only where they are asked for', () => {
    const chat = chatOf(['Why?', 'Because.'], {
      status: 'stopped',
      thought: { text: 'Hm.\n# no', isClosed: true, ms: 1, tokens: 1 },
      writtenBy: [{ modelName: 'Crab_1', engineId: 'wllama', build: 'Q4 abc' }],
    })
    const markdown = chatToMarkdown(chat, words)
    expect(markdown).toContain('# A \\*chat\\*')
    expect(markdown).toMatch(
      /## Assistant\n\n<sub>.* · Crab\\_1 · .*<\/sub>\n\nBecause\.\n\n<sub>The answer ends/,
    )
    expect(markdown).not.toContain('Hm.')
    expect(chatToMarkdown(chat, words, { thoughts: true })).toContain('> Hm.\n> # no')
  })
})
