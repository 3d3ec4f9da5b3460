import { expect, test } from 'vitest'
import type { Kept } from './kept.ts'
import { createKeptLater } from './kept-later.ts'

function createRoom() {
  const records = new Map<string, unknown>()
  const heard: unknown[] = []
  const kept: Kept = {
    owns: key => key.startsWith('document/'),
    snapshot: key => records.get(key),
    takeIn(entries, access) {
      heard.push([access, ...entries])
      for (const [key, value] of entries) records.set(key, value)
    },
    merge: (_key, { mine, theirs }) => [mine, theirs],
  }
  return { kept, heard }
}

test('records are held as they are until their room comes, and then are its own', () => {
  const later = createKeptLater('document/')
  const { kept } = later
  expect([kept.owns('document/a'), kept.owns('documents')]).toEqual([true, false])
  kept.takeIn(
    [
      ['document/a', { any: 'shape' }],
      ['document/b', 2],
    ],
    'full',
  )
  kept.takeIn(
    [
      ['document/b', undefined],
      ['document/c', 3],
    ],
    'full',
  )
  expect(kept.snapshot('document/a')).toEqual({ any: 'shape' })
  // Nothing can have been changed here: what another tab wrote goes.
  expect(kept.merge('document/a', { base: 1, mine: 1, theirs: 2 })).toBe(2)
  expect(later.isEmpty()).toBe(false)
  const room = createRoom()
  later.handOver(room.kept)
  expect(room.heard).toEqual([['full', ['document/a', { any: 'shape' }], ['document/c', 3]]])
  kept.takeIn([['document/a', 4]], 'full')
  expect(kept.snapshot('document/a')).toBe(4)
  expect(kept.merge('document/a', { base: 1, mine: 1, theirs: 2 })).toEqual([1, 2])
})

test('a room that comes before anything was read is told nothing until then', () => {
  const later = createKeptLater('document/')
  const room = createRoom()
  later.handOver(room.kept)
  expect(room.heard).toEqual([])
  later.kept.takeIn([], 'read-only')
  expect(room.heard).toEqual([['read-only']])
})

test('it tells when records are there and their room is not', () => {
  let told = 0
  const later = createKeptLater('document/', () => {
    told += 1
  })
  later.kept.takeIn([], 'full')
  expect(told).toBe(0)
  later.kept.takeIn([['document/a', 1]], 'full')
  expect(told).toBe(1)
  later.handOver(createRoom().kept)
  later.kept.takeIn([['document/b', 1]], 'full')
  expect(told).toBe(1)
})
