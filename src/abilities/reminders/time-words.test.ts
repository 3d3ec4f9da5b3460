import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agoWords, leftWords, momentWords, spanWords } from './time-words.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const now = Date.parse('2026-11-30T12:00Z')

test('lengths of time are said by their two largest units', () => {
  expect(spanWords(45_000, 'en')).toBe('45 seconds')
  expect(spanWords(minute, 'en')).toBe('1 minute')
  expect(spanWords(4 * minute + 30_000, 'en')).toBe('4 minutes 30 seconds')
  expect(spanWords(2 * hour + 5 * minute + 10_000, 'en')).toBe('2 hours 5 minutes')
  expect(spanWords(day + 3 * hour + 20 * minute, 'en')).toBe('1 day 3 hours')
  expect(spanWords(10 * minute, 'zh-CN')).toBe('10分钟')
  expect(spanWords(90 * minute, 'zh-CN')).toBe('1小时30分钟')
  expect(spanWords(-1, 'en')).toBe('0 seconds')
})

test('a second that has begun counts, and no unit is ever full', () => {
  expect(spanWords(59_001, 'en')).toBe('1 minute')
  expect(spanWords(hour - 1, 'en')).toBe('1 hour')
  expect(spanWords(day - 1, 'en')).toBe('1 day')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * day }), ms => {
      const words = spanWords(ms, 'en')
      expect(words).not.toMatch(/\b60 (?:seconds|minutes)|\b24 hours/)
      expect(words).toMatch(/^\d+ \w+( \d+ \w+)?$/)
    }),
  )
})

test('what is left is told by the second only where that matters', () => {
  expect(leftWords(9 * minute + 30_000, 'en')).toBe('9 minutes 30 seconds')
  expect(leftWords(44 * minute + 58_000, 'en')).toBe('45 minutes')
  expect(spanWords(12 * minute + 30_000, 'en')).toBe('12 minutes 30 seconds')
})

test('what is due says since when', () => {
  expect(agoWords(20_000, 'en')).toBe('just now')
  expect(agoWords(2 * hour + 50 * minute, 'en')).toBe('2 hours ago')
  expect(agoWords(3 * day, 'zh-CN')).toBe('3天前')
})

test('a moment is said by its day, as the zone has it', () => {
  expect(momentWords(now + hour, now, 'en', 'UTC')).toBe('today at 13:00')
  expect(momentWords(now + day, now, 'en', 'UTC')).toBe('tomorrow at 12:00')
  expect(momentWords(now - day, now, 'zh-CN', 'UTC')).toBe('昨天 12:00')
  expect(momentWords(now + 4 * day, now, 'en', 'UTC')).toBe('on Friday 4 December at 12:00')
  expect(momentWords(now + 4 * day, now, 'zh-CN', 'UTC')).toBe('12月4日星期五 12:00')
  expect(momentWords(now + 365 * day, now, 'en', 'UTC')).toContain('2027')
  // In Auckland it is tomorrow already.
  expect(momentWords(now + hour, now, 'en', 'Pacific/Auckland')).toBe('today at 02:00')
  expect(momentWords(now, now - 2 * hour, 'en', 'Pacific/Auckland')).toBe('tomorrow at 01:00')
})
