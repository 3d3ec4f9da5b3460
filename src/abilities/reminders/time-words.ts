import type { Language } from '../../ui/i18n/text.ts'

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
/** English is British here, as the words are. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-CN': 'zh-CN' }

type Unit = 'day' | 'hour' | 'minute' | 'second'
const units: readonly (readonly [Unit, number])[] = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
  ['second', 1000],
]

/**
 * A length of time as it is said, by its two largest units: "2 hours 5 minutes", "45 seconds". Seconds are no part of what
 * takes an hour, nor minutes of what takes a day.
 */
export function spanWords(ms: number, language: Language): string {
  let left = roundedSpan(Math.max(0, ms))
  const words: string[] = []
  for (const [unit, length] of units) {
    const count = Math.floor(left / length)
    if (count > 0) words.push(numberFormat(language, unit).format(count))
    left -= count * length
  }
  return words.length > 0
    ? words.join(language === 'en' ? ' ' : '')
    : numberFormat(language, 'second').format(0)
}

/** What is left until something, as it is shown while it grows less: by the second only where that matters. */
export function leftWords(ms: number, language: Language): string {
  return spanWords(ms < 10 * minuteMs ? ms : Math.round(ms / minuteMs) * minuteMs, language)
}

function roundedSpan(ms: number): number {
  const toSeconds = Math.ceil(ms / 1000) * 1000
  if (toSeconds < hourMs) return toSeconds
  const toMinutes = Math.round(ms / minuteMs) * minuteMs
  return toMinutes < dayMs ? toMinutes : Math.round(ms / hourMs) * hourMs
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, unit: Unit): Intl.NumberFormat {
  const key = `${language} ${unit}`
  const format =
    numberFormats.get(key) ??
    new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' })
  numberFormats.set(key, format)
  return format
}

/** How long ago something was due: "2 hours ago"; "just now" within a minute. */
export function agoWords(ms: number, language: Language): string {
  if (ms < minuteMs) return language === 'en' ? 'just now' : '刚刚'
  const [unit, length] = units.find(([, unitMs]) => ms >= unitMs) ?? ['minute', minuteMs]
  const words = numberFormat(language, unit).format(Math.floor(ms / length))
  return language === 'en' ? `${words} ago` : `${words}前`
}

/** A moment as it is said today: "today at 18:00", "tomorrow at 09:00", "on Friday, 4 December at 09:00". */
export function momentWords(at: number, now: number, language: Language, timeZone: string): string {
  const time = dateFormat(language, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone)
  const near = nearDays[language][days]
  if (near !== undefined) return language === 'en' ? `${near} at ${time}` : `${near} ${time}`
  const isFar = Math.abs(days) > 300
  const date = dateFormat(language, timeZone, {
    ...{ weekday: 'long', day: 'numeric', month: 'long' },
    ...(isFar ? { year: 'numeric' as const } : {}),
  }).format(at)
  return language === 'en' ? `on ${date} at ${time}` : `${date} ${time}`
}

const nearDays: Readonly<Record<Language, Readonly<Record<number, string>>>> = {
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
  'zh-CN': { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
}

/** Days of the calendar since the epoch, there. */
function dayNumber(at: number, timeZone: string): number {
  const [year, month, day] = dateFormat('en', timeZone, {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  })
    .format(at)
    .split('/')
    .reverse()
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(language: Language, timeZone: string, parts: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify([language, timeZone, parts])
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locales[language], { ...parts, timeZone })
  dateFormats.set(key, format)
  return format
}
