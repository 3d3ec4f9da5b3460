import type { FillPlace } from '../parts.ts'
import {
  compareDays,
  type Day,
  instantOf,
  plusDays,
  plusMonths,
  utc,
  type Wall,
  wallAt,
  weekdayOf,
  writeMoment,
} from './calendar.ts'
import { type Clock, chinesePartAt, type DayPart, findClocks } from './clock.ts'
import { dayAt, findDays, type SaidDay } from './date.ts'
import { clockMilliseconds, type Duration, durationAt } from './duration.ts'
import { isWordStart, matchAt, type Reading, readAll, type Span } from './reading.ts'

/** Hours for those who name a part of a day and no time. */
const hourOfPart: Readonly<Record<DayPart, number>> = {
  dawn: 5,
  morning: 9,
  noon: 12,
  afternoon: 15,
  evening: 20,
  night: 21,
}
/** A time without "am" or a part of the day is meant between these hours. */
const firstHour = 6
const lastHour = 24

/** A moment that a request names, and all letters that it was read from. */
export interface FoundMoment {
  /** "2026-11-30T18:00", in the place's time zone, always later than its `now`. */
  readonly value: string
  readonly spans: readonly Span[]
}

interface Piece extends Span {
  readonly clock?: Clock
  readonly day?: SaidDay
  readonly part?: DayPart
  readonly ahead?: Duration
}

/** Between pieces of one moment: "tomorrow, at six", "明天的下午". */
const between = /^[\s,的]{0,3}(?:(?:at|on|by|around|about|in|from|the)\s){0,2}$/
/** A word before a moment that says nothing but that one follows. */
const leading =
  /(?:^|[\s,，])(?:(?:say|let's say|maybe|perhaps|preferably|ideally)[\s,]{1,2})?(?:when\sit(?:'s|\sis)(?:\s(?:about|nearly|around))?\s|(?:at|on|by|for|around|about|from|starting|till|until)\s(?:around\s|about\s|the\s)?|in\s(?=the))$|(?:在|于|到|等到?|从)$/

/** What goes on behind a moment in Chinese and says nothing more. */
const trailing = /^(?:的时候|时候|的时|左右|前后|之前|以前|准时|整)/

/**
 * The moment that a request names. Where it names several, that which is said with a time, and of these the one right
 * behind `near` (the words that ask), else the last. A day without a time is none: no time is made up.
 */
export function findMoment(
  folded: string,
  place: FillPlace,
  near = 0,
  isWaking = false,
): FoundMoment | undefined {
  const groups = grouped(folded, piecesOf(folded, place))
  const usable = groups.filter(group =>
    group.some(piece => piece.day === undefined || piece.part !== undefined),
  )
  const chosen =
    usable.find(group => isRightBehind(folded, group[0], near)) ??
    usable.find(hasClockAndDay) ??
    usable.at(-1)
  if (chosen === undefined) return undefined
  const hasDay = chosen.some(piece => piece.day !== undefined || piece.ahead !== undefined)
  // "Tomorrow remind me to call at six": its day stands elsewhere.
  const others = groups.filter(group => group !== chosen)
  const dayElsewhere =
    hasDay || others.length !== 1
      ? undefined
      : others[0]?.every(piece => piece.day !== undefined)
        ? others[0]
        : undefined
  const pieces = dayElsewhere === undefined ? chosen : [...dayElsewhere, ...chosen]
  const value = resolve(isWaking ? pieces.map(early) : pieces, place)
  if (value === undefined) return undefined
  return {
    value,
    spans: [chosen, dayElsewhere ?? []].filter(group => group.length > 0).map(group => spanOf(folded, group)),
  }
}

/** Who is to be woken means the morning, where nothing else is said. */
function early(piece: Piece): Piece {
  const { clock } = piece
  const isOpen =
    clock !== undefined && !clock.isExact && clock.part === undefined && clock.hour >= 4 && clock.hour < 12
  return isOpen ? { ...piece, clock: { ...clock, isExact: true } } : piece
}

/** The days that a request names without a time, for an answer that gives the time. */
export function findDayOnly(folded: string, place: FillPlace): Reading<SaidDay> | undefined {
  const today = wallAt(place.now, place.timeZone)
  return findDays(folded, today, place.language)[0]
}

function hasClockAndDay(group: readonly Piece[]): boolean {
  return group.some(piece => piece.clock !== undefined) && group.some(piece => piece.day !== undefined)
}

function isRightBehind(folded: string, piece: Piece | undefined, near: number): boolean {
  if (piece === undefined || near === 0 || piece.start < near) return false
  return (
    /^[\s,:]{0,2}(?:(?:at|on|by|in|around|about|the|again|me|that)\s){0,3}$/.test(
      folded.slice(near, piece.start),
    ) || piece.start === near
  )
}

function spanOf(folded: string, group: readonly Piece[]): Span {
  const start = group[0]?.start ?? 0
  const before = leading.exec(folded.slice(Math.max(0, start - 32), start))
  const cut = before === null ? 0 : before[0].replace(/^[\s,，]/, '').length
  const end = group.at(-1)?.end ?? start
  const behind = trailing.exec(folded.slice(end, end + 6))
  return { start: start - cut, end: end + (behind?.[0].length ?? 0) }
}

function piecesOf(folded: string, place: FillPlace): Piece[] {
  const today = wallAt(place.now, place.timeZone)
  const aheads = readAll(folded, aheadAt)
  const weeksOn = readAll(folded, (text, from) => weeksOnAt(text, from, today, place))
  const days = findDays(folded, today, place.language)
  const clocks = findClocks(folded)
  const parts = readAll(folded, partAt)
  const pieces: Piece[] = []
  const take = <T>(readings: readonly Reading<T>[], piece: (value: T) => Omit<Piece, 'start' | 'end'>) => {
    for (const { start, end, value } of readings) {
      if (pieces.some(other => start < other.end && other.start < end)) continue
      pieces.push({ start, end, ...piece(value) })
    }
  }
  take(weeksOn, day => ({ day }))
  take(aheads, ahead => ({ ahead }))
  take(
    parts.filter(({ value }) => value.isToday),
    ({ part }) => ({ part, day: today }),
  )
  take(days, day => ({ day }))
  take(clocks, clock => ({ clock }))
  take(
    parts.filter(({ value }) => !value.isToday),
    ({ part }) => ({ part }),
  )
  return pieces.sort((a, b) => a.start - b.start)
}

/** "Thursday, 10 December" is one day, said twice. */
function isSameDay(one: SaidDay, other: SaidDay): boolean {
  return (one.isWeekday === true || other.isWeekday === true) && weekdayOf(one) === weekdayOf(other)
}

function grouped(folded: string, pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = []
  for (const piece of pieces) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isNext =
      last !== undefined && between.test(folded.slice(last.end, Math.min(piece.start, last.end + 20)))
    // Two times are two moments.
    const isTwice = group?.some(
      one =>
        (one.clock && piece.clock) ||
        (one.day && piece.day && !one.part && !piece.part && !isSameDay(one.day, piece.day)) ||
        (one.ahead && piece.ahead),
    )
    if (group === undefined || !isNext || isTwice === true) groups.push([piece])
    else group.push(piece)
  }
  return groups
}

/** "In 15": minutes, where nothing is counted. */
const bareAhead = /in\s([1-5]\d|5)(?=$|[,.;!?]|\s(?:to|that|and|please|remind|about)(?![a-z]))/y
const inWord = /(?:in|after|within)\s(?:about\s|around\s|another\s)?/y
const fromNow = /\s(?:from\snow|later|from\stoday|hence|time(?!r))(?![a-z])/y
const through = /(?:再?过|再)/y
const later = /(?:之后|以后|后|过后)(?!天)/y

/** A length of time from now on: "in twenty minutes", "an hour from now", "半小时后", "过十分钟". */
function aheadAt(folded: string, at: number): Reading<Duration> | undefined {
  const bareMinutes = isWordStart(folded, at) ? matchAt(bareAhead, folded, at) : undefined
  if (bareMinutes !== undefined) {
    const value = durationAt(`${bareMinutes[1]} minutes`, 0)?.value
    return value && { value, start: at, end: at + bareMinutes[0].length }
  }
  const lead =
    (isWordStart(folded, at) ? matchAt(inWord, folded, at) : undefined) ?? matchAt(through, folded, at)
  const from = at + (lead?.[0].length ?? 0)
  const found = durationAt(folded, from)
  if (found === undefined) return undefined
  const isEnglish = lead !== undefined && /[a-z]/.test(lead[0])
  const behind = matchAt(fromNow, folded, found.end) ?? matchAt(later, folded, found.end)
  const possessive = isEnglish ? /^'?s?'?\stime(?![a-z])/.exec(folded.slice(found.end, found.end + 9)) : null
  if (lead === undefined && behind === undefined) return undefined
  if (isEnglish && /^\s(?:before|after|of|from\s(?!now|today))/.test(folded.slice(found.end, found.end + 12)))
    return undefined
  return {
    value: found.value,
    start: at,
    end: found.end + (possessive?.[0].length ?? behind?.[0].length ?? 0),
  }
}

const someWeeks = /(an?|one|two|three)\s(weeks?|fortnights?)\s(?:on|from)\s(?!now|today)/y

/** "A week on Tuesday", "a fortnight from Friday". */
function weeksOnAt(folded: string, at: number, today: Day, place: FillPlace): Reading<SaidDay> | undefined {
  const found = isWordStart(folded, at) ? matchAt(someWeeks, folded, at) : undefined
  if (found === undefined) return undefined
  const day = dayAt(folded, at + found[0].length, today, place.language)
  if (day === undefined) return undefined
  const many = found[1] === 'three' ? 3 : found[1] === 'two' ? 2 : 1
  const days = many * (found[2]?.startsWith('week') ? 7 : 14)
  return { value: plusDays(day.value, days), start: at, end: day.end }
}

const partWord =
  /(tonight)|(this)\s(morning|afternoon|evening)|(?:(?:first\sthing\s)?in\sthe\s|at\s)(morning|afternoon|evening|night)|(morning|afternoon|evening|night)(?=$|[^a-z])/y
const dayBefore =
  /(?:tomorrow|tmrw?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:\sin\sthe)?\s$/

function partAt(folded: string, at: number): Reading<{ part: DayPart; isToday: boolean }> | undefined {
  const chinese = chinesePartAt(folded, at)
  if (chinese !== undefined)
    return { value: { part: chinese.part, isToday: false }, start: at, end: chinese.end }
  if (!isWordStart(folded, at)) return undefined
  const found = matchAt(partWord, folded, at)
  if (found === undefined) return undefined
  const [whole, tonight, isThis, thisPart, inPart, bare] = found
  if (/[a-z]/.test(folded[at + whole.length] ?? '')) return undefined
  if (bare !== undefined && !dayBefore.test(folded.slice(Math.max(0, at - 20), at))) return undefined
  const part = (tonight === undefined ? (thisPart ?? inPart ?? bare) : 'evening') as DayPart
  return {
    value: { part, isToday: tonight !== undefined || isThis !== undefined },
    start: at,
    end: at + whole.length,
  }
}

function resolve(pieces: readonly Piece[], place: FillPlace): string | undefined {
  const now = wallAt(place.now, place.timeZone)
  const clock = pieces.find(piece => piece.clock !== undefined)?.clock
  const days = pieces.flatMap(({ day }) => day ?? [])
  const said = days.find(day => day.isWeekday !== true) ?? days[0]
  const ahead = pieces.find(piece => piece.ahead !== undefined)?.ahead
  const part = clock?.part ?? pieces.find(piece => piece.part !== undefined)?.part
  if (ahead !== undefined && clockMilliseconds(ahead) > 0)
    return written(momentAhead(ahead, now, place), place)
  const today: Day = now
  const day = ahead === undefined ? said : dayAhead(ahead, today)
  if (clock === undefined && part === undefined) {
    return ahead === undefined || day === undefined
      ? undefined
      : written({ ...now, ...dayOnly(day), second: 0 }, place)
  }
  const candidates =
    clock === undefined
      ? part === undefined
        ? []
        : partMoments(part, day ?? today, now)
      : timesOf(clock, part, day !== undefined).map(hour => at(day ?? today, hour, clock.minute))
  const isFixed = day !== undefined
  const isFuture = (wall: Wall) => utc(wall) > utc(now)
  // On a day of the week that is today, a time that is over is that of a week later.
  const found = (said?.isWeekday === true ? candidates.slice(0, 1) : candidates).find(isFuture)
  if (found !== undefined) return written(found, place)
  // All are over: on another day where none was fixed, a week later for a day of the week.
  const shift = !isFixed ? 1 : said?.isWeekday === true ? 7 : undefined
  if (shift === undefined) return undefined
  const next = candidates.map(wall => ({ ...wall, ...plusDays(wall, shift) })).filter(isFuture)
  return next[0] === undefined ? undefined : written(next[0], place)
}

function dayOnly({ year, month, day }: Day): Day {
  return { year, month, day }
}

function at(day: Day, hour: number, minute: number): Wall {
  const shifted = plusDays(day, Math.floor(hour / 24))
  return { ...shifted, hour: hour % 24, minute, second: 0 }
}

function partMoments(part: DayPart, day: Day, now: Wall): Wall[] {
  const usual = at(day, hourOfPart[part], 0)
  const isToday = compareDays(day, now) === 0
  // Said in that evening itself: the next full hour of it.
  const soon = at(day, Math.max(hourOfPart[part], now.hour + 1), 0)
  const isStill = (part === 'evening' || part === 'night') && now.hour < 23
  return isToday && isStill ? [usual, soon] : [usual]
}

/** The hours that may be meant, likeliest first; 24 and more are in the night that follows. */
function timesOf({ hour, minute, isExact }: Clock, part: DayPart | undefined, hasDay: boolean): number[] {
  if (part !== undefined && !(isExact && hour > 12)) return [inPart(hour, part)]
  if (isExact) return [hour]
  const [early, late] = [hour % 12, (hour % 12) + 12]
  // With a day: the time at which people are about; "tomorrow at eight" is in the morning, "at three" after noon.
  if (hasDay) return hour % 12 >= 7 ? [early, late] : hour === 12 ? [12, 24] : [late, early]
  const isWaking = (one: number) => one + minute / 60 >= firstHour && one < lastHour
  const both = [early, late].filter(isWaking)
  return both.length > 0 ? both : [early, late]
}

function inPart(hour: number, part: DayPart): number {
  const twelve = hour % 12
  if (part === 'dawn' || part === 'morning') return twelve
  if (part === 'noon') return twelve >= 10 ? twelve : twelve + 12
  if (part === 'afternoon') return twelve + 12
  if (part === 'evening') return twelve >= 4 ? twelve + 12 : twelve + 24
  return twelve >= 6 ? twelve + 12 : twelve + 24
}

function dayAhead(ahead: Duration, from: Day): Day {
  const months = ahead.years * 12 + ahead.months
  return plusDays(plusMonths(from, months), ahead.weeks * 7 + ahead.days)
}

function momentAhead(ahead: Duration, now: Wall, place: FillPlace): Wall {
  const day = dayAhead(ahead, now)
  const start = compareDays(day, now) === 0 ? place.now : instantOf({ ...now, ...day }, place.timeZone)
  const instant = start + clockMilliseconds(ahead)
  // To the minute, where no seconds were asked for.
  const toMinute =
    ahead.seconds > 0
      ? instant
      : Math.max(Math.round(instant / 60_000), Math.floor(place.now / 60_000) + 1) * 60_000
  return wallAt(toMinute, place.timeZone)
}

/** Clocks that skip an hour skip such a moment: it is then as much later. */
function written(wall: Wall, { timeZone }: FillPlace): string | undefined {
  if (wall.year > 9999) return undefined
  return writeMoment(wallAt(instantOf(wall, timeZone), timeZone))
}
