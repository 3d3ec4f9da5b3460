import { expect, test } from 'vitest'
import { isSameArguments, isSameMissing } from './compare.ts'

test('arguments are the same whatever their order, case, blanks and quotes', () => {
  const right = { args: { text: 'call mum', at: '2026-11-30T18:00' } }
  expect(isSameArguments(right, { at: '2026-11-30T18:00', text: '“Call  mum”' })).toBe(true)
  expect(isSameArguments(right, { at: '2026-11-30T18:00', text: 'call' })).toBe(false)
  expect(isSameArguments(right, { text: 'call mum' })).toBe(false)
  expect(isSameArguments({ args: { amount: 5 } }, { amount: '5' })).toBe(false)
})

test('one of several right readings is enough, and an argument too many is wrong', () => {
  const right = { args: { to: 'Tom', body: 'hi' }, also: [{ to: 'Tom' }] }
  expect(isSameArguments(right, { to: 'Tom' })).toBe(true)
  expect(isSameArguments(right, { to: 'Tom', subject: 'hi' })).toBe(false)
})

test('missing arguments are recognised where just they are absent', () => {
  const required = ['text', 'at']
  expect(isSameMissing({ missing: ['at'] }, required, { text: 'x' })).toBe(true)
  expect(isSameMissing({ missing: ['at'] }, required, {})).toBe(false)
  expect(isSameMissing({ missing: [] }, required, { text: 'x' })).toBe(false)
})
