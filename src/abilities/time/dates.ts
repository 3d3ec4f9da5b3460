import { Temporal } from 'temporal-polyfill'

/** A question about days. Days are "2026-11-30", lengths of time ISO 8601: "P3W", "-P1D", "PT36H". */
export interface DateQuestion {
  readonly start?: string | undefined
  readonly offset?: string | undefined
  readonly end?: string | undefined
}

/** Where and when it is asked. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** IANA name. */
  readonly timeZone: string
}

/** What came of it. */
export type DateAnswer =
  /** A day so long after (or before) another. */
  | {
      readonly kind: 'day'
      readonly day: Temporal.PlainDate
      readonly from: Temporal.PlainDate
      readonly offset: Temporal.Duration
      readonly isFromToday: boolean
    }
  /** The same, to the minute. */
  | { readonly kind: 'moment'; readonly moment: Temporal.PlainDateTime }
  /** From `from` to `day` it is `days` days, below zero where it lies before. */
  | {
      readonly kind: 'days'
      readonly days: number
      readonly from: Temporal.PlainDate
      readonly day: Temporal.PlainDate
      readonly isFromToday: boolean
    }
  /** What day of the week a day is; today, where none was named. */
  | { readonly kind: 'weekday'; readonly day: Temporal.PlainDate; readonly isToday: boolean }
  | { readonly error: 'no-such-day' | 'no-length' | 'too-far' }

/** Answers a question about days, in the proleptic Gregorian calendar. */
export function answerDates({ start, offset, end }: DateQuestion, clock: Clock): DateAnswer {
  const now = Temporal.Instant.fromEpochMilliseconds(clock.now).toZonedDateTimeISO(clock.timeZone)
  const today = now.toPlainDate()
  const from = start === undefined ? today : readDay(start)
  if (!from) return { error: 'no-such-day' }
  const isFromToday = from.equals(today)
  if (offset !== undefined) {
    const length = readLength(offset)
    if (!length) return { error: 'no-length' }
    return added(from, length, start === undefined ? now : undefined, isFromToday)
  }
  if (end !== undefined) {
    const day = readDay(end)
    if (!day) return { error: 'no-such-day' }
    return { kind: 'days', days: from.until(day, { largestUnit: 'days' }).days, from, day, isFromToday }
  }
  return { kind: 'weekday', day: from, isToday: isFromToday }
}

/** @param now Where it counts from this very moment, not from a day. */
function added(
  from: Temporal.PlainDate,
  offset: Temporal.Duration,
  now: Temporal.ZonedDateTime | undefined,
  isFromToday: boolean,
): DateAnswer {
  const hasTime = offset.hours !== 0 || offset.minutes !== 0 || offset.seconds !== 0
  try {
    if (!hasTime) return { kind: 'day', day: from.add(offset), from, offset, isFromToday }
    // An hour that the clocks skip counts as none.
    const moment = now ? now.add(offset).toPlainDateTime() : from.toPlainDateTime().add(offset)
    return { kind: 'moment', moment }
  } catch {
    // Beyond what the calendar has: 271,821 years and some.
    return { error: 'too-far' }
  }
}

/** A day that exists: 2026-02-30 is none. */
function readDay(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}

function readLength(text: string): Temporal.Duration | undefined {
  try {
    return Temporal.Duration.from(text)
  } catch {
    return undefined
  }
}

/** An answer as plain JSON. */
export function plainAnswer(answer: DateAnswer): unknown {
  if ('error' in answer) return answer
  switch (answer.kind) {
    case 'moment':
      return { moment: answer.moment.toString({ smallestUnit: 'minute' }) }
    case 'days':
      return { from: answer.from.toString(), until: answer.day.toString(), days: answer.days }
    default:
      return { day: answer.day.toString(), weekday: answer.day.dayOfWeek }
  }
}
