import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchingItems, placeAfter, placeBefore, type SlashItem, slashAt } from './slash.ts'

const item = (name: string, title = name): SlashItem => ({
  id: name || title,
  name,
  title,
  hint: '',
  run() {},
})
const names = (items: readonly SlashItem[]) => items.map(({ id }) => id)

test('a slash opens at the beginning of a text and after a blank line', () => {
  expect(slashAt('/', 1)).toEqual({ start: 0, query: '' })
  expect(slashAt('/sum', 4)).toEqual({ start: 0, query: 'sum' })
  expect(slashAt('/sum', 2)).toEqual({ start: 0, query: 's' })
  expect(slashAt('Dear crab\n\n/let', 15)).toEqual({ start: 11, query: 'let' })
  expect(slashAt('Dear crab\n  \n/let', 17)).toEqual({ start: 13, query: 'let' })
})

test('what a Chinese input method makes of the key opens it too', () => {
  expect(slashAt('、翻译', 3)).toEqual({ start: 0, query: '翻译' })
  expect(slashAt('／', 1)).toEqual({ start: 0, query: '' })
  expect(slashAt('苹果、梨', 4)).toBeUndefined()
})

test('a slash elsewhere is a slash', () => {
  expect(slashAt('and/or', 6)).toBeUndefined()
  expect(slashAt(' /x', 3)).toBeUndefined()
  expect(slashAt('line\n/x', 7)).toBeUndefined()
  expect(slashAt('/two words', 10)).toBeUndefined()
  expect(slashAt('/x\n', 3)).toBeUndefined()
  expect(slashAt('/x', 0)).toBeUndefined()
})

test('what a slash query names is always what stands in the text before the cursor', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('/', '、', 'a', '船', ' ', '\n') }),
      fc.nat(30),
      (text, at) => {
        const caret = Math.min(at, text.length)
        const found = slashAt(text, caret)
        if (found) expect(text.slice(found.start + 1, caret)).toBe(found.query)
      },
    ),
  )
})

test('names that begin with what was typed come before those that contain it, whatever the case', () => {
  const items = [item('resume'), item('Summarise'), item('list', 'A summary list'), item('', 'Manage')]
  expect(names(matchingItems(items, 'sum'))).toEqual(['Summarise', 'resume', 'list', 'Manage'])
})

test('a slash alone lists everything, and a name that nothing has lists nothing', () => {
  const items = [item('a'), item('b'), item('', 'Manage')]
  expect(names(matchingItems(items, ''))).toEqual(['a', 'b', 'Manage'])
  expect(matchingItems(items, 'etc/passwd')).toEqual([])
  expect(names(matchingItems([item('', 'Manage')], ''))).toEqual(['Manage'])
})

test('places are found in both directions, and braces that are none are left alone', () => {
  const text = 'To {{name}} on {{day}}: {{}} {{a\nb}}'
  const first = placeAfter(text, 0)
  expect(first).toEqual({ start: 3, end: 11 })
  expect(placeAfter(text, 11)).toEqual({ start: 15, end: 22 })
  expect(placeAfter(text, 22)).toBeUndefined()
  expect(placeBefore(text, 15)).toEqual(first)
  expect(placeBefore(text, 3)).toBeUndefined()
})
