import { expect, test } from 'vitest'
import { labelledRequests } from '../../../scripts/router/dataset.ts'
import { readToolExamples } from '../../../scripts/router/tool-examples.ts'
import { hasEvidence } from './evidence.ts'

test('a sum has a number, and what is cancelled is cancelled by a word', () => {
  expect(hasEvidence('calculate', '这个词听着就累')).toBe(false)
  expect(hasEvidence('calculate', '三加五')).toBe(true)
  expect(hasEvidence('cancel_reminder', '门上的提醒')).toBe(false)
  expect(hasEvidence('cancel_reminder', '那个提醒不用了')).toBe(true)
  expect(hasEvidence('add_note', 'anything')).toBe(true)
})

test('hardly any request that the router learns from is without it', async () => {
  const requests = (await labelledRequests(await readToolExamples())).filter(
    ({ label, isMistyped }) => label !== 'none' && !isMistyped,
  )
  const without = requests.filter(({ label, text }) => !hasEvidence(label, text))
  expect(without.length / requests.length).toBeLessThan(0.001)
})

test.each(['1', '2,5', '１２', ' 7. ', '2026-11-30'.slice(0, 4)])('a number alone is no sum: %s', piece => {
  expect(hasEvidence('calculate', piece)).toBe(false)
})

test.each(['12*7', '3 + 4', '(2-1)', '17%', '5!', '2^10', 'seven times eight', '七乘八'])(
  'a sum is one: %s',
  piece => {
    expect(hasEvidence('calculate', piece)).toBe(true)
  },
)
