import { Temporal } from 'temporal-polyfill'

/** The time there, when it is a certain time elsewhere. */
export interface TimeThere {
  readonly there: Temporal.PlainDateTime
  /** The same moment where it was given. */
  readonly here: Temporal.PlainDateTime
  /** Minutes that clocks there are ahead of those here; below zero, behind. */
  readonly aheadMinutes: number
  /** Days between the two dates: 1 where it is tomorrow there. */
  readonly dayDifference: number
  /** The time that was asked for does not exist that day here: the clocks skip it. */
  readonly isSkipped: boolean
}

/**
 * What time it is in a zone: now, or when it is `time` ("09:30", today) in the zone `from`. Both zones are IANA names; a
 * browser may lack one that is newer than itself.
 */
export function timeThere(
  now: number,
  zone: string,
  from: string,
  time?: string,
): TimeThere | 'no-such-time' | 'no-such-zone' {
  const clock = time === undefined ? undefined : readClock(time)
  if (time !== undefined && !clock) return 'no-such-time'
  try {
    const current = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(from)
    const here = clock ? current.withPlainTime(clock) : current
    const there = here.withTimeZone(zone)
    return {
      there: there.toPlainDateTime(),
      here: here.toPlainDateTime(),
      aheadMinutes: Math.round((there.offsetNanoseconds - here.offsetNanoseconds) / 60e9),
      dayDifference: here.toPlainDate().until(there.toPlainDate()).days,
      isSkipped: clock !== undefined && !here.toPlainTime().equals(clock),
    }
  } catch {
    return 'no-such-zone'
  }
}

function readClock(text: string): Temporal.PlainTime | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const isTime = Number(hour) < 24 && Number(minute) < 60
  return isTime ? new Temporal.PlainTime(Number(hour), Number(minute)) : undefined
}
