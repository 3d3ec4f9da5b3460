import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFileNames, fileNameOf } from './file-name.ts'

test.each([
  ['Crabs', 'Crabs'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
  ['..', 'chat'],
  ['.hidden', 'hidden'],
  ['con', '_con'],
  ['Lpt1.txt', '_Lpt1.txt'],
  ['line\nbreak\u0000', 'line break'],
  ['evil\u202egnp.exe', 'evil gnp.exe'],
  ['寄居蟹的家', '寄居蟹的家'],
  ['', 'chat'],
])('the title %j is the file name %j', (title, name) => {
  expect(fileNameOf(title, 'chat')).toBe(name)
})

test('no title makes a name that some system refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), title => {
      const name = fileNameOf(title, 'chat')
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[. ]|[. ]$/u)
      expect(name).not.toBe('')
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(204)
    }),
  )
})

test('a name is given once, also where capitals are the same', () => {
  const unique = createFileNames()
  expect([unique('a', '.md'), unique('A', '.md'), unique('a', '.md')]).toEqual([
    'a.md',
    'A (2).md',
    'a (3).md',
  ])
})
