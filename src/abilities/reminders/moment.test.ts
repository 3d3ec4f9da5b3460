import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationMs, momentOf, wallClockAt } from './moment.ts'

const zones = [
  'UTC',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
]
const utc = (iso: string) => Date.parse(iso)

test('a time of day is the moment at which clocks there show it', () => {
  expect(momentOf('2026-11-30T18:00', 'Asia/Shanghai')).toBe(utc('2026-11-30T10:00Z'))
  expect(momentOf('2026-11-30T18:00', 'America/New_York')).toBe(utc('2026-11-30T23:00Z'))
  expect(momentOf('2026-07-01T18:00', 'America/New_York')).toBe(utc('2026-07-01T22:00Z'))
  expect(momentOf('2026-11-30T18:00:30', 'UTC')).toBe(utc('2026-11-30T18:00:30Z'))
})

test('an hour that is skipped goes on from before, one that comes twice is the first', () => {
  // Clocks in Berlin go from 02:00 to 03:00 on 29 March 2026, and from 03:00 to 02:00 on 25 October.
  expect(momentOf('2026-03-29T02:30', 'Europe/Berlin')).toBe(utc('2026-03-29T01:30Z'))
  expect(wallClockAt(utc('2026-03-29T01:30Z'), 'Europe/Berlin')).toBe('2026-03-29T03:30')
  expect(momentOf('2026-10-25T02:30', 'Europe/Berlin')).toBe(utc('2026-10-25T00:30Z'))
  expect(momentOf('2026-10-25T03:00', 'Europe/Berlin')).toBe(utc('2026-10-25T02:00Z'))
  // "Tomorrow at nine" over such a night is nine, not a day of 24 hours later.
  expect(momentOf('2026-03-29T09:00', 'Europe/Berlin')).toBe(utc('2026-03-29T07:00Z'))
})

test('what no clock shows is no moment', () => {
  for (const words of [
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-11-30T24:30',
    '2026-11-30',
    'tomorrow',
    '',
  ]) {
    expect(momentOf(words, 'UTC'), words).toBeUndefined()
  }
})

test('what clocks show at a moment leads back to it, or to the same hour an hour before, in every zone', () => {
  const minutes = fc.integer({
    min: utc('1990-01-01T00:00Z') / 60_000,
    max: utc('2080-01-01T00:00Z') / 60_000,
  })
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const at = minute * 60_000
      const back = momentOf(wallClockAt(at, zone), zone)
      // Lord Howe puts its clocks back by half an hour.
      expect([0, 30 * 60_000, 60 * 60_000]).toContain(at - (back ?? Number.NaN))
      expect(wallClockAt(back ?? 0, zone)).toBe(wallClockAt(at, zone))
    }),
  )
})

test('lengths of time are read, and what is of no one length is not', () => {
  expect(durationMs('PT10M')).toBe(600_000)
  expect(durationMs('PT2H30M')).toBe(9_000_000)
  expect(durationMs('PT1.5H')).toBe(5_400_000)
  expect(durationMs('PT45S')).toBe(45_000)
  expect(durationMs('P1DT1H')).toBe(25 * 3_600_000)
  expect(durationMs('P3W')).toBe(21 * 86_400_000)
  for (const words of ['P1M', 'P1Y', '-P1D', 'PT', 'P', '10 minutes', 'PT5', 'P1DT', '']) {
    expect(durationMs(words), words).toBeUndefined()
  }
})
