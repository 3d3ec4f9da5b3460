import { expect, test } from 'vitest'
import { calculatorTools } from './tools.ts'

const say = async (expression: string, language: 'en' | 'zh-CN' = 'en') => {
  const { signal } = new AbortController()
  const result = await calculatorTools[0]?.run({ expression }, { signal, language, now: 0, timeZone: 'UTC' })
  return result?.said
}

test('the result is said as a person would say it', async () => {
  expect(await say('12% of 80')).toBe('12% of 80 is 9.6.')
  expect(await say("what's 3*4*5?")).toBe('3 × 4 × 5 is 60.')
  expect(await say('1/3')).toBe('1 ÷ 3 is about 0.3333333333.')
  expect(await say('eight plus nine times two')).toBe('eight plus nine times two (8 + 9 × 2) is 26.')
  expect(await say('sin(2)')).toBe('sin(2) is about 0.9092974268. The angle was taken in radians.')
  expect(await say('一百二十的百分之十五', 'zh-CN')).toBe('一百二十的百分之十五等于 18。')
  expect(await say('8加9乘2等于多少？', 'zh-CN')).toBe('8加9乘2（8 + 9 × 2）等于 26。')
})

test('what has no result is said in words, in both languages', async () => {
  expect(await say('1/0')).toContain('divide by zero')
  expect(await say('1/0', 'zh-CN')).toContain('除以零')
  expect(await say('what is love')).toContain('cannot read that')
  expect(await say('9^9^9^9')).toContain('too much')
})

test('a long calculation is not said again, and nothing of it is Markdown', async () => {
  expect(await say(`1${'+1'.repeat(60)}`)).toBe('The result is 61.')
  expect(await say('[1](2)')).not.toContain('[1](')
})

test('a call that was ended does nothing', async () => {
  const place = { signal: AbortSignal.abort(), language: 'en', now: 0, timeZone: 'UTC' } as const
  await expect(calculatorTools[0]?.run({ expression: '1+1' }, place)).rejects.toThrow()
})
