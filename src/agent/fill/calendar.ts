/** A day of the calendar; the month is 1 to 12. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** What clocks on the wall say. */
export interface Wall extends Day {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** What clocks say at an instant (milliseconds since the epoch) in a time zone (IANA). Throws RangeError for an unknown zone. */
export function wallAt(instant: number, timeZone: string): Wall {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/**
 * The instant at which clocks in a time zone say so: the first where they do so twice; where they skip it, as much
 * later as they skip.
 */
export function instantOf(wall: Wall, timeZone: string): number {
  const asUtc = utc(wall)
  // The offset may change within a day of the moment: both are tried, the earlier instant first.
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map(near => utc(wallAt(near, timeZone)) - near)
  const tried = offsets.map(offset => asUtc - offset).sort((a, b) => a - b)
  const right = tried.find(instant => utc(wallAt(instant, timeZone)) === asUtc)
  return right ?? asUtc - (offsets[0] ?? 0)
}

/** What a wall clock would have to be read as in UTC, in milliseconds: for comparing and counting. */
export function utc({ year, month, day, hour, minute, second }: Wall): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Some days later, or earlier. */
export function plusDays(day: Day, days: number): Day {
  return dayOf(new Date(Date.UTC(day.year, day.month - 1, day.day + days)))
}

/** Some months later: the last day of the month where it has no such day. */
export function plusMonths({ year, month, day }: Day, months: number): Day {
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return { ...dayOf(first), day: Math.min(day, last) }
}

function dayOf(date: Date): Day {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
}

/** Whether the calendar has such a day. */
export function isDay({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Below 0 where the first is earlier, 0 for the same day. */
export function compareDays(a: Day, b: Day): number {
  return Date.UTC(a.year, a.month - 1, a.day) - Date.UTC(b.year, b.month - 1, b.day)
}

/** "2026-11-30" */
export function writeDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** "2026-11-30T18:00", with seconds only where there are some. */
export function writeMoment(wall: Wall): string {
  const seconds = wall.second === 0 ? '' : `:${two(wall.second)}`
  return `${writeDay(wall)}T${writeTime(wall)}${seconds}`
}

/** "09:30" */
export function writeTime({ hour, minute }: { readonly hour: number; readonly minute: number }): string {
  return `${two(hour)}:${two(minute)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
