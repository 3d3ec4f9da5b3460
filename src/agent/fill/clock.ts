import { valueOfRun } from './number-characters.ts'
import { isWordStart, matchAt, type Reading, readAll } from './reading.ts'

/** Part of a day. 'night' goes on after midnight. */
export type DayPart = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'evening' | 'night'

/** A time of day as it was said. */
export interface Clock {
  /** 0 to 24. */
  readonly hour: number
  readonly minute: number
  /** True where only one time of the day can be meant: "18:00", "6 pm", "noon". */
  readonly isExact: boolean
  readonly part?: DayPart
}

const hourWord = 'twelve|eleven|ten|nine|eight|seven|six|five|four|three|two|one'
const hours = hourWord.split('|').reverse()
const minuteWords = new Map([
  ['oh five', 5],
  ['five', 5],
  ['ten', 10],
  ['fifteen', 15],
  ['quarter', 15],
  ['a quarter', 15],
  ['twenty', 20],
  ['twenty five', 25],
  ['thirty', 30],
  ['half', 30],
  ['thirty five', 35],
  ['forty', 40],
  ['forty five', 45],
  ['fifty', 50],
  ['fifty five', 55],
])
const half = '\\s?(a\\.?m\\.?|p\\.?m\\.?)(?![a-z])'
/** "18:00", "6:30 pm"; "6.30" counts only where am, pm or "at" says that it is a time. */
const digital = new RegExp(`([01]?\\d|2[0-4])([:.h])([0-5]\\d)(?![\\d:.]\\d|\\d)(?:${half})?`, 'y')
const withHalf = new RegExp(`(1[0-2]|0?\\d|${hourWord})${half}`, 'y')
const spokenHalf = new RegExp(
  `(1[0-2]|\\d|${hourWord})[\\s-](\\d\\d|oh five|fifteen|twenty(?:[\\s-]five)?|thirty(?:[\\s-]five)?|forty(?:[\\s-]five)?|fifty(?:[\\s-]five)?|ten)(?![a-z\\d])(?:${half})?`,
  'y',
)
const oClock = new RegExp(`(1[0-2]|\\d|${hourWord})\\s?o'?\\s?clock(?:${half})?`, 'y')
const pastOrTo = new RegExp(
  `(half|(?:a\\s)?quarter|twenty(?:[\\s-]five)?|five|ten|[1-5]?\\d)(?:\\s(?:minutes|mins))?\\s(past|after|to|before|till|of)\\s(1[0-2]|\\d|${hourWord})(?![a-z\\d])(?:\\s?o'?clock)?(?:${half})?`,
  'y',
)
const halfHour = new RegExp(
  `half[\\s-](${hourWord})(?![a-z\\d])(?!\\s(?:hours?|minutes?|days?|miles?|dozen))`,
  'y',
)
const named = /(noon|midday|lunchtime|midnight)(?![a-z])/y
const bare = new RegExp(`(2[0-4]|1\\d|\\d|${hourWord})(?![a-z\\d%]|[.,:/]\\d|-\\w)`, 'y')
const beforeBare = /(?:^|[\s,])(?:at|by|around|@|until|till|before|after|from|about|to|between|past)\s$/
const noHour =
  /^\s{0,2}(?:%|percent|minutes?|mins?|hours?|hrs?|seconds?|secs?|days?|weeks?|months?|years?|dollars?|euros?|pounds?|people|guests|persons|times|of\s(?:them|us)|degrees?|miles?|km|kilomet|met(?:er|re)s?|cups?|bottles?|st\b|nd\b|rd\b|th\b|\+|\*|x\s|plus|minus|hundred|thousand|million|point)/
const partBehind =
  /\s{1,2}(?:o'?clock\s)?(?:(?:in\sthe\s|this\s|on\s\w{6,9}\s|tomorrow\s)(morning|afternoon|evening|night)|at\s(night)|(tonight))(?![a-z])/y

/** All times of day that a request names. */
export function findClocks(folded: string): Reading<Clock>[] {
  return readAll(folded, clockAt)
}

/** The time of day that begins at a place: "half past nine", "6.30pm", "下午三点一刻", "noon". */
export function clockAt(folded: string, at: number): Reading<Clock> | undefined {
  const code = folded.charCodeAt(at)
  if (code === 32) return undefined
  const found = code >= 0x3000 || /\d/.test(folded[at] ?? '') ? chineseClockAt(folded, at) : undefined
  return found ?? (isWordStart(folded, at) && !isPrice(folded, at) ? englishClockAt(folded, at) : undefined)
}

function isPrice(folded: string, at: number): boolean {
  return /[$€£¥#.:/+*-]/.test(folded[at - 1] ?? '')
}

function englishClockAt(folded: string, at: number): Reading<Clock> | undefined {
  const start = at
  const name = matchAt(named, folded, at)
  if (name !== undefined) {
    const hour = name[1] === 'midnight' ? 24 : 12
    return { value: { hour, minute: 0, isExact: true }, start, end: at + name[0].length }
  }
  const before = folded.slice(Math.max(0, at - 10), at)
  const isTold = beforeBare.test(before)
  const clock = matchAt(digital, folded, at)
  if (clock !== undefined) {
    const [whole, hour = '', mark, minute = '', halfOf] = clock
    const isTime = mark === ':' || halfOf !== undefined || isTold || (mark === 'h' && hour.length > 0)
    if (isTime && !(hour === '24' && minute !== '00')) {
      const isExact = hour.startsWith('0') || Number(hour) > 12
      return told(Number(hour), Number(minute), halfOf, isExact, folded, start, at + whole.length)
    }
  }
  const relative = matchAt(pastOrTo, folded, at)
  if (relative?.[1] !== undefined) {
    const [whole, by = '', way, hourSaid = '', halfOf] = relative
    const minutes = minuteWords.get(by.replace('-', ' ')) ?? Number(by)
    const isBehind = way === 'past' || way === 'after'
    // "ten of six" is a share, "5 to 6" a range: only words of the clock are surely times.
    const isSure = isBehind || isTold || /half|quarter/.test(by) || !/\d/.test(by + hourSaid)
    const hour = hourOf(hourSaid)
    if (isSure && way !== 'of' && Number.isFinite(minutes) && minutes > 0) {
      const total = hour * 60 + (isBehind ? minutes : -minutes)
      const hourThen = Math.floor(total / 60) || 12
      return told(hourThen, ((total % 60) + 60) % 60, halfOf, false, folded, start, at + whole.length)
    }
  }
  const halfPast = matchAt(halfHour, folded, at)
  if (halfPast?.[1] !== undefined) {
    return told(hourOf(halfPast[1]), 30, undefined, false, folded, start, at + halfPast[0].length)
  }
  const spoken = matchAt(spokenHalf, folded, at)
  if (spoken?.[1] !== undefined && (spoken[3] !== undefined || (isTold && !/\d/.test(spoken[1])))) {
    const minute = minuteWords.get((spoken[2] ?? '').replace('-', ' ')) ?? Number(spoken[2])
    if (minute < 60)
      return told(hourOf(spoken[1]), minute, spoken[3], false, folded, start, at + spoken[0].length)
  }
  const whole = matchAt(withHalf, folded, at) ?? matchAt(oClock, folded, at)
  if (whole?.[1] !== undefined) {
    return told(hourOf(whole[1]), 0, whole[2], false, folded, start, at + whole[0].length)
  }
  const alone = matchAt(bare, folded, at)
  if (alone?.[1] === undefined) return undefined
  const end = at + alone[0].length
  const hour = hourOf(alone[1])
  if (hour > 24 || noHour.test(folded.slice(end, end + 14))) return undefined
  const isWithPart = matchAt(partBehind, folded, end) !== undefined
  const isSaid =
    /(?:^|[\s,])(?:at|@)\s$/.test(before) ||
    (isTold && /(?:by|around|until|till|before|after)\s$/.test(before))
  return isSaid || isWithPart ? told(hour, 0, undefined, hour > 12, folded, start, end) : undefined
}

function hourOf(said: string): number {
  const word = hours.indexOf(said)
  return word < 0 ? Number(said) : word + 1
}

function told(
  hour: number,
  minute: number,
  halfOf: string | undefined,
  isExact: boolean,
  folded: string,
  start: number,
  end: number,
): Reading<Clock> | undefined {
  if (halfOf !== undefined && hour <= 12) {
    const isAfternoon = halfOf.startsWith('p')
    return { value: { hour: (hour % 12) + (isAfternoon ? 12 : 0), minute, isExact: true }, start, end }
  }
  if (hour === 0 || hour > 12 || isExact) return { value: { hour, minute, isExact: true }, start, end }
  const inThe = /^\s{1,2}(?:in\sthe\s(morning|afternoon|evening|night)|at\s(night))(?![a-z])/.exec(
    folded.slice(end, end + 20),
  )
  const part = (inThe?.[1] ?? inThe?.[2]) as DayPart | undefined
  if (part === undefined) return { value: { hour, minute, isExact: false }, start, end }
  return { value: { hour, minute, isExact: false, part }, start, end: end + (inThe?.[0].length ?? 0) }
}

const chineseParts: readonly (readonly [string, DayPart])[] = [
  ['凌晨', 'dawn'],
  ['清晨', 'morning'],
  ['清早', 'morning'],
  ['早上', 'morning'],
  ['早晨', 'morning'],
  ['大早', 'morning'],
  ['上午', 'morning'],
  ['中午', 'noon'],
  ['正午', 'noon'],
  ['下午', 'afternoon'],
  ['午后', 'afternoon'],
  ['傍晚', 'evening'],
  ['晚上', 'evening'],
  ['晚间', 'evening'],
  ['夜里', 'night'],
  ['夜晚', 'evening'],
  ['深夜', 'night'],
  ['半夜', 'night'],
  ['午夜', 'night'],
  ['早', 'morning'],
  ['晚', 'evening'],
]
const numberRun = '[零〇一二三四五六七八九十两]{1,4}|\\d{1,2}'
const point = new RegExp(
  `(?:的|时间)?\\s?(${numberRun})\\s?(?:点|时(?!间|候|常|代|区|刻))(?:(钟(?!头)|整)|(半)|([一三])刻|过?(${numberRun})分?(?![个年月天元块]))?`,
  'y',
)
const colon = /\s?([01]?\d|2[0-4])[:](\d\d)(?!\d)/y
const lacking = new RegExp(`差(${numberRun}|一刻)分?(?:钟)?(?:到)?(${numberRun})点(?:钟)?`, 'y')

/** A part of a day in Chinese, right at a place: its name and where it ends. */
export function chinesePartAt(folded: string, at: number): { part: DayPart; end: number } | undefined {
  for (const [name, part] of chineseParts) {
    if (folded.startsWith(name, at)) {
      // 早点 and 晚会 are no times of day: the short names count only behind a day (今晚, 周三早).
      if (name.length === 1 && !/[今明后昨天一二三四五六日号]/.test(folded[at - 1] ?? '')) return undefined
      if (name.length === 1 && /[点些餐饭会安]/.test(folded[at + 1] ?? '')) return undefined
      return { part, end: at + name.length }
    }
  }
  return undefined
}

function chineseClockAt(folded: string, at: number): Reading<Clock> | undefined {
  // The 六 of 周六十点 is that of the day.
  if (/[周期拜]$/.test(folded.slice(Math.max(0, at - 1), at))) return undefined
  const partFound = chinesePartAt(folded, at)
  const part = partFound?.part
  const from = partFound?.end ?? at
  const withPart = (
    hour: number,
    minute: number,
    end: number,
    isExact = hour > 12 || hour === 0,
  ): Reading<Clock> => ({
    value: { hour, minute, isExact, ...(part === undefined ? {} : { part }) },
    start: at,
    end,
  })
  const less = matchAt(lacking, folded, from)
  if (less?.[1] !== undefined && less[2] !== undefined) {
    const minutes = less[1] === '一刻' ? 15 : numberOf(less[1])
    const hour = numberOf(less[2])
    if (minutes === undefined || hour === undefined || hour > 24 || minutes > 59) return undefined
    return withPart(hour - 1 || 12, 60 - minutes, from + less[0].length)
  }
  const digits = partFound === undefined ? undefined : matchAt(colon, folded, from)
  if (digits !== undefined && Number(digits[2]) < 60) {
    return withPart(Number(digits[1]), Number(digits[2]), from + digits[0].length)
  }
  const found = matchAt(point, folded, from)
  if (found?.[1] !== undefined && !isNoTime(folded, at, found)) {
    const hour = numberOf(found[1])
    const minute =
      found[3] !== undefined
        ? 30
        : found[4] !== undefined
          ? found[4] === '一'
            ? 15
            : 45
          : numberOf(found[5] ?? '零')
    if (hour === undefined || hour > 24 || minute === undefined || minute > 59) return undefined
    return withPart(hour, minute, from + found[0].length)
  }
  if (partFound === undefined) return undefined
  const name = folded.slice(at, from)
  if (name === '正午' || (name === '中午' && !/[饭餐]/.test(folded[from] ?? ''))) {
    return { value: { hour: 12, minute: 0, isExact: true }, start: at, end: from }
  }
  return name === '午夜' ? { value: { hour: 24, minute: 0, isExact: true }, start: at, end: from } : undefined
}

/** 一点 is "a little" in 早一点 and 快一点; 三点五 is a number where no time goes on so. */
function isNoTime(folded: string, at: number, found: RegExpExecArray): boolean {
  const before = folded[at - 1] ?? ''
  const isBehindDay = /(?:周|星期|礼拜)[一二三四五六日天]$/.test(folded.slice(Math.max(0, at - 3), at))
  if (!isBehindDay && /[零〇一二三四五六七八九十百千万两\d第.:]/.test(before)) return true
  const isPlain =
    found[2] === undefined && found[3] === undefined && found[4] === undefined && found[5] === undefined
  const isAlittle =
    /^\s?一点?$/.test(found[1] ?? '') && isPlain && /[有快早晚大小慢多少好差这那]/.test(before)
  const end = found.index + found[0].length
  // 两点建议 is two points of advice.
  return (
    isAlittle ||
    (isPlain &&
      /[建意要原内个]/.test(folded[end] ?? '') &&
      /^[建议意见要求原因内容]{2}/.test(folded.slice(end, end + 2)))
  )
}

function numberOf(said: string): number | undefined {
  return /^\d/.test(said) ? Number(said) : valueOfRun(said)
}
