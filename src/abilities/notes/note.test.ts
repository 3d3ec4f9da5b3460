import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeNote, type Note, noteKey, noteRest, noteTitle, parseNote } from './note.ts'

const note = (text: string, updatedAt = 2): Note => ({ id: 'a', text, createdAt: 1, updatedAt })

test('what lies under a key is a note of that id, or none', () => {
  expect(parseNote('note/a', note('x'))).toEqual(note('x'))
  expect(parseNote('note/b', note('x'))).toBeUndefined()
  fc.assert(
    fc.property(fc.anything(), value => {
      const parsed = parseNote('note/a', value)
      expect(parsed === undefined || noteKey(parsed.id) === 'note/a').toBe(true)
    }),
  )
})

test('a title is the first line that says something', () => {
  expect(noteTitle(note('\n\n  ## Packing list  \nsocks\nshirts'))).toBe('Packing list')
  expect(noteRest(note('\n\nPacking list\n socks\n\nshirts'))).toBe('socks shirts')
  expect(noteTitle(note(' \n '))).toBe('')
  expect(noteTitle(note('😀'.repeat(100)), 41)).toBe(`${'😀'.repeat(20)}…`)
})

test('what one tab alone has changed is taken from that tab', () => {
  const base = note('Milk')
  const changed = note('Milk and eggs', 5)
  expect(mergeNote({ base, mine: changed, theirs: base })).toEqual(changed)
  expect(mergeNote({ base, mine: base, theirs: changed })).toEqual(changed)
  expect(mergeNote({ base, mine: undefined, theirs: base })).toBeUndefined()
  expect(mergeNote({ base, mine: base, theirs: undefined })).toBeUndefined()
  expect(mergeNote({ base, mine: undefined, theirs: changed })).toEqual(changed)
  expect(mergeNote({ base: undefined, mine: changed, theirs: undefined })).toEqual(changed)
})

test('of two texts written at once no line is lost, and what they share stands once', () => {
  const [mine, theirs] = [note('Shopping\nmilk\neggs', 5), note('Shopping\nmilk\nbread', 6)]
  const merged = mergeNote({ base: note('Shopping\nmilk'), mine, theirs })
  expect(merged).toEqual({ ...note('Shopping\nmilk\nbread\n\neggs', 6) })
})

test('one text that goes on from the other is the text', () => {
  const base = note('S')
  const [mine, theirs] = [note('Shopping list', 5), note('Shopp', 4)]
  expect(mergeNote({ base, mine, theirs })?.text).toBe('Shopping list')
})

test('both tabs come to the same text, whichever puts it together, and every line is in it', () => {
  const line = fc.constantFrom('a', 'b', 'c', 'dd', '')
  const text = fc.array(line, { maxLength: 4 }).map(lines => lines.join('\n'))
  fc.assert(
    fc.property(text, text, text, (was, here, there) => {
      const [base, mine, theirs] = [note(was), note(here, 3), note(there, 4)]
      const one = mergeNote({ base, mine, theirs })
      expect(one).toEqual(mergeNote({ base, mine: theirs, theirs: mine }))
      if (here === was || there === was) return
      const lines = one?.text.split('\n') ?? []
      for (const written of `${here}\n${there}`.split('\n')) {
        if (written !== '') expect(lines.some(each => each.includes(written))).toBe(true)
      }
    }),
  )
})
