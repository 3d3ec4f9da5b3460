import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDurations, toIsoDuration } from './duration.ts'
import { fold } from './reading.ts'

const read = (words: string) => findDurations(fold(words)).map(({ value }) => toIsoDuration(value))

describe('lengths of time', () => {
  test('hours, minutes and seconds are read back as they were said', () => {
    const part = fc.integer({ min: 0, max: 59 })
    fc.assert(
      fc.property(part, part, part, (hours, minutes, seconds) => {
        fc.pre(hours + minutes + seconds > 0)
        const said = (count: number, unit: string) =>
          count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`]
        const english = [...said(hours, 'hour'), ...said(minutes, 'minute'), ...said(seconds, 'second')]
        const chinese = [
          hours && `${hours}小时`,
          minutes && `${minutes}分钟`,
          seconds && `${seconds}秒`,
        ].filter(one => one !== 0)
        const iso = `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`
        expect(read(english.join(' and '))).toEqual([iso])
        expect(read(english.join(', '))).toEqual([iso])
        expect(read(chinese.join(''))).toEqual([iso])
      }),
    )
  })

  test('days, weeks, months and years are read back as they were said', () => {
    const units = [
      ['day', '天', 'D'],
      ['week', '周', 'W'],
      ['month', '个月', 'M'],
      ['year', '年', 'Y'],
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        fc.integer({ min: 2, max: 900 }),
        ([english, chinese, letter], count) => {
          expect(read(`${count} ${english}s`)).toEqual([`P${count}${letter}`])
          expect(read(`${count}${chinese}`)).toEqual([`P${count}${letter}`])
        },
      ),
    )
  })

  test.each([
    ['an hour and a half', ['PT1H30M']],
    ['two and a half hours', ['PT2H30M']],
    ['two hour timer', ['PT2H']],
    ['half an hour', ['PT30M']],
    ['a quarter of an hour', ['PT15M']],
    ['90 min', ['PT90M']],
    ['1h30', ['PT1H30M']],
    ['a fortnight', ['P2W']],
    ['a couple of days', ['P2D']],
    ['a year and a half', ['P1Y6M']],
    ['一个半小时', ['PT1H30M']],
    ['两天半', ['P2DT12H']],
    ['半年', ['P6M']],
    ['三刻钟', ['PT45M']],
    ['一小时零五分', ['PT1H5M']],
    ['a timer', []],
    ['today', []],
    ['五分之一', []],
    ['2026年', []],
    ['三月', []],
  ])('%s', (words, values) => {
    expect(read(words)).toEqual(values)
  })
})
