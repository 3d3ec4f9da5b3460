import { compareDays, type Day, plusDays } from './calendar.ts'

interface Holiday {
  /** As they stand in a folded request; the longer of two that begin alike comes first. */
  readonly names: readonly string[]
  readonly month: number
  readonly day: number
  /** By the Chinese calendar, which moves from year to year. */
  readonly isLunar?: boolean
  /** Days after that day: New Year's Eve is the day before the first. */
  readonly plus?: number
  /** Counted from Easter Sunday, `plus` days after it; month and day do not count. */
  readonly isEaster?: boolean
}

const holidays: readonly Holiday[] = [
  { names: ["new year's eve", 'new years eve', '跨年夜'], month: 12, day: 31 },
  {
    names: ['chinese new year', 'lunar new year', 'spring festival', '春节', '大年初一', '农历新年'],
    month: 1,
    day: 1,
    isLunar: true,
  },
  { names: ["new year's day", 'new years day', 'new year', '元旦'], month: 1, day: 1 },
  { names: ["valentine's day", 'valentines day', '情人节'], month: 2, day: 14 },
  { names: ["women's day", '妇女节'], month: 3, day: 8 },
  { names: ["april fools' day", 'april fools', '愚人节'], month: 4, day: 1 },
  { names: ['labour day', 'labor day', 'may day', '劳动节', '五一'], month: 5, day: 1 },
  { names: ["children's day", '儿童节'], month: 6, day: 1 },
  { names: ['halloween', '万圣节'], month: 10, day: 31 },
  { names: ['national day', '国庆节', '国庆'], month: 10, day: 1 },
  { names: ['christmas eve', '平安夜'], month: 12, day: 24 },
  { names: ['boxing day', '节礼日'], month: 12, day: 26 },
  { names: ['christmas day', 'christmas', 'xmas', '圣诞节', '圣诞'], month: 12, day: 25 },
  { names: ['good friday', '耶稣受难日'], month: 0, day: 0, isEaster: true, plus: -2 },
  { names: ['easter monday'], month: 0, day: 0, isEaster: true, plus: 1 },
  { names: ['easter sunday', 'easter day', 'easter', '复活节'], month: 0, day: 0, isEaster: true },
  { names: ['除夕', '大年三十'], month: 1, day: 1, isLunar: true, plus: -1 },
  { names: ['lantern festival', '元宵节', '元宵'], month: 1, day: 15, isLunar: true },
  { names: ['dragon boat festival', '端午节', '端午'], month: 5, day: 5, isLunar: true },
  { names: ['七夕节', '七夕'], month: 7, day: 7, isLunar: true },
  {
    names: ['mid-autumn festival', 'mid autumn festival', '中秋节', '中秋'],
    month: 8,
    day: 15,
    isLunar: true,
  },
  { names: ['重阳节', '重阳'], month: 9, day: 9, isLunar: true },
]

/** The feast whose name begins at a place: the next one, or that of a year. */
export function holidayAt(
  folded: string,
  at: number,
): { end: number; dayIn: (year: number) => Day | undefined } | undefined {
  for (const holiday of holidays) {
    const name = holiday.names.find(one => folded.startsWith(one, at))
    if (name === undefined) continue
    const end = at + name.length
    // 五一 is no feast in 五一路 and 二五一.
    if (
      /[a-z]/.test(folded[end] ?? '') ||
      (name === '五一' && /[路零〇一二三四五六七八九十百\d]/.test(folded[end] ?? ''))
    )
      continue
    return { end, dayIn: year => dayOf(holiday, year) }
  }
  return undefined
}

function dayOf(
  { month, day, isLunar = false, isEaster = false, plus = 0 }: Holiday,
  year: number,
): Day | undefined {
  if (isEaster) return plusDays(easterOf(year), plus)
  if (!isLunar) return { year, month, day }
  const found = lunarDay(year, month, day)
  return found === undefined ? undefined : plusDays(found, plus)
}

/** Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
function easterOf(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const skipped = Math.floor((8 * century + 13) / 25)
  const moon = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const days = moon + sunday - 7 * late + 114
  return { year, month: Math.floor(days / 31), day: (days % 31) + 1 }
}

/** The next of them that is not before a day. */
export function nextOf(dayIn: (year: number) => Day | undefined, from: Day): Day | undefined {
  for (let year = from.year; year < from.year + 3; year += 1) {
    const day = dayIn(year)
    if (day !== undefined && compareDays(day, from) >= 0) return day
  }
  return undefined
}

const chineseCalendar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
})

/**
 * Years whose first new moon is minutes from midnight in Beijing, where the browsers' calendar (ICU) takes the wrong side:
 * new year is on 6 February 2027 and on 3 February 2030.
 */
const newYearOff = new Map([
  [2027, -1],
  [2030, 1],
])

/** The day of a year that the Chinese calendar counts so; leap months are "6bis" and do not count. */
function lunarDay(year: number, month: number, day: number): Day | undefined {
  // The first day of its year is 20 January at the earliest; a month has 29 or 30 days.
  const first = { year, month: 1, day: 20 }
  for (let plus = (month - 1) * 29; plus <= 33 + month * 33; plus += 1) {
    const candidate = plusDays(first, plus)
    const parts = chineseCalendar.formatToParts(Date.UTC(candidate.year, candidate.month - 1, candidate.day))
    const part = (type: string) => parts.find(one => one.type === type)?.value
    if (part('month') !== String(month) || part('day') !== String(day)) continue
    return plusDays(candidate, month === 1 ? (newYearOff.get(year) ?? 0) : 0)
  }
  return undefined
}
