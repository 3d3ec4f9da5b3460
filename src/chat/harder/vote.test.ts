import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sample } from './harder.ts'
import { candidatesOf, isDecided, vote } from './vote.ts'

type Voter = Pick<Sample, 'final' | 'status' | 'text'>

const said = (final: string | null, more: Partial<Voter> = {}): Voter => ({
  final,
  status: 'done',
  text: `It is ${final}`,
  ...more,
})

describe('a vote', () => {
  test.each<[string, Voter[], ReturnType<typeof vote>]>([
    ['takes what most share', [said('1'), said('2'), said('2')], { picked: 1, final: '2', agree: 2 }],
    ['takes the earliest of equals', [said('1'), said('2')], { picked: 0, final: '1', agree: 1 }],
    [
      'has no voice for a sample without a final answer',
      [said(null), said('2')],
      { picked: 1, final: '2', agree: 1 },
    ],
    [
      'takes the earliest where nobody has one',
      [said(null), said(null)],
      { picked: 0, final: null, agree: 0 },
    ],
    [
      'is told by a sample that is whole where there is one',
      [said('2', { status: 'length' }), said('2')],
      { picked: 1, final: '2', agree: 2 },
    ],
    [
      'waits for a sample that is still being written, and has no use for one that was stopped',
      [said('1', { status: 'streaming' }), said('1', { status: 'stopped' }), said('2')],
      { picked: 2, final: '2', agree: 1 },
    ],
    [
      'counts a percentage and its number as one',
      [said('5'), said('50'), said('50%')],
      { picked: 1, final: '50', agree: 2 },
    ],
    [
      'has nothing to pick where nothing has ended',
      [said('1', { status: 'streaming' })],
      { picked: null, final: null, agree: 0 },
    ],
    [
      'does not pick an empty text',
      [said(null, { text: '' }), said(null)],
      { picked: 1, final: null, agree: 0 },
    ],
  ])('%s', (_, samples, result) => {
    expect(vote(samples)).toEqual(result)
  })
})

const voters = fc.array(
  fc.constantFrom('1', '2', '3', null).map(final => said(final)),
  { maxLength: 8 },
)

test('a decided vote is never overturned, whatever comes, and one that is not can be', () => {
  fc.assert(
    fc.property(voters, fc.integer({ min: 0, max: 3 }), (samples, remaining) => {
      const { final } = vote(samples)
      // All ways the rest may vote; '9' stands for an answer that nobody has given yet.
      let rests: Voter[][] = [[]]
      for (let left = remaining; left > 0; left--) {
        rests = rests.flatMap(rest => ['1', '2', '3', '9', null].map(next => [...rest, said(next)]))
      }
      const isSafe = final !== null && rests.every(rest => vote([...samples, ...rest]).final === final)
      expect(isDecided(samples, remaining)).toBe(isSafe)
    }),
  )
})

test('what is compared is one sample for each answer there is, and each sample without one', () => {
  const samples = [
    said('2', { status: 'length' }),
    said('1'),
    said('2'),
    said(null),
    said('1'),
    said(null, { text: '' }),
  ]
  expect(candidatesOf(samples)).toEqual([1, 2, 3])
})
