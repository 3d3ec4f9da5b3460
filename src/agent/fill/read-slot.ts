import type { FillPlace } from '../parts.ts'
import { wallAt, writeDay } from './calendar.ts'
import { findChoice } from './choice.ts'
import { findClocks } from './clock.ts'
import { findCurrencies } from './currency.ts'
import { findDays } from './date.ts'
import { findDocument } from './document.ts'
import { findDurations, toIsoDuration } from './duration.ts'
import { findExpression } from './expression.ts'
import { findFiles } from './file.ts'
import { findLanguages } from './language.ts'
import { findMoment } from './moment.ts'
import { findNumbers } from './number.ts'
import { fold } from './reading.ts'
import type { SchemaSlot } from './slots-from-schema.ts'
import { findQuotes, tidyName, tidyText, withoutCourtesy } from './strip.ts'
import { writeClock } from './tools/counting.ts'
import { findUnits } from './unit.ts'
import { findUrls } from './url.ts'

/**
 * Reads a typed answer to the short question for one slot: "half past nine", "两杯", "to Anna". Undefined where it is no
 * answer to it. An answer says less than a request: "six" is a time here.
 *
 * @param request What was asked for at first: the day it named goes with the time that the answer names.
 */
export function readSlot(
  slot: SchemaSlot,
  words: string,
  place: FillPlace,
  request?: string,
): unknown | undefined {
  const said = withoutCourtesy(words)
  const folded = fold(said)
  // "To Ana", and not "Tom".
  const bare = said.replace(/^(?:(?:to|in|at|for|as)\s{1,2}|(?:给|在|叫|去)\s{0,2})/i, '')
  const short = said.length < 200 ? tidyName(bare) : undefined
  switch (slot.kind) {
    case 'text':
      return findQuotes(said)[0]?.value ?? tidyText(words)
    case 'number':
      return findNumbers(folded)[0]?.value
    case 'expression':
      return findExpression(said)
    case 'time': {
      const clock = findClocks(folded)[0] ?? findClocks(`at ${folded}`)[0]
      return clock && writeClock(clock.value)
    }
    case 'date': {
      const day = findDays(folded, wallAt(place.now, place.timeZone), place.language)[0]
      return day && writeDay(day.value)
    }
    case 'moment':
      return readMoment(said, folded, place, request)
    case 'duration': {
      const duration = findDurations(folded)[0]
      return duration && toIsoDuration(duration.value)
    }
    case 'unit':
      return unitOf(said, folded) ?? short
    case 'currency':
      return findCurrencies(`to ${folded}`, place.language)[0]?.value
    case 'language':
      return findLanguages(folded)[0]?.value
    case 'url':
      return findUrls(folded, said)[0]?.value
    case 'file':
      return findFiles(folded, said)[0]?.value ?? short
    case 'document':
      return findDocument(said, place.documents)
    case 'choice': {
      const choices = slot.choices ?? []
      const found = findChoice(folded, choices)
      const index = choices.findIndex(choice => choice.en === found?.value)
      return found && (slot.values === undefined ? found.value : slot.values[index])
    }
    case 'place':
    case 'person':
      return short
  }
}

function unitOf(said: string, folded: string): string | undefined {
  const found = findUnits(`to ${folded}`)[0]
  return found && said.slice(found.start - 3, found.end - 3)
}

function readMoment(
  said: string,
  folded: string,
  place: FillPlace,
  request: string | undefined,
): string | undefined {
  // "Tomorrow …" was asked for, and "at nine" answers when: both are one moment, if the answer names no day of its own.
  if (request !== undefined) {
    const today = wallAt(place.now, place.timeZone)
    const day = findDays(fold(request), today, place.language)[0]
    const isDaySaid = findDays(folded, today, place.language).length > 0
    if (day !== undefined && !isDaySaid) {
      const dayWords = fold(request).slice(day.start, day.end)
      const both = findMoment(`${dayWords} ${folded}`, place) ?? findMoment(`${dayWords} at ${folded}`, place)
      if (both !== undefined) return both.value
    }
  }
  const found = findMoment(folded, place) ?? findMoment(`at ${folded}`, place)
  if (found !== undefined) return found.value
  const duration = findDurations(fold(said))[0]
  // "Twenty minutes" answers "when?" too.
  return duration === undefined
    ? undefined
    : (findMoment(`in ${folded}`, place) ?? findMoment(`${folded}后`, place))?.value
}
