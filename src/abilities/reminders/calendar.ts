/*
 * A reminder as a file that calendars read (RFC 5545). Times are in UTC: a reminder is a moment, whatever zone the calendar
 * shows. Pure.
 */
import type { Reminder } from './reminder.ts'

const lineEnd = '\r\n'
/** Octets of a line, without its end (RFC 5545, 3.1). */
const longestLine = 75

/** The file for these reminders. @param title Of one that has no words. @param now Milliseconds since the epoch. */
export function calendarFile(reminders: readonly Reminder[], title: string, now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hermit//Reminders//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...reminders.flatMap(reminder => event(reminder, title, now)),
    'END:VCALENDAR',
  ]
  return lines.map(line => folded(line) + lineEnd).join('')
}

function event({ id, text, at }: Reminder, title: string, now: number): readonly string[] {
  const words = escaped(text === '' ? title : text)
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(id)}@hermit.invalid`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(at)}`,
    `SUMMARY:${words}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${words}`,
    'TRIGGER:PT0S',
    'END:VALARM',
    'END:VEVENT',
  ]
}

/** "20261130T180000Z"; seconds are rounded down. */
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** A text as a value: what has a meaning there loses it, and a line break becomes the letters for one. */
function escaped(text: string): string {
  return (
    text
      .replaceAll('\\', '\\\\')
      .replaceAll(';', '\\;')
      .replaceAll(',', '\\,')
      .replaceAll(/\r\n?|\n/g, '\\n')
      // Other control characters may not stand in a value at all.
      .replaceAll(/(?!\t)\p{Cc}/gu, '')
  )
}

/** A line in pieces of at most 75 octets, each after the first behind a blank; no character is cut apart. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const character of line) {
    const length = encoder.encode(character).length
    if (octets + length > longestLine) {
      pieces.push(piece)
      piece = ''
      // The blank in front of it counts.
      octets = 1
    }
    piece += character
    octets += length
  }
  return [...pieces, piece].join(`${lineEnd} `)
}
