import { readFile } from 'node:fs/promises'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { TextContext } from '../ui/i18n/text.ts'
import { textOf } from '../ui/i18n/texts.fixture.ts'
import { createCounting } from './example.fixture.ts'

const fileBeside = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')

test('the example in the README is the one that is tested here, to the letter', async () => {
  const [readme, example] = await Promise.all([fileBeside('README.md'), fileBeside('example.fixture.ts')])
  const shown = /```ts\n\/\/ example\.fixture\.ts\n([\s\S]*?)```/.exec(readme)?.[1]
  expect(shown).toBe(example)
})

test('its command, its tool and its view do what they say', async () => {
  const ability = createCounting(() => {})
  const done: string[] = []
  ability.commands?.[0]?.run({
    insert: text => done.push(text),
    openView: (id, target) => done.push(`${id} ${target}`),
  })
  expect(done).toEqual(['Count the words of this: {{text}}', 'counting undefined'])
  const [tool] = (await ability.tools?.()) ?? []
  const { signal } = new AbortController()
  const place = { signal, language: 'en', now: 0, timeZone: 'UTC' } as const
  const counted = await tool?.run({ text: 'one two  three' }, place)
  expect(counted).toEqual({ value: { words: 3 }, said: 'It has 3 words.' })
  const View = await ability.view?.load()
  if (!View) throw new Error('it has no view')
  const view = createElement(View, {
    target: 'four words are here',
    openView() {},
    openModels() {},
    onClose() {},
  })
  const page = renderToString(createElement(TextContext, { value: textOf('en') }, view))
  expect(page).toContain('>4</button>')
})
