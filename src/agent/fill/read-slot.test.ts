import { describe, expect, test } from 'vitest'
import type { Slot, SlotKind } from '../../abilities/tool.ts'
import { readSlot } from './read-slot.ts'
import { placeAt } from './tables/place.fixture.ts'

const ask = { en: '?', 'zh-CN': '？' }
const read = (kind: SlotKind, words: string, more: Partial<Slot> = {}) =>
  readSlot({ kind, ask, ...more }, words, placeAt(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en'))

describe('answers to a short question', () => {
  test.each<[SlotKind, string, unknown]>([
    ['time', 'half past nine', '09:30'],
    ['time', 'nine', '09:00'],
    ['time', '3', '15:00'],
    ['time', '下午四点', '16:00'],
    ['number', '两杯', 2],
    ['number', 'three please', 3],
    ['number', 'many', undefined],
    ['moment', 'six', '2026-11-30T18:00'],
    ['moment', 'tomorrow at nine', '2026-12-01T09:00'],
    ['moment', '20 minutes', '2026-11-30T10:20'],
    ['moment', 'in an hour', '2026-11-30T11:00'],
    ['moment', '明早八点', '2026-12-01T08:00'],
    ['moment', '半小时', '2026-11-30T10:30'],
    ['moment', 'whenever', undefined],
    ['date', 'next friday', '2026-12-11'],
    ['date', '后天', '2026-12-02'],
    ['duration', 'ten minutes', 'PT10M'],
    ['duration', '一个半小时', 'PT1H30M'],
    ['duration', 'ten', undefined],
    ['language', 'French', 'fr'],
    ['language', '日语', 'ja'],
    ['currency', 'euros', 'EUR'],
    ['currency', '块', 'CNY'],
    ['unit', 'miles', 'miles'],
    ['unit', 'kg', 'kg'],
    ['unit', '公里', '公里'],
    ['place', 'in Tokyo', 'Tokyo'],
    ['person', 'to Anna', 'Anna'],
    ['person', 'Tom', 'Tom'],
    ['person', 'for Asha', 'Asha'],
    ['place', 'Atlanta', 'Atlanta'],
    ['place', 'in Inverness', 'Inverness'],
    ['person', '给妈妈', '妈妈'],
    ['person', 'anna@example.com', 'anna@example.com'],
    ['url', 'example.com', 'example.com'],
    ['url', 'no idea', undefined],
    ['file', 'notes.txt', 'notes.txt'],
    ['file', 'shopping list', 'shopping list'],
    ['document', 'the lease', 'lease'],
    ['document', '租房合同', 'contract'],
    ['document', 'annual report', undefined],
    ['expression', '12% of 80', '12% of 80'],
    ['text', 'call mum at six', 'call mum at six'],
    ['text', '“早上好”', '早上好'],
  ])('%s: %s', (kind, words, value) => {
    expect(read(kind, words)).toEqual(value)
  })

  test('a choice is told by either of its names', () => {
    const choices = [
      { en: 'small', 'zh-CN': '小杯' },
      { en: 'large', 'zh-CN': '大杯' },
    ]
    expect(read('choice', 'Large please', { choices })).toBe('large')
    expect(read('choice', '大杯', { choices })).toBe('large')
    expect(read('choice', 'huge', { choices })).toBeUndefined()
  })

  test('a time goes with the day that was named before', () => {
    const slot: Slot = { kind: 'moment', ask }
    const place = placeAt('en')
    expect(readSlot(slot, 'at nine', place, 'remind me on Thursday to buy milk')).toBe('2026-12-03T09:00')
    expect(readSlot(slot, 'tomorrow at nine', place, 'remind me on Thursday to buy milk')).toBe(
      '2026-12-01T09:00',
    )
    expect(readSlot(slot, '下午三点', placeAt('zh-CN'), '周四提醒我买牛奶')).toBe('2026-12-03T15:00')
  })
})
