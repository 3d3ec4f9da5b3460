import { expect, test } from 'vitest'
import { isPress, keyNames } from './keys.ts'

const nothing = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

test('a shortcut is pressed with Ctrl or ⌘, and with exactly its other keys', () => {
  expect(isPress({ ...nothing, key: 'k', ctrlKey: true }, 'mod+k')).toBe(true)
  expect(isPress({ ...nothing, key: 'k', metaKey: true }, 'mod+k')).toBe(true)
  expect(isPress({ ...nothing, key: 'k' }, 'mod+k')).toBe(false)
  expect(isPress({ ...nothing, key: 'K', ctrlKey: true, shiftKey: true }, 'mod+k')).toBe(false)
  expect(isPress({ ...nothing, key: 'O', ctrlKey: true, shiftKey: true }, 'mod+shift+o')).toBe(true)
  expect(isPress({ ...nothing, key: 'k', ctrlKey: true, altKey: true }, 'mod+k')).toBe(false)
})

test('a sign counts with Shift and without: keyboards differ in where they have it', () => {
  expect(isPress({ ...nothing, key: '?', shiftKey: true }, '?')).toBe(true)
  expect(isPress({ ...nothing, key: '?' }, '?')).toBe(true)
  expect(isPress({ ...nothing, key: '?', ctrlKey: true }, '?')).toBe(false)
})

test('keys are named as the keyboard has them', () => {
  expect(keyNames('mod+shift+o', false)).toEqual(['Ctrl', 'Shift', 'O'])
  expect(keyNames('mod+shift+o', true)).toEqual(['⌘', '⇧', 'O'])
  expect(keyNames('escape', false)).toEqual(['Esc'])
})
