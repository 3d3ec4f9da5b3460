import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listRates } from './list-rates.ts'

const rates = readFileSync('src/abilities/units/rates.json', 'utf8')

test('the bank’s file becomes the rates that come with Hermit, to the letter', () => {
  const stored = JSON.parse(rates) as { date: string; rates: Record<string, number> }
  const day = new Date(stored.date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const names = Object.keys(stored.rates)
  const file = `Date, ${names.join(', ')}, \n${day}, ${names.map(name => stored.rates[name]).join(', ')}, \n`
  expect(listRates(file)).toBe(rates)
})

test('another file is refused', () => {
  expect(() => listRates('')).toThrow('not eurofxref.csv')
  expect(() => listRates('Date, USD\n30 October 2026, 1.1\n')).toThrow('Only 1 rates')
})
