import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarFile } from './calendar.ts'
import type { Reminder } from './reminder.ts'

const now = Date.parse('2026-11-30T12:00Z')
const reminder = (text: string): Reminder => ({
  ...{ id: 'a1', kind: 'reminder', text, at: Date.parse('2026-12-01T09:00Z'), createdAt: now },
})

/** Lines as a calendar reads them: unfolded, of a file whose lines all end as they have to. */
function linesOf(file: string): string[] {
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  return file.replaceAll('\r\n ', '').split('\r\n')
}

/** A value of a text as a calendar reads it. */
function unescaped(value: string): string {
  return value.replaceAll(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter))
}

test('a reminder is an event with an alarm at its moment, in UTC', () => {
  expect(linesOf(calendarFile([reminder('Call Ana')], 'Time is up', now))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hermit//Reminders//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:a1@hermit.invalid',
    'DTSTAMP:20261130T120000Z',
    'DTSTART:20261201T090000Z',
    'SUMMARY:Call Ana',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Call Ana',
    'TRIGGER:PT0S',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('a timer without words has a title all the same', () => {
  expect(calendarFile([reminder('')], 'Time is up', now)).toContain('SUMMARY:Time is up\r\n')
})

test('whatever a text holds, a calendar reads it as it was and no line is too long', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '、', '😀', ',', ';', '\\', '\n', ':', '"', 'END:VEVENT'),
  })
  fc.assert(
    fc.property(text, fc.string(), (words, title) => {
      const file = calendarFile([reminder(words)], title, now)
      for (const line of file.split('\r\n'))
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      const lines = linesOf(file)
      const summary = lines.find(line => line.startsWith('SUMMARY:'))?.slice('SUMMARY:'.length)
      if (words !== '') expect(unescaped(summary ?? '')).toBe(words)
      expect(lines.filter(line => line === 'END:VEVENT')).toHaveLength(1)
      expect(lines).toHaveLength(19)
    }),
  )
})
