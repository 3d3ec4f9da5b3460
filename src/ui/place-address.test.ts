import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePlaceAddress, placeAddress } from './place-address.ts'

test('a place is found by its address, whatever its target', () => {
  expect(placeAddress('documents', 'a b#1-2')).toBe('hermit:documents/a%20b%231-2')
  expect(parsePlaceAddress('hermit:notes')).toEqual({ place: 'notes' })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), target => {
      const address = placeAddress('notes', target)
      expect(parsePlaceAddress(address)).toEqual({ place: 'notes', target })
      // Nothing in it that Markdown would take for its own.
      expect(address).toMatch(/^[\w%.~:/-]+$/)
      expect(address).not.toContain('_')
    }),
  )
})

test('another address is no place', () => {
  for (const address of [
    'https://a.org',
    'hermit:',
    'hermit:Notes',
    'hermit:notes/a/b',
    'hermit:notes/%',
    'javascript:hermit:notes',
    'hermit:notes/a b',
  ]) {
    expect(parsePlaceAddress(address), address).toBeUndefined()
  }
})
