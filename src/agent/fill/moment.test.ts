import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FillPlace } from '../parts.ts'
import { instantOf, wallAt, writeMoment } from './calendar.ts'
import { findMoment } from './moment.ts'
import { fold } from './reading.ts'
import { placeAt } from './tables/place.fixture.ts'

const read = (words: string, changes: Partial<FillPlace> = {}) =>
  findMoment(fold(words), placeAt(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en', changes))?.value

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
]
const said = [
  'at six',
  'at half past nine',
  'tonight',
  'tomorrow at noon',
  'in twenty minutes',
  'next Wednesday at 3',
  'at midnight',
  'in an hour and a half',
  'Sunday at 2:30',
  'on the 31st at 8',
  '18:00',
  'this evening',
  'in three days',
  'tomorrow at 2:30 am',
  '六点',
  '明早八点半',
  '下周三下午三点',
  '半小时后',
  '今晚',
  '中午',
  '凌晨两点半',
  '周日凌晨2:30',
  '三天后上午十点',
  '晚上十二点',
  '月底下午五点',
]
/** From 2020 to 2040. */
const anyTime = fc.integer({ min: 1_577_836_800, max: 2_208_988_800 }).map(seconds => seconds * 1000)

describe('moments', () => {
  test('every moment is in the future and is one that clocks there do show', () => {
    fc.assert(
      fc.property(fc.constantFrom(...said), anyTime, fc.constantFrom(...zones), (words, now, timeZone) => {
        const value = read(words, { now, timeZone })
        // "This evening" may be over; what was said is never put off to another day.
        if (value === undefined) return
        const [date = '', time = ''] = value.split('T')
        const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
        const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
        const wall = { year, month, day, hour, minute, second }
        const instant = instantOf(wall, timeZone)
        expect(writeMoment(wallAt(instant, timeZone))).toBe(value)
        const local = writeMoment({ ...wallAt(now, timeZone), second: 0 })
        expect(instant > now || value > local, `${words} at ${local}: ${value}`).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('lengths of time from now are exact where clocks are changed meanwhile', () => {
    // At 01:00 UTC on 25 October 2026 clocks in Berlin go from 03:00 back to 02:00.
    const now = Date.parse('2026-10-25T00:30:00Z')
    expect(read('in two hours', { now })).toBe('2026-10-25T03:30')
    expect(read('两小时后', { now })).toBe('2026-10-25T03:30')
    expect(read('in one day', { now })).toBe('2026-10-26T02:30')
  })

  test('a time that clocks skip is as much later', () => {
    const now = Date.parse('2027-03-27T12:00:00Z')
    expect(read('tomorrow at 2:30 am', { now })).toBe('2027-03-28T03:30')
  })

  test.each([
    ['at six', '2026-11-30T18:00'],
    ['at nine', '2026-11-30T21:00'],
    ['at 9 am', '2026-12-01T09:00'],
    ['at 10', '2026-11-30T22:00'],
    ['at noon', '2026-11-30T12:00'],
    ['tonight', '2026-11-30T20:00'],
    ['tonight at one', '2026-12-01T01:00'],
    ['tomorrow at noon', '2026-12-01T12:00'],
    ['tomorrow at six', '2026-12-01T18:00'],
    ['tomorrow at eight', '2026-12-01T08:00'],
    ['in twenty minutes', '2026-11-30T10:20'],
    ['in 90 seconds', '2026-11-30T10:01:30'],
    ['next Wednesday at 3', '2026-12-09T15:00'],
    ['on Wednesday at 3', '2026-12-02T15:00'],
    ['Monday at 9:00', '2026-12-07T09:00'],
    ['first thing in the morning', '2026-12-01T09:00'],
    ['at 20 to 5', '2026-11-30T16:40'],
    ['on Christmas Eve at 5pm', '2026-12-24T17:00'],
    ['六点', '2026-11-30T18:00'],
    ['明早八点半', '2026-12-01T08:30'],
    ['下周三下午三点', '2026-12-09T15:00'],
    ['半小时后', '2026-11-30T10:30'],
    ['一个半小时后', '2026-11-30T11:30'],
    ['五点三刻', '2026-11-30T17:45'],
    ['晚上十二点', '2026-12-01T00:00'],
    ['下个月三号上午九点', '2026-12-03T09:00'],
    ['tomorrow', undefined],
    ['明天', undefined],
    ['早点', undefined],
    ['soon', undefined],
    ['at the door', undefined],
    ['yesterday at six', undefined],
  ])('%s', (words, value) => {
    expect(read(words)).toBe(value)
  })

  test('said in the evening, a time is the next one at which people are up', () => {
    const now = Date.parse('2026-11-30T18:00:00Z')
    expect(read('at six', { now })).toBe('2026-12-01T06:00')
    expect(read('at five', { now })).toBe('2026-12-01T17:00')
    expect(read('at nine', { now })).toBe('2026-11-30T21:00')
    expect(read('tonight', { now: Date.parse('2026-11-30T20:10:00Z') })).toBe('2026-11-30T22:00')
  })
})
