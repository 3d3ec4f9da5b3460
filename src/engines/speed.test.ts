import { expect, test } from 'vitest'
import { predictRates } from './speed.ts'
import { measureCpu } from './speed-probe.ts'

test('a GPU with ten times the bandwidth wins for a large model and not for a tiny one', () => {
  const speed = { gpu: 50e9, cpu: 1e9 }
  const large = predictRates(speed, 2e9, 4)
  expect(large.gpu).toBeGreaterThan(large.cpu)
  const tiny = predictRates(speed, 5e6, 4)
  expect(tiny.gpu).toBeLessThan(tiny.cpu)
})

test('without a GPU nothing is predicted of one', () => {
  expect(predictRates({ cpu: 1e9 }, 1e9, 1)).not.toHaveProperty('gpu')
})

test('the processor reads some bytes a second', () => {
  expect(measureCpu()).toBeGreaterThan(1e6)
})
