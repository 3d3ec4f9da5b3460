import { expect, test } from 'vitest'
import { samplingSchema } from '../records.ts'
import { highestSeed, parseNumber, samplingFields, withSampling } from './sampling-fields.ts'

test('whatever the controls can give can be kept', () => {
  for (const { name, min, max, rest } of samplingFields) {
    for (const value of [min, max, rest]) {
      expect(samplingSchema.safeParse({ [name]: value }).success, `${name} ${value}`).toBe(true)
    }
  }
  expect(samplingSchema.safeParse({ seed: highestSeed }).success).toBe(true)
})

test('the last number to be given back leaves nothing', () => {
  const both = withSampling(withSampling(undefined, 'seed', 7), 'temperature', 0.8)
  expect(both).toEqual({ seed: 7, temperature: 0.8 })
  const one = withSampling(both, 'seed', undefined)
  expect(one).toEqual({ temperature: 0.8 })
  expect(withSampling(one, 'temperature', undefined)).toBeUndefined()
})

test('only numbers within the bounds are taken', () => {
  const bounds = { min: 1, max: 2, isWhole: false }
  expect(parseNumber('1.5', bounds)).toBe(1.5)
  for (const text of ['', ' ', 'x', '0', '2.1', '1e9', 'NaN'])
    expect(parseNumber(text, bounds)).toBeUndefined()
  expect(parseNumber('1.5', { ...bounds, isWhole: true })).toBeUndefined()
})
