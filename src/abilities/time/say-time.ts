import type { Temporal } from 'temporal-polyfill'
import type { Language } from '../../ui/i18n/text.ts'
import type { DateAnswer } from './dates.ts'

/** A day with its weekday: "Friday, 25 December 2026", "2026年12月25日星期五". */
export function sayDay(day: Temporal.PlainDate | Temporal.PlainDateTime, language: Language): string {
  const weekday = weekdays[language][day.dayOfWeek - 1]
  if (language === 'zh-CN') return `${day.year}年${day.month}月${day.day}日${weekday}`
  return `${weekday}, ${day.day} ${months[day.month - 1]} ${day.year}`
}

/** "09:05". */
export function sayClock({ hour, minute }: { readonly hour: number; readonly minute: number }): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const weekdays = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  'zh-CN': ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
} as const
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const

/** An answer about days as a person would say it. */
export function sayDates(answer: DateAnswer, language: Language): string {
  const isEnglish = language === 'en'
  if ('error' in answer) {
    const said = {
      'no-such-day': { en: 'There is no such day in the calendar.', 'zh-CN': '日历上没有这一天。' },
      'no-length': { en: 'I cannot tell how long that is.', 'zh-CN': '我看不出这是多长时间。' },
      'too-far': { en: 'That is too far away for a calendar.', 'zh-CN': '太远了，超出了日历的范围。' },
    } as const
    return said[answer.error][language]
  }
  switch (answer.kind) {
    case 'weekday': {
      const day = sayDay(answer.day, language)
      if (answer.isToday) return isEnglish ? `Today is ${day}.` : `今天是${day}。`
      if (isEnglish) return `${sayDate(answer.day)} is a ${weekdays.en[answer.day.dayOfWeek - 1]}.`
      return `${answer.day.year}年${answer.day.month}月${answer.day.day}日是${weekdays['zh-CN'][answer.day.dayOfWeek - 1]}。`
    }
    case 'moment': {
      const { moment } = answer
      return isEnglish
        ? `That is at ${sayClock(moment)} on ${sayDay(moment, language)}.`
        : `那是${sayDay(moment, language)} ${sayClock(moment)}。`
    }
    case 'day': {
      const { day, from, offset, isFromToday } = answer
      const length = sayLength(offset.abs(), language)
      if (isEnglish) {
        const start = isFromToday ? 'today' : sayDate(from)
        return `${length} ${offset.sign < 0 ? 'before' : 'after'} ${start} is ${sayDay(day, language)}.`
      }
      const start = isFromToday ? '今天' : `${from.year}年${from.month}月${from.day}日`
      return `从${start}算起，${length}${offset.sign < 0 ? '前' : '后'}是${sayDay(day, language)}。`
    }
    case 'days':
      return sayDays(answer, language)
  }
}

function sayDate(day: Temporal.PlainDate): string {
  return `${day.day} ${months[day.month - 1]} ${day.year}`
}

function sayDays(answer: Extract<DateAnswer, { kind: 'days' }>, language: Language): string {
  const { days, from, day, isFromToday } = answer
  const size = Math.abs(days)
  const whole = sayDay(day, language)
  const weeks = Math.floor(size / 7)
  const rest = size % 7
  if (language === 'en') {
    const exact =
      weeks > 0 && size > 7 ? ` (${count(weeks, 'week')}${rest ? ` and ${count(rest, 'day')}` : ''})` : ''
    if (isFromToday && days === 0) return `${whole} is today.`
    if (isFromToday && days < 0) return `${whole} was ${count(size, 'day')} ago${exact}.`
    if (isFromToday) return `It is ${count(size, 'day')} until ${whole}${exact}.`
    return `From ${sayDate(from)} ${days < 0 ? 'back ' : ''}to ${sayDate(day)} it is ${count(size, 'day')}${exact}.`
  }
  const exact = weeks > 0 && size > 7 ? `（${weeks} 周${rest ? `零 ${rest} 天` : ''}）` : ''
  if (isFromToday && days === 0) return `${whole}就是今天。`
  if (isFromToday && days < 0) return `${whole}是 ${size} 天前${exact}。`
  if (isFromToday) return `距离${whole}还有 ${size} 天${exact}。`
  return `从${from.year}年${from.month}月${from.day}日到${day.year}年${day.month}月${day.day}日${days < 0 ? '（往前）' : ''}是 ${size} 天${exact}。`
}

const count = (number: number, unit: string) =>
  `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`

function sayLength(length: Temporal.Duration, language: Language): string {
  const { years, months: monthCount, weeks, days } = length
  if (language === 'zh-CN') {
    const parts = [
      years && `${years} 年`,
      monthCount && `${monthCount} 个月`,
      weeks && `${weeks} 周`,
      days && `${days} 天`,
    ]
    return parts.filter(Boolean).join(' ') || '0 天'
  }
  const parts = [years && count(years, 'year'), monthCount && count(monthCount, 'month')]
  parts.push(weeks && count(weeks, 'week'), days && count(days, 'day'))
  return parts.filter(Boolean).join(' and ') || '0 days'
}
