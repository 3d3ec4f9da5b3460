import { describe, expect, test } from 'vitest'
import { findPlace, knownPlaces } from './find-place.ts'
import { timeInPlaceTool } from './place-tool.ts'
import stored from './places.json'

/** Winter in the north: 30 November 2026, 12:00 in Greenwich. */
const winter = Date.UTC(2026, 10, 30, 12)

async function say(
  args: Record<string, unknown>,
  {
    language = 'en',
    now = winter,
    timeZone = 'Europe/Berlin',
  }: { language?: 'en' | 'zh-CN'; now?: number; timeZone?: string } = {},
): Promise<string> {
  const { signal } = new AbortController()
  return (await timeInPlaceTool.run(args, { signal, language, now, timeZone })).said
}

describe('places', () => {
  test.each([
    ['Tokyo', 'Asia/Tokyo'],
    ['in São Paulo', 'America/Sao_Paulo'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['NYC', 'America/New_York'],
    ['Los Angeles', 'America/Los_Angeles'],
    ['the UK', 'Europe/London'],
    ['U.S.', 'America/New_York'],
    ['Boston, Massachusetts', 'America/New_York'],
    ['Mexico City', 'America/Mexico_City'],
    ['Georgia', 'Asia/Tbilisi'],
    ['UTC', 'UTC'],
    ['北京', 'Asia/Shanghai'],
    ['青岛市', 'Asia/Shanghai'],
    ['东京时间', 'Asia/Tokyo'],
    ['旧金山', 'America/Los_Angeles'],
    ['圣地亚哥', 'America/Santiago'],
    ['英国', 'Europe/London'],
    ['Asia/Katmandu', 'Asia/Katmandu'],
  ])('%s', (name, zone) => {
    expect(findPlace(name)?.zone).toBe(zone)
  })

  test('are many, and nothing is found under names that are none', () => {
    expect(knownPlaces).toBeGreaterThan(1500)
    expect(Object.keys(stored.zones).length).toBeGreaterThan(400)
    for (const name of ['', ' ', 'Atlantis', 'constructor', '__proto__', '时间', '?'])
      expect(findPlace(name)).toBeUndefined()
  })

  test('have a zone that this runtime knows, and a name in both languages', () => {
    const zones = [
      ...Object.keys(stored.zones),
      ...Object.values(stored.countries).map(([, , zone = '']) => zone),
    ]
    const unknown = zones.filter(timeZone => {
      try {
        return !new Intl.DateTimeFormat('en', { timeZone })
      } catch {
        return true
      }
    })
    expect(unknown).toEqual([])
    for (const [zone, [chinese]] of Object.entries(stored.zones)) {
      if (chinese !== '') expect(findPlace(chinese ?? '')?.zone, zone).toBeDefined()
    }
  })
})

describe('times', () => {
  test('now, with the difference to where one is', async () => {
    expect(await say({ place: 'Tokyo' })).toBe(
      'It is 21:00 on Monday, 30 November 2026 in Tokyo, 8 hours ahead of you.',
    )
    expect(await say({ place: 'kolkata' })).toBe(
      'It is 17:30 on Monday, 30 November 2026 in Kolkata, 4 hours and 30 minutes ahead of you.',
    )
    expect(await say({ place: '纽约' }, { language: 'zh-CN' })).toBe(
      '纽约现在是2026年11月30日星期一 07:00，比这里晚 6 小时。',
    )
    expect(await say({ place: 'Paris' })).toContain('the same time as here')
    expect(await say({ place: 'Australia' })).toBe(
      'It is 23:00 on Monday, 30 November 2026 in Sydney (Australia), 10 hours ahead of you. Other parts of Australia have other times.',
    )
  })

  test('of one place at another, in summer and in winter', async () => {
    const asked = { place: 'Beijing', time: '09:00', from: 'London' }
    expect(await say(asked)).toBe('09:00 in London is 17:00 in Beijing.')
    expect(await say(asked, { now: Date.UTC(2026, 6, 1, 12) })).toBe('09:00 in London is 16:00 in Beijing.')
    expect(await say({ place: 'Sydney', time: '18:30' })).toBe('18:30 here is 04:30 in Sydney the next day.')
    expect(await say({ place: '洛杉矶', time: '8:00', from: '北京' }, { language: 'zh-CN' })).toBe(
      '北京的 08:00 是洛杉矶前一天的 16:00。',
    )
  })

  test('that the clocks skip are said to be none', async () => {
    const now = Date.UTC(2026, 2, 29, 10)
    expect(await say({ place: 'London', time: '02:30', from: 'Berlin' }, { now })).toBe(
      '03:30 in Berlin is 02:30 in London. The clocks skip the time you named on that day.',
    )
  })

  test('that are none, and places that nobody knows, are said to be so', async () => {
    expect(await say({ place: 'Tokyo', time: '25:00' })).toBe('There is no such time of day.')
    expect(await say({ place: '<b>Atlantis' })).toContain('I do not know the time zone of “\\<b\\>Atlantis”')
    expect(await say({ place: 'Tokyo', from: 'Atlantis', time: '09:00' })).toContain('“Atlantis”')
  })
})
