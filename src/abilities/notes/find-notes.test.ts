import { expect, test } from 'vitest'
import { findNotes } from './find-notes.ts'
import type { Note } from './note.ts'

const texts = [
  'Plumber\nMr Okafor, 60 an hour. Came for the boiler.',
  'Boiler\nserviced in May, filter changed',
  'Packing list\nsocks, shirts, passport',
  '大门密码\n4471，备用钥匙在王师傅那里',
  '花园\n池塘、长椅、香草',
]
const notes = texts.map((text, at): Note => ({ id: `n${at}`, text, createdAt: at, updatedAt: at }))
const found = (query: string) => findNotes(query, notes).map(({ note }) => note.id)

test('a note that has all words is found, the one whose title has them first', () => {
  expect(found('boiler')).toEqual(['n1', 'n0'])
  expect(found('boiler okafor')).toEqual(['n0'])
  expect(found('pack')).toEqual(['n2'])
})

test('Chinese is found by any part of it', () => {
  expect(found('密码')).toEqual(['n3'])
  expect(found('大门密码')).toEqual(['n3'])
  expect(found('钥匙')).toEqual(['n3'])
  expect(found('池')).toEqual(['n4'])
})

test('the words around what is looked for do not matter', () => {
  expect(found('my note about the packing list')).toEqual(['n2'])
  expect(found('what I noted about the plumber')).toEqual(['n0'])
  expect(found('关于花园的笔记')).toEqual(['n4'])
})

test('where no note has all, more than half of the words will do', () => {
  expect(found('socks shirts umbrella')).toEqual(['n2'])
  expect(found('umbrella socks')).toEqual([])
  expect(found('xylophone')).toEqual([])
  expect(found('  ')).toEqual([])
})

test('what was found is told, so that it can be marked', () => {
  const [hit] = findNotes('pass', notes)
  expect([...(hit?.terms ?? [])]).toEqual(['passport'])
})
