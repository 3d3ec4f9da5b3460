import type { Language } from '../../ui/i18n/text.ts'
import { compareDays, type Day, isDay, plusDays, plusMonths, weekdayOf } from './calendar.ts'
import { holidayAt, nextOf } from './holidays.ts'
import { valueOfRun } from './number-characters.ts'
import { isWordStart, matchAt, type Reading, readAll } from './reading.ts'

/** A day as it was said. */
export interface SaidDay extends Day {
  /** It was said as a day of the week: where it is today, the same day a week later may be meant. */
  readonly isWeekday?: boolean
}

const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  )
const ordinalWord = [...ordinals]
  .sort((a, b) => b.length - a.length)
  .join('|')
  .replaceAll('-', '[-\\s]')
const year = '(?:,?\\s(\\d{4})(?!\\d|:))?'
const iso = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d:])/y
const slashed = /(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)/y
const dayMonth = new RegExp(
  `(?:the\\s)?(?:(\\d{1,2})(?:st|nd|rd|th)?|(${ordinalWord}))\\s(?:of\\s)?(${monthNames})(?![a-z])${year}`,
  'y',
)
const monthDay = new RegExp(
  `(${monthNames})(?:\\.|(?![a-z]))\\s(?:the\\s)?(?:(\\d{1,2})(?:st|nd|rd|th)?|(${ordinalWord}))(?![a-z\\d:])${year}`,
  'y',
)
const ordinalAlone = new RegExp(`the\\s(?:(\\d{1,2})(?:st|nd|rd|th)|(${ordinalWord}))(?![a-z\\d])`, 'y')
const beforeOrdinal = /(?:^|[\s,])(?:on|by|until|till|before|from|since|is|for|after|to|and)\s$/
const weekday =
  /(?:(this coming|this|next|coming|last|past)\s)?(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thurs?|thu|fri|sat|sun)(?![a-z])(\sweek(?![a-z]))?/y
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const relative =
  /(?:(the\s)?day\safter\stomorrow|(the\s)?day\sbefore\syesterday|(tomorrow|tmrw?|tomorow)|(yesterday)|(today)|(?:the\s)?end\sof\s(?:the|this)\s(month|year)|next\s(week|month|year)|last\s(week|month|year))(?![a-z])/y

/** All days that a request names, as they are meant on `today`. */
export function findDays(folded: string, today: Day, language: Language): Reading<SaidDay>[] {
  return readAll(folded, (text, at) => dayAt(text, at, today, language))
}

/** The day whose name begins at a place: "tomorrow", "next Friday", "3 March", "下周三", "12月25号", "春节". */
export function dayAt(
  folded: string,
  at: number,
  today: Day,
  language: Language,
): Reading<SaidDay> | undefined {
  const letter = folded[at] ?? ''
  if (letter === ' ') return undefined
  const found = letter >= '\u3000' || /\d/.test(letter) ? chineseDayAt(folded, at, today) : undefined
  if (found !== undefined) return found
  const feast = isWordStart(folded, at) ? holidayAt(folded, at) : undefined
  if (feast !== undefined) {
    const said = /^(?:\s(?:be|fall|falls|is))?(?:\s(?:in|of))?\s(\d{4})(?!\d)/.exec(
      folded.slice(feast.end, feast.end + 16),
    )
    const yearBefore = /(\d{4})年?的?\s?$/.exec(folded.slice(Math.max(0, at - 7), at))
    const inYear = Number(
      said?.[1] ??
        yearBefore?.[1] ??
        (/明年的?$/.test(folded.slice(Math.max(0, at - 3), at)) ? today.year + 1 : 0),
    )
    const day = inYear > 0 ? feast.dayIn(inYear) : nextOf(feast.dayIn, today)
    return day && { value: day, start: at, end: feast.end + (said?.[0].length ?? 0) }
  }
  return isWordStart(folded, at) ? englishDayAt(folded, at, today, language) : undefined
}

function reading(day: Day | undefined, start: number, end: number): Reading<SaidDay> | undefined {
  return day !== undefined && isDay(day) ? { value: day, start, end } : undefined
}

function englishDayAt(
  folded: string,
  at: number,
  today: Day,
  language: Language,
): Reading<SaidDay> | undefined {
  if (/\d/.test(folded[at] ?? '') && /[/.-]/.test(folded[at - 1] ?? '')) return undefined
  const full = matchAt(iso, folded, at)
  if (full !== undefined) {
    return reading(
      { year: Number(full[1]), month: Number(full[3]), day: Number(full[4]) },
      at,
      at + full[0].length,
    )
  }
  const short = matchAt(slashed, folded, at)
  if (short !== undefined) {
    // 3/4/2027 is 4 March where English is written with slashes, and 3 April with points, unless only one of them can be.
    const [one, two] = [Number(short[1]), Number(short[3])]
    const isDayFirst = one > 12 || (two <= 12 && (short[2] === '.' || language !== 'en'))
    const [month, day] = isDayFirst ? [two, one] : [one, two]
    return reading({ year: Number(short[4]), month, day }, at, at + short[0].length)
  }
  const byDay = matchAt(dayMonth, folded, at)
  if (byDay !== undefined) {
    return dated(byDay[3], byDay[1], byDay[2], byDay[4], today, at, at + byDay[0].length)
  }
  const byMonth = matchAt(monthDay, folded, at)
  if (byMonth !== undefined) {
    return dated(byMonth[1], byMonth[2], byMonth[3], byMonth[4], today, at, at + byMonth[0].length)
  }
  const alone = matchAt(ordinalAlone, folded, at)
  if (alone !== undefined && beforeOrdinal.test(folded.slice(Math.max(0, at - 8), at))) {
    const day = dayNumber(alone[1], alone[2])
    return reading(nextOfMonth(day, today), at, at + alone[0].length)
  }
  const named = matchAt(weekday, folded, at)
  if (
    named?.[2] !== undefined &&
    (!/^(?:sat|sun)$/.test(named[2]) ||
      named[1] !== undefined ||
      /on\s$/.test(folded.slice(Math.max(0, at - 3), at)))
  ) {
    const value = onWeekday(weekdays.indexOf(named[2].slice(0, 3)) + 1, named[1], today)
    const later = named[3] === undefined ? value : { ...plusDays(value, 7) }
    return { value: later, start: at, end: at + named[0].length }
  }
  const word = matchAt(relative, folded, at)
  if (word === undefined) return undefined
  return { value: relativeDay(word, today), start: at, end: at + word[0].length }
}

function relativeDay(
  [whole = '', , , tomorrow, yesterday, isToday, endOf, next, last]: RegExpExecArray,
  today: Day,
): Day {
  if (tomorrow !== undefined) return plusDays(today, 1)
  if (yesterday !== undefined) return plusDays(today, -1)
  if (isToday !== undefined) return today
  if (endOf !== undefined)
    return endOf === 'month' ? endOfMonth(today) : { year: today.year, month: 12, day: 31 }
  const unit = next ?? last
  const way = next === undefined ? -1 : 1
  if (unit === 'week') return plusDays(today, 7 * way)
  if (unit !== undefined) return plusMonths(today, (unit === 'month' ? 1 : 12) * way)
  return plusDays(today, whole.includes('after') ? 2 : -2)
}

/** Which day of the week is meant: the coming one; with "next" or 下 that of the next week, which begins on Monday. */
function onWeekday(wanted: number, said: string | undefined, today: Day): SaidDay {
  const now = weekdayOf(today)
  if (said === 'next') return plusDays(today, 7 - now + wanted)
  if (said === 'last' || said === 'past')
    return plusDays(today, wanted < now ? wanted - now : wanted - now - 7)
  return { ...plusDays(today, (wanted - now + 7) % 7), isWeekday: true }
}

function dated(
  month: string | undefined,
  digits: string | undefined,
  ordinal: string | undefined,
  inYear: string | undefined,
  today: Day,
  start: number,
  end: number,
): Reading<SaidDay> | undefined {
  const value = { month: months.indexOf((month ?? '').slice(0, 3)) + 1, day: dayNumber(digits, ordinal) }
  if (inYear !== undefined) return reading({ year: Number(inYear), ...value }, start, end)
  return reading(nextOfYear(value, today), start, end)
}

function dayNumber(digits: string | undefined, ordinal: string | undefined): number {
  return digits === undefined ? ordinals.indexOf((ordinal ?? '').replace(' ', '-')) + 1 : Number(digits)
}

/** The next such day of a year; 29 February may be some years away. */
function nextOfYear(said: { month: number; day: number }, today: Day): Day | undefined {
  return (
    nextOf(inYear => (isDay({ year: inYear, ...said }) ? { year: inYear, ...said } : undefined), today) ??
    nextOf(inYear => (isDay({ year: inYear, ...said }) ? { year: inYear, ...said } : undefined), {
      ...today,
      year: today.year + 2,
    })
  )
}

/** The next day of a month with this number. */
function nextOfMonth(day: number, today: Day): Day | undefined {
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const candidate = { ...plusMonths({ ...today, day: 1 }, ahead), day }
    if (isDay(candidate) && compareDays(candidate, today) >= 0) return candidate
  }
  return undefined
}

function endOfMonth(today: Day): Day {
  return plusDays({ ...plusMonths({ ...today, day: 1 }, 1), day: 1 }, -1)
}

const number = '\\d{1,2}|[一二三四五六七八九十]{1,3}'
const yearMonthDay = new RegExp(
  `(?:(\\d{4}|[零〇一二三四五六七八九]{4})年|(今年|明年|后年|去年))的?\\s?(${number})月(?:份的?)?(${number})(?:日|号)?`,
  'y',
)
const chineseMonthDay = new RegExp(`(${number})月(?:份的?)?(${number})(?:日|号)?(?![个天点])`, 'y')
const dayAlone = new RegExp(
  `(?:(这个月|本月|下个月|下月|上个月)的?)?(${number})(?:号(?![线楼门桌店院机码厅房])|日(?![后前子本元]))`,
  'y',
)
const chineseWeekday = /(下下|下|上|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天末])(?![年岁个])/y
const chineseRelative =
  /大后天|大前天|后天|前天|明天|明日|今天|今日|昨天|昨日|今儿|明儿|(?:今|明|昨|后)(?=[早晚])|(?:这个|本)?月底|(?:这个|本)?月末|今年年底|年底|年末|下下周|下周|下个?星期|下个?礼拜|下个月|下月|明年今天/y
const chineseDays = new Map([
  ['大后天', 3],
  ['后天', 2],
  ['后', 2],
  ['明天', 1],
  ['明日', 1],
  ['明儿', 1],
  ['明', 1],
  ['今天', 0],
  ['今日', 0],
  ['今儿', 0],
  ['今', 0],
  ['昨天', -1],
  ['昨日', -1],
  ['昨', -1],
  ['前天', -2],
  ['大前天', -3],
])

function chineseDayAt(folded: string, at: number, today: Day): Reading<SaidDay> | undefined {
  const isInNumber = /[零〇一二三四五六七八九十百千\d./-]/.test(folded[at - 1] ?? '')
  if (isInNumber) return undefined
  const full = matchAt(yearMonthDay, folded, at)
  if (full !== undefined) {
    const shift = ['去年', '今年', '明年', '后年'].indexOf(full[2] ?? '')
    const inYear = full[1] === undefined ? today.year + shift - 1 : numberOf(full[1])
    return reading(
      { year: inYear, month: numberOf(full[3]), day: numberOf(full[4]) },
      at,
      at + full[0].length,
    )
  }
  const monthly = matchAt(chineseMonthDay, folded, at)
  if (monthly !== undefined) {
    const said = { month: numberOf(monthly[1]), day: numberOf(monthly[2]) }
    return reading(nextOfYear(said, today), at, at + monthly[0].length)
  }
  const alone = matchAt(dayAlone, folded, at)
  if (alone !== undefined) {
    const day = numberOf(alone[2])
    if (alone[1] === undefined) return reading(nextOfMonth(day, today), at, at + alone[0].length)
    const ahead = alone[1].startsWith('下') ? 1 : alone[1].startsWith('上') ? -1 : 0
    return reading({ ...plusMonths({ ...today, day: 1 }, ahead), day }, at, at + alone[0].length)
  }
  const named = matchAt(chineseWeekday, folded, at)
  if (named?.[2] !== undefined) {
    const wanted = named[2] === '末' ? 6 : named[2] === '天' ? 7 : '一二三四五六日'.indexOf(named[2]) + 1
    return { value: onChineseWeekday(wanted, named[1], today), start: at, end: at + named[0].length }
  }
  const word = matchAt(chineseRelative, folded, at)?.[0]
  return word === undefined ? undefined : reading(chineseRelativeDay(word, today), at, at + word.length)
}

function onChineseWeekday(wanted: number, said: string | undefined, today: Day): SaidDay {
  const monday = plusDays(today, 1 - weekdayOf(today))
  const week = said === '下下' ? 2 : said === '下' ? 1 : said === '上' ? -1 : 0
  if (week !== 0) return plusDays(monday, 7 * week + wanted - 1)
  if (said !== undefined) return plusDays(monday, wanted - 1)
  return onWeekday(wanted, undefined, today)
}

function chineseRelativeDay(word: string, today: Day): Day {
  const days = chineseDays.get(word)
  if (days !== undefined) return plusDays(today, days)
  if (word.endsWith('月底') || word.endsWith('月末')) return endOfMonth(today)
  if (word.endsWith('年底') || word.endsWith('年末')) return { year: today.year, month: 12, day: 31 }
  if (word.includes('月')) return plusMonths(today, 1)
  if (word.includes('年')) return plusMonths(today, 12)
  return plusDays(today, word.startsWith('下下') ? 14 : 7)
}

function numberOf(said: string | undefined): number {
  if (said === undefined) return 0
  return /^\d/.test(said) ? Number(said) : (valueOfRun(said) ?? 0)
}
