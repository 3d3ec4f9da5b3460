import { expect, test } from 'vitest'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import { scriptedModel } from './library.fixture.ts'
import { summaryMarkdown, summaryWords } from './markdown.ts'
import { createSummariseAbility } from './summarise-ability.ts'
import type { Summary } from './summary.ts'

/** What "/summarise" opens with this in the message box and these documents in the chat. */
async function opened(written: string, attached: readonly string[]) {
  let draft = written
  const openings: (readonly (string | undefined)[])[] = []
  const ability = createSummariseAbility({
    documents: {
      list: () => [],
      subscribe: () => () => {},
      contents: () => Promise.reject(new Error('not asked for')),
      load: async () => {},
    },
    model: await scriptedModel({ name: 'Any', parametersM: 1, languages: ['en'] }, {}),
    chat: {
      isAnswering: () => false,
      onAnswering: () => () => {},
      draft: () => draft,
      setDraft: () => {},
      attached: () => attached,
    },
    locks: undefined,
    now: () => 0,
  })
  const [command] = ability.commands ?? []
  expect(command?.name(textOf('en'))).toBe('summarise')
  expect(command?.name(textOf('zh-CN'))).toBe('总结')
  command?.run({
    insert(text) {
      draft = draft.replace('/summarise', text)
    },
    openView: (id, target) => openings.push([id, target]),
  })
  return openings
}

test("/summarise takes the chat's documents, else what stands there, else it asks", async () => {
  expect(await opened('/summarise', ['d1', 'd2'])).toEqual([['summarise', 'document/d1']])
  expect(await opened('The tide is high. /summarise', [])).toEqual([['summarise', 'draft']])
  expect(await opened(' /summarise', [])).toEqual([['summarise', undefined]])
})

const summary: Summary = {
  headline: { text: 'Seals *everywhere*', start: 0, end: 5, page: 1, by: 'model' },
  paragraph: [{ text: 'Anna counted 100 seals.', start: 6, end: 20, page: 2, by: 'model' }],
  points: [
    { text: 'A <b>new</b> boat.', start: 30, end: 40, by: 'text' },
    { text: 'Herring.', start: 50, end: 60, page: 12, by: 'text' },
  ],
  written: 2,
  refused: 0,
  language: 'en',
}
const page = (at: number) => `page ${at}`

test('a summary as Markdown has its pages, and nothing in it becomes markup', () => {
  expect(
    summaryMarkdown(summary, { title: 'Summary of “Log”', points: 'Key points', page, note: 'Checked.' }),
  ).toBe(`# Summary of “Log”

**Seals \\*everywhere\\***

Anna counted 100 seals. (page 2)

## Key points

- A \\<b\\>new\\</b\\> boat.
- Herring. (page 12)

*Checked.*
`)
})

test('copied, it is words alone', () => {
  expect(summaryWords(summary, page)).toBe(
    'Seals *everywhere*\n\nAnna counted 100 seals.\n\n- A <b>new</b> boat.\n- Herring. (page 12)',
  )
})
