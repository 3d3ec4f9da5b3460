import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerDates, type DateQuestion } from './dates.ts'
import { sayDates } from './say-time.ts'

/** A Monday. */
const clock = { now: Date.UTC(2026, 10, 30, 12), timeZone: 'UTC' }
const say = (question: DateQuestion, language: 'en' | 'zh-CN' = 'en') =>
  sayDates(answerDates(question, clock), language)

describe('in English', () => {
  test.each<[DateQuestion, string]>([
    [{}, 'Today is Monday, 30 November 2026.'],
    [{ start: '2027-02-14' }, '14 February 2027 is a Sunday.'],
    [{ offset: 'P3W' }, '3 weeks after today is Monday, 21 December 2026.'],
    [{ offset: '-P100D' }, '100 days before today is Saturday, 22 August 2026.'],
    [{ start: '2026-08-31', offset: 'P6M' }, '6 months after 31 August 2026 is Sunday, 28 February 2027.'],
    [{ start: '2028-02-29', offset: 'P1Y' }, '1 year after 29 February 2028 is Wednesday, 28 February 2029.'],
    [{ end: '2026-12-25' }, 'It is 25 days until Friday, 25 December 2026 (3 weeks and 4 days).'],
    [{ end: '2026-12-01' }, 'It is 1 day until Tuesday, 1 December 2026.'],
    [{ end: '2026-11-30' }, 'Monday, 30 November 2026 is today.'],
    [{ end: '2020-01-01' }, 'Wednesday, 1 January 2020 was 2,525 days ago (360 weeks and 5 days).'],
    [
      { start: '2026-03-01', end: '2026-06-15' },
      'From 1 March 2026 to 15 June 2026 it is 106 days (15 weeks and 1 day).',
    ],
    [{ offset: 'PT72H' }, 'That is at 12:00 on Thursday, 3 December 2026.'],
    [{ start: '2027-02-29' }, 'There is no such day in the calendar.'],
    [{ start: 'soon', offset: 'P1D' }, 'There is no such day in the calendar.'],
    [{ offset: 'a while' }, 'I cannot tell how long that is.'],
    [{ offset: 'P999999Y' }, 'That is too far away for a calendar.'],
  ])('%j', (question, said) => expect(say(question)).toBe(said))
})

describe('in Chinese', () => {
  test.each<[DateQuestion, string]>([
    [{}, '今天是2026年11月30日星期一。'],
    [{ start: '2027-02-14' }, '2027年2月14日是星期日。'],
    [{ offset: 'P3W' }, '从今天算起，3 周后是2026年12月21日星期一。'],
    [{ end: '2026-12-25' }, '距离2026年12月25日星期五还有 25 天（3 周零 4 天）。'],
    [{ end: '2026-11-01' }, '2026年11月1日星期日是 29 天前（4 周零 1 天）。'],
  ])('%j', (question, said) => expect(say(question, 'zh-CN')).toBe(said))
})

test('today is the day where it is asked, not in Greenwich', () => {
  const now = Date.UTC(2026, 10, 30, 23)
  const day = (timeZone: string) => sayDates(answerDates({}, { now, timeZone }), 'en')
  expect(day('Asia/Tokyo')).toBe('Today is Tuesday, 1 December 2026.')
  expect(day('America/New_York')).toBe('Today is Monday, 30 November 2026.')
})

test('hours are counted through the change of the clocks', () => {
  // 29 March 2026, 02:00 in Berlin: the clocks go to 03:00.
  const berlin = { now: Date.UTC(2026, 2, 28, 23, 30), timeZone: 'Europe/Berlin' }
  expect(sayDates(answerDates({ offset: 'PT2H' }, berlin), 'en')).toBe(
    'That is at 03:30 on Sunday, 29 March 2026.',
  )
})

const day = fc
  .date({ min: new Date('1600-01-01'), max: new Date('2600-01-01'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

test('so many days on and back again is the same day, and so many days away', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -200_000, max: 200_000 }), (start, days) => {
      const sign = days < 0 ? '-' : ''
      const there = answerDates({ start, offset: `${sign}P${Math.abs(days)}D` }, clock)
      if (!('kind' in there) || there.kind !== 'day') throw new Error('no day')
      const end = there.day.toString()
      const back = answerDates({ start: end, offset: `${days < 0 ? '' : '-'}P${Math.abs(days)}D` }, clock)
      expect('day' in back && back.day.toString()).toBe(start)
      expect(answerDates({ start, end }, clock)).toMatchObject({ days })
    }),
  )
})

test('the weekday is that of the calendar in the browser', () => {
  fc.assert(
    fc.property(day, start => {
      const answer = answerDates({ start }, clock)
      expect('day' in answer && answer.day.dayOfWeek % 7).toBe(new Date(start).getUTCDay())
    }),
  )
})

test('whatever is asked, there is an answer', () => {
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('P1D', 'P99999999999999999999Y', '-PT1S', '0000-00-00', '2026-13-01'),
    day,
  )
  const maybe = fc.option(words, { nil: undefined })
  fc.assert(
    fc.property(maybe, maybe, maybe, (start, offset, end) => {
      expect(say({ start, offset, end })).toMatch(/\.$/)
    }),
  )
})
