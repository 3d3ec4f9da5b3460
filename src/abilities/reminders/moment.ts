/*
 * Between what a clock on the wall shows and moments. A reminder is a moment: it stays what it is where the person travels,
 * or the clocks change. Pure.
 */

const wallClock = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/
const dayMs = 86_400_000

/**
 * The moment at which clocks in a time zone show this: "2026-11-30T18:00". An hour that the clocks skip is the same hour
 * as if they had not been put forward; one that comes twice is the first. Undefined where there is no such day or time.
 *
 * @param timeZone IANA name.
 * @returns Milliseconds since the epoch.
 */
export function momentOf(local: string, timeZone: string): number | undefined {
  const parts = wallClock.exec(local)
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  // By setters: Date.UTC takes years below 100 for those of the last century.
  const asUtc = new Date(0)
  asUtc.setUTCFullYear(year, month - 1, day)
  asUtc.setUTCHours(hour, minute, Number.isNaN(second) ? 0 : second)
  const wall = asUtc.getTime()
  if (asUtc.toISOString().slice(0, 16) !== local.slice(0, 16)) return undefined
  // No zone changes its clocks twice within two days.
  const [before, after] = [offsetMs(wall - dayMs, timeZone), offsetMs(wall + dayMs, timeZone)]
  const fitting = [wall - before, wall - after].filter(at => at + offsetMs(at, timeZone) === wall)
  return fitting.length > 0 ? Math.min(...fitting) : wall - before
}

/** What clocks in a time zone show at a moment: "2026-11-30T18:00". */
export function wallClockAt(at: number, timeZone: string): string {
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far clocks there are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', era: 'short' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
  formats.set(timeZone, format)
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type) ?? 0)
  const shown = new Date(0)
  const isBefore = (parts.get('era') ?? '').startsWith('B')
  shown.setUTCFullYear(isBefore ? 1 - of('year') : of('year'), of('month') - 1, of('day'))
  shown.setUTCHours(of('hour'), of('minute'), of('second'))
  return shown.getTime() - Math.floor(at / 1000) * 1000
}

const lengthOfTime =
  /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/**
 * A length of time in milliseconds, "PT2H30M" or "P1D"; undefined where it is none, or has months or years, which are of no
 * one length.
 */
export function durationMs(iso: string): number | undefined {
  const parts = lengthOfTime.exec(iso)
  if (!parts) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map(part => (part === undefined ? 0 : Number(part)))
  return Math.round((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000)
}
