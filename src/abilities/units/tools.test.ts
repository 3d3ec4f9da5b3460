import { expect, test } from 'vitest'
import type { Tool } from '../tool.ts'
import { convertCurrencyTool } from './currency-tool.ts'
import { convertUnitsTool } from './units-tool.ts'

async function say(
  tool: Tool,
  args: Record<string, unknown>,
  language: 'en' | 'zh-CN' = 'en',
): Promise<string> {
  const { signal } = new AbortController()
  return (await tool.run(args, { signal, language, now: 0, timeZone: 'UTC' })).said
}

const inUnits = (amount: number, from: string, to: string, language?: 'zh-CN') =>
  say(convertUnitsTool, { amount, from, to }, language)

test('a conversion is said as a person would say it', async () => {
  expect(await inUnits(5, 'miles', 'km')).toBe('5 miles is 8.04672 kilometres.')
  expect(await inUnits(1, 'mile', 'km')).toBe('1 mile is 1.609344 kilometres.')
  expect(await inUnits(100, 'F', 'C')).toBe('100 °F is about 37.7778 °C.')
  expect(await inUnits(1e6, 'km', 'miles')).toBe('1,000,000 kilometres is about 621,371 miles.')
  expect(await inUnits(1, 'light year', 'km')).toBe('1 light year is about 9,460,730,472,581 kilometres.')
  expect(await inUnits(3, '斤', '克', 'zh-CN')).toBe('3 斤等于 1,500 克。')
  expect(await inUnits(100, '华氏度', '摄氏度', 'zh-CN')).toBe('100 华氏度约等于 37.7778 摄氏度。')
})

test('what cannot be converted says why', async () => {
  expect(await inUnits(1, 'kg', 'm')).toBe(
    'That cannot be converted: kilograms measure a weight, metres a length.',
  )
  expect(await inUnits(1, '公斤', '米', 'zh-CN')).toBe('无法换算：公斤是重量单位，米是长度单位。')
  expect(await inUnits(1, '*flurbs*', 'm')).toBe('I know no unit called “\\*flurbs\\*”.')
})

test('money is never without the day of its rate', async () => {
  const english = await say(convertCurrencyTool, { amount: 100, from: 'usd', to: 'CNY' })
  expect(english).toMatch(
    /^100 US dollars was [\d.,]+ Chinese yuan at the European Central Bank’s rate of \d+ \w+ \d{4}\. That is not today’s rate\.$/,
  )
  const chinese = await say(convertCurrencyTool, { amount: 9.5, from: 'EUR', to: 'JPY' }, 'zh-CN')
  expect(chinese).toMatch(
    /^按欧洲中央银行\d{4}年\d+月\d+日的汇率，9\.50欧元合[\d.,]+日元。这不是今天的汇率。$/,
  )
  expect(await say(convertCurrencyTool, { amount: 1, from: 'VND', to: 'EUR' })).toBe(
    'I have no exchange rate for this currency: Vietnamese Dong.',
  )
})
