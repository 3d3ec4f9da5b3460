import { plainNumberAt } from './number.ts'
import { isWordStart, matchAt, type Reading, readAll } from './reading.ts'

/** A length of time by its units, as it was said: 90 minutes are not an hour and a half. All are whole and none is negative. */
export interface Duration {
  readonly years: number
  readonly months: number
  readonly weeks: number
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

type Unit = keyof Duration

const none: Duration = { years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 }
/** From large to small, with the letter of each and how many of the next one make it up. */
const order: readonly { unit: Unit; next?: Unit; holds: number }[] = [
  { unit: 'years', next: 'months', holds: 12 },
  { unit: 'months', next: 'days', holds: 30 },
  { unit: 'weeks', next: 'days', holds: 7 },
  { unit: 'days', next: 'hours', holds: 24 },
  { unit: 'hours', next: 'minutes', holds: 60 },
  { unit: 'minutes', next: 'seconds', holds: 60 },
  { unit: 'seconds', holds: 1 },
]
/** Longer ones are no length that a person means. */
const largest = 100_000

const englishUnit =
  /(?:(seconds?|secs?|s)|(minutes?|mins?|m)|(hours?|hrs?|h)|(days?|d)|(weeks?|wks?|w)|(fortnights?)|(months?)|(years?|yrs?))(?![a-z'])/y
const englishUnits: readonly (Unit | 'fortnights')[] = [
  'seconds',
  'minutes',
  'hours',
  'days',
  'weeks',
  'fortnights',
  'months',
  'years',
]
const chineseUnit =
  /个?(?:(秒钟?)|(分钟?(?!之))|(小时|钟头)|(天)|(周(?![一二三四五六日末])|星期(?![一二三四五六日])|礼拜(?![一二三四五六日]))|(刻钟)|(月)|(年))/y
const chineseUnits: readonly (Unit | 'quarters')[] = [
  'seconds',
  'minutes',
  'hours',
  'days',
  'weeks',
  'quarters',
  'months',
  'years',
]
const halfOf =
  /(?:(half)\s+(?:an?\s+)?|(?:(a|one|three)\s+)?(quarters?)\s+of\s+an?\s+|(an?|another)\s+(half[\s-]+)?)/y
const halfChinese = /半个?(?=秒|分|小时|钟头|天|周|星期|月|年)/y
const notCounted =
  /^\s*(?:$|[,.;!?]|(?:on|for|from|to|please|and|then|timer|countdown|thanks|until|later)(?![a-z]))/
const gap = /[\s-]{0,2}(?:more\s)?/y
const join = /\s{0,2}(?:,\s{0,2})?(?:and\s{1,2}|零|又|加)?/y
const andPart = /\s+and\s+(?:a\s+(half|quarter)|three\s+quarters)(?![a-z])/y

/** All lengths of time that a request names. */
export function findDurations(folded: string): Reading<Duration>[] {
  return readAll(folded, durationAt)
}

/** The length of time that begins at a place: "an hour and a half", "1h30", "90 min", "一个半小时". */
export function durationAt(folded: string, at: number): Reading<Duration> | undefined {
  if (folded[at] === ' ') return undefined
  let whole: Duration | undefined
  let end = at
  let smallest = -1
  for (let cursor = at; ; ) {
    const part = partAt(folded, cursor, smallest)
    if (part === undefined) break
    const value = whole === undefined ? part.value : added(whole, part.value)
    if (value === undefined) break
    whole = value
    end = part.end
    smallest = part.rank
    cursor = end + (matchAt(join, folded, end)?.[0].length ?? 0)
  }
  return whole === undefined || toMilliseconds(whole) === 0 ? undefined : { value: whole, start: at, end }
}

interface Part {
  readonly value: Duration
  readonly end: number
  /** Where its unit is in `order`: the next part must be smaller. */
  readonly rank: number
}

function partAt(folded: string, at: number, above: number): Part | undefined {
  const isJoined = above >= 0
  if (!isJoined && !isWordStart(folded, at)) return undefined
  const half = matchAt(halfOf, folded, at)
  if (half !== undefined) {
    const [whole, isHalf, three, quarter, , isHalfToo] = half
    const count =
      quarter !== undefined
        ? three === 'three'
          ? 0.75
          : 0.25
        : isHalf !== undefined || isHalfToo !== undefined
          ? 0.5
          : 1
    const found = unitAt(folded, at + whole.length, above, count)
    if (found !== undefined) return found
  }
  const halfZh = matchAt(halfChinese, folded, at)
  if (halfZh !== undefined) {
    const found = unitAt(folded, at + halfZh[0].length, above, 0.5)
    if (found !== undefined) return found
  }
  const number = plainNumberAt(folded, at)
  if (number === undefined || !(number.value < largest)) return undefined
  const behind = number.end + (matchAt(gap, folded, number.end)?.[0].length ?? 0)
  // 一个半小时 has its half before the unit, 两天半 behind it.
  const middle = /^个?半/.exec(folded.slice(behind, behind + 2))
  if (middle !== null) {
    const found = unitAt(folded, behind + middle[0].length, above, number.value + 0.5)
    if (found !== undefined) return found
  }
  const found = unitAt(folded, behind, above, number.value)
  if (found !== undefined) return found
  // "1h30": minutes without a unit, right behind hours.
  const isHours = isJoined && order[above]?.unit === 'hours'
  // "An hour and twenty": where nothing follows that is counted.
  const isSpoken =
    /hours?\s(?:and\s)?$/.test(folded.slice(Math.max(0, at - 10), at)) &&
    number.value % 5 === 0 &&
    notCounted.test(folded.slice(number.end, number.end + 12))
  // "3 min 30"
  const isSeconds =
    isJoined &&
    order[above]?.unit === 'minutes' &&
    /(?:\d\s?m(?:ins?)?|minutes?)\s(?:and\s)?$/.test(folded.slice(Math.max(0, at - 11), at)) &&
    number.value < 60 &&
    notCounted.test(folded.slice(number.end, number.end + 12))
  if (isSeconds) return { value: { ...none, seconds: number.value }, end: number.end, rank: 6 }
  const isBare = isHours && (isSpoken || /[hr时]/.test(folded[at - 1] ?? ''))
  if (!isBare || number.value > 59 || /[\p{L}\p{N}]/u.test(folded[number.end] ?? '')) return undefined
  return { value: { ...none, minutes: number.value }, end: number.end, rank: 5 }
}

function unitAt(folded: string, at: number, above: number, count: number): Part | undefined {
  const english = matchAt(englishUnit, folded, at)
  const chinese = english === undefined ? matchAt(chineseUnit, folded, at) : undefined
  const found = english ?? chinese
  if (found === undefined) return undefined
  const names: readonly (Unit | 'fortnights' | 'quarters')[] =
    english === undefined ? chineseUnits : englishUnits
  const name = names[found.slice(1).findIndex(group => group !== undefined)]
  // 三月 is a month's name, 2026年 a year's; 三个月 and 三年 are lengths.
  if (
    chinese !== undefined &&
    name === 'months' &&
    folded[at] !== '个' &&
    folded[at - 1] !== '个' &&
    folded[at - 1] !== '半'
  )
    return undefined
  if (chinese !== undefined && name === 'years' && count >= 1000) return undefined
  if (name === undefined) return undefined
  let [unit, many]: [Unit, number] =
    name === 'fortnights'
      ? ['weeks', count * 2]
      : name === 'quarters'
        ? ['minutes', count * 15]
        : [name, count]
  const rank = order.findIndex(one => one.unit === unit)
  if (rank <= above) return undefined
  let end = at + found[0].length
  const part = matchAt(andPart, folded, end)
  if (
    part !== undefined &&
    english !== undefined &&
    !/^\s+(?:an?\s)?(?:second|minute|hour|day|week)/.test(
      folded.slice(end + part[0].length, end + part[0].length + 9),
    )
  ) {
    many += part[1] === 'half' ? 0.5 : part[1] === 'quarter' ? 0.25 : 0.75
    end += part[0].length
  } else if (chinese !== undefined && folded[end] === '半' && !/[个天年小]/.test(folded[end + 1] ?? '')) {
    many += 0.5
    end += folded[end + 1] === '钟' ? 2 : 1
  }
  unit = order[rank]?.unit ?? unit
  return { value: spread(rank, many), end, rank }
}

/** A number of a unit in whole ones of it and of smaller units. */
function spread(rank: number, count: number): Duration {
  const value: Record<Unit, number> = { ...none }
  let at = rank
  let left = count
  for (;;) {
    const row = order[at]
    if (row === undefined) break
    const whole = row.next === undefined ? Math.round(left) : Math.floor(left + 1e-6)
    value[row.unit] += whole
    left = (left - whole) * row.holds
    if (row.next === undefined || left < 1e-4) break
    at = order.findIndex(one => one.unit === row.next)
  }
  return value
}

function added(a: Duration, b: Duration): Duration | undefined {
  const sum: Record<Unit, number> = { ...a }
  for (const { unit } of order) sum[unit] += b[unit]
  return sum
}

/** ISO 8601: "PT1H30M", "P3W", "-P1D". Weeks among other units are days, as the standard has it. */
export function toIsoDuration(duration: Duration, isBefore = false): string {
  const { years, months, hours, minutes, seconds } = duration
  const isWeeks = duration.weeks > 0 && years + months + duration.days + hours + minutes + seconds === 0
  const days = isWeeks ? 0 : duration.days + duration.weeks * 7
  const date = [
    [years, 'Y'],
    [months, 'M'],
    [isWeeks ? duration.weeks : 0, 'W'],
    [days, 'D'],
  ] as const
  const time = [
    [hours, 'H'],
    [minutes, 'M'],
    [seconds, 'S'],
  ] as const
  const write = (parts: readonly (readonly [number, string])[]) =>
    parts.map(([count, letter]) => (count > 0 ? `${count}${letter}` : '')).join('')
  const behindT = write(time)
  return `${isBefore ? '-' : ''}P${write(date)}${behindT === '' ? '' : `T${behindT}`}`
}

/** What of it is counted by the clock and not by the calendar, in milliseconds. */
export function clockMilliseconds({ hours, minutes, seconds }: Duration): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** About how long it is, in milliseconds: a month is 30 days, a year 365. */
export function toMilliseconds(duration: Duration): number {
  const days = duration.years * 365 + duration.months * 30 + duration.weeks * 7 + duration.days
  return days * 86_400_000 + clockMilliseconds(duration)
}
