import { wallAt, writeDay, writeTime } from '../calendar.ts'
import { type Clock, findClocks } from '../clock.ts'
import { findCurrencies, findMoney } from '../currency.ts'
import { findDays } from '../date.ts'
import { durationAt, toIsoDuration } from '../duration.ts'
import { findExpression } from '../expression.ts'
import { findNumbers } from '../number.ts'
import { isRelative } from '../person.ts'
import { type Reading, readAll } from '../reading.ts'
import type { Fill, Request } from '../request.ts'
import { findUnits } from '../unit.ts'

/** calculate */
export const fillCalculate: Fill = ({ words }) => ({ expression: findExpression(words) })

const oneOf = /(?:^|\s)(an?|one|each|per)\s$/

const compound = /^(?:foot|feet|ft)\s?\d|^(?:尺|英尺|米)[一二三四五六七八九\d]/

/** convert_units */
export const fillUnits: Fill = ({ words, folded }) => {
  const numbers = findNumbers(folded)
  // Letters of numbers are none of units: the 千 of 两千卡路里.
  let seen = folded
  for (const { start, end } of numbers)
    seen = seen.slice(0, start) + '0'.repeat(end - start) + seen.slice(end)
  const units = findUnits(seen)
  // The number and its unit stand side by side: "5 miles", "五公里"; "5'10" is none.
  const pair = numbers.flatMap(number => {
    const unit = units.find(
      one =>
        one.start >= number.end &&
        /^\s?-?\s?(?:of\s(?:an?\s)?|个)?$/.test(folded.slice(number.end, one.start)),
    )
    return unit === undefined ? [] : [{ number, unit }]
  })[0]
  const from =
    pair?.unit ??
    units.find(({ start }) => oneOf.test(folded.slice(Math.max(0, start - 6), start))) ??
    loneFrom(folded, units)
  const to = units.find(
    unit =>
      unit !== from && unit.value !== from?.value && (pair === undefined || unit.start !== pair.unit.start),
  )
  const article =
    from !== undefined && oneOf.test(folded.slice(Math.max(0, from.start - 6), from.start)) ? 1 : undefined
  // "6 foot 2" and 五尺八 are two amounts, and a single number says one of them.
  if (pair !== undefined && compound.test(folded.slice(pair.unit.start, pair.unit.end + 3))) {
    const target = units.findLast(unit => unit.value !== pair.unit.value)
    return { to: target && words.slice(target.start, target.end) }
  }
  const amount =
    pair?.number.value ??
    article ??
    (from === undefined ? loneAmount(folded, numbers, to) : numbers.find(one => one.value !== 0)?.value)
  const said = (unit: Reading<string> | undefined) => unit && words.slice(unit.start, unit.end)
  return { amount, from: said(from), to: said(to) }
}

/** "Convert 12 into inches": of what is not said. */
function loneAmount(
  folded: string,
  numbers: readonly Reading<number>[],
  to: Reading<string> | undefined,
): number | undefined {
  const [number] = numbers
  if (number === undefined || to === undefined || numbers.length > 1) return undefined
  const isBeside = /^\s*(?:in|into|to|换算?|转换?|变)?\s*[成为]?\s*$/.test(folded.slice(number.end, to.start))
  return isBeside ? number.value : undefined
}

/** Without a number: "convert miles to kilometres", "how many feet in a mile". */
function loneFrom(folded: string, units: readonly Reading<string>[]): Reading<string> | undefined {
  if (units.length < 2) {
    const only = units[0]
    return only !== undefined && /(?:to|into|in|many|成|多少|几)\s?$/.test(folded.slice(0, only.start))
      ? undefined
      : only
  }
  return /(?:how many|多少)\s?$/.test(folded.slice(0, units[0]?.start ?? 0)) ? units[1] : units[0]
}

/** convert_currency */
export const fillCurrency: Fill = ({ folded, place }) => {
  const money = findMoney(folded, place.language)
  const pair = money.find(one => one.currency !== undefined)
  const currencies = findCurrencies(folded, place.language)
  const article = /(?:^|\s)(?:an?|one|(?:to|for|per) the|per)\s$/
  const single =
    pair === undefined
      ? currencies.find(({ start }) => article.test(folded.slice(Math.max(0, start - 9), start)))
      : undefined
  const asked = currencies.find(({ start }) =>
    /(?:to|into|in|many|成|多少|换|合|兑|换[点些])\s?$/.test(folded.slice(Math.max(0, start - 8), start)),
  )
  const from =
    pair?.currency ?? single?.value ?? currencies.find(one => one !== asked || currencies.length > 1)?.value
  const to =
    asked !== undefined && asked.value !== from
      ? asked.value
      : currencies.find(one => one.value !== from)?.value
  return { amount: pair?.value ?? (single === undefined ? money[0]?.value : 1), from, to }
}

const ago = /^\s?(?:ago|earlier|before|prior)(?![a-z])|^(?:之前|以前|前)/
const minusWord =
  /(?:minus|subtract|take away|less|往前推?|向前推?|倒推|减去?)\s?(?:the\s)?$|[日号天节夜旦五六一二三四末底夕]之?前\s?$/
const until =
  /(?:until|till|til|to|before|and|through|up to|away from|away is|far is|off is|off until|is|are we from|from)\s(?:the\s)?$|(?:到|至|离|距离?|距离?现在)$/
const since = /(?:since|after|has passed since|have passed since)\s(?:the\s)?$|(?:自从?|从)$/
const howLong =
  /how (?:many|long|far)|number of (?:days|weeks|months)|days? from|days? (?:until|till|left|between|since|to|before)|(?:weeks?|months?) (?:until|till|left|between|since|to|before)|多少[天日周个]|几[天周个]|多久|相差|间隔|倒计时|还有|countdown|difference between|隔了/

/** calculate_date */
export const fillDate: Fill = ({ folded, place }) => {
  const today = wallAt(place.now, place.timeZone)
  const durations = readAll(folded, (text, at) => durationAt(text, at)).filter(
    one => !/^(?:几|多少)/.test(folded.slice(one.start)),
  )
  const days = findDays(folded, today, place.language).filter(
    day => !durations.some(one => day.start < one.end && one.start < day.end),
  )
  const offset = durations[0]
  if (offset !== undefined && !(days.length > 1 && howLong.test(folded))) {
    const behind = folded.slice(offset.end, offset.end + 10)
    const isBefore =
      ago.test(behind) || minusWord.test(folded.slice(Math.max(0, offset.start - 12), offset.start))
    return { offset: toIsoDuration(offset.value, isBefore), start: days[0] && writeDay(days[0].value) }
  }
  if (!howLong.test(folded)) return { start: days[0] && writeDay(days[0].value) }
  const [first, second] = days
  if (first === undefined) return {}
  const before = folded.slice(Math.max(0, first.start - 24), first.start)
  if (second !== undefined) {
    // "From today until …", "how many days until Christmas from 3 March".
    const isTurned =
      /(?:until|till|to|before)\s(?:the\s)?$/.test(before) &&
      /(?:from|after|since)\s(?:the\s)?$/.test(folded.slice(first.end, second.start))
    const [start, end] = isTurned ? [second, first] : [first, second]
    return { start: writeDay(start.value), end: writeDay(end.value) }
  }
  const isAgo = /how (?:long|many \w+) ago/.test(folded)
  const isPast =
    (isAgo || since.test(before)) && !until.test(before.replace(/(?:since|after)\s(?:the\s)?$/, ''))
  // "Since" counts until today, and means a day that is over.
  if (isPast) {
    const { year, month, day } = first.value
    const isAhead = Date.UTC(year, month - 1, day) > Date.UTC(today.year, today.month - 1, today.day)
    const isYearSaid = /\d{4}/.test(folded.slice(first.start, first.end))
    const start = { year: isAhead && !isYearSaid ? year - 1 : year, month, day }
    return { start: writeDay(start), end: writeDay(today) }
  }
  return { end: writeDay(first.value) }
}

const stop =
  'what|time|is|now|right|currently|at|when|if|to|and|here|there|the|in|for|of|from|please|tomorrow|today|tonight|me|my|it|be|will|then|local|current|this|moment|would|that|was|how|late|early|would|convert|morning|afternoon|evening|night|noon|midnight|am|pm|do|does|they|people|have|their|a|an|on|our|us|you|tell'
const name = `(?!(?:${stop})(?![\\p{L}]))[\\p{L}][\\p{L}.'’-]{0,30}(?:\\s(?!(?:${stop})(?![\\p{L}]))[\\p{L}][\\p{L}.'’-]{0,30}){0,3}`
const prefixed = new RegExp(`(?<![\\p{L}])(?:in|at|for|to|into|of|from)\\s(?:the\\s)?(${name})`, 'giu')
const timed = new RegExp(`(?<![\\p{L}])(${name})(?:'s|’s)?\\s(?:local\\s)?time(?![\\p{L}])`, 'giu')
const behindClock = new RegExp(`^\\s(?:(?:in|at)\\s(?:the\\s)?)?(${name})`, 'iu')

/** time_in_place: the place right behind a time is that of the time, "from". */
export const fillTimeInPlace: Fill = request => {
  const { words, folded } = request
  const clock = findClocks(folded)[0]
  const time = clock && writeClock(clock.value)
  if (/\p{Script=Han}/u.test(words)) {
    const { place, from } = chinesePlaces(request, clock)
    // 我姐姐那边: where that is was not said.
    return { place: place !== undefined && isRelative(place) ? undefined : place, from, time }
  }
  const places: Reading<string>[] = []
  const take = (start: number, value: string) => {
    const end = start + value.length
    if (!places.some(one => start < one.end && one.start < end))
      places.push({ value: value.replace(/['’]s$/, ''), start, end })
  }
  let from: string | undefined
  if (clock !== undefined) {
    const found = behindClock.exec(words.slice(clock.end, clock.end + 140))
    if (found?.[1] !== undefined) {
      from = found[1].replace(/\stime$/i, '').replace(/['’]s$/, '')
      const at = clock.end + found[0].length - found[1].length
      take(at, from)
    }
  }
  const seen = words.slice(0, 600)
  for (const match of seen.matchAll(timed)) if (match[1] !== undefined) take(match.index, match[1])
  for (const match of seen.matchAll(prefixed))
    if (match[1] !== undefined)
      take(match.index + match[0].length - match[1].length, match[1].replace(/\stime$/i, ''))
  places.sort((a, b) => a.start - b.start)
  const others = places.filter(one => one.value !== from)
  if (from !== undefined) return { place: others.at(-1)?.value, from, time }
  // "The time difference between London and Beijing".
  const between = /between\s(?:the\s)?(.{2,40}?)\sand\s(?:the\s)?([\p{L}\s.'-]{2,40})/iu.exec(seen)
  if (between !== null) return { place: between[2]?.trim(), from: between[1] }
  if (others.length > 1 && time !== undefined)
    return { place: others.at(-1)?.value, from: others[0]?.value, time }
  return { place: others[0]?.value ?? bareName(words), time }
}

/** "Tokyo time?", "time Tokyo". */
function bareName(words: string): string | undefined {
  const capital =
    /(?<![\p{L}])(?!I\b|What|When|How|Time|The|Is|If|Tell|Show|Give|Current|Convert)\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2}/u.exec(
      words.slice(0, 300),
    )
  const last = /time\s(?!is|zone|in|now)([\p{L}]{3,30})\??$/iu.exec(words.slice(0, 300))
  return capital?.[0] ?? last?.[1]
}

const filler =
  /现在|给|打(?:个)?电话|打视频|联系|开会|早上吗|晚上吗|白天|还是|早上|晚上|上午|下午|凌晨|目前|当前|此刻|这会儿|请问|告诉我|帮我|查一?下|查查|查询|看一?下|看看|想知道|我想|知道|如果|要是|假如|当(?=.{1,12}(?:时|点))|的时候|时候|对应|相当于|等于|那么|那边|那里|这边|当地|时间|时区|几点钟?|几时|什么|多少|换算|转换|转成|换成|换到|时差|是不是|今天|明天|昨天|一下|应该|[了呢吗啊呀是的在我你和与跟，。？?！!、,\s]|为(?=几|多)|到(?!.{0,2}[尔勒])/gu

function chinesePlaces(
  { words }: Request,
  clock: Reading<Clock> | undefined,
): { place?: string | undefined; from?: string | undefined } {
  const chunks = (text: string) =>
    text
      .slice(0, 300)
      .replace(filler, '\n')
      .split('\n')
      .map(one => one.trim())
      .filter(one => one.length > 1 || /[A-Za-z]{2}/.test(one))
  if (clock === undefined) {
    const all = chunks(words)
    return /时差|相差|差几/.test(words) ? { from: all[0], place: all[1] } : { place: all[0] }
  }
  const before = chunks(words.slice(0, clock.start))
  const behind = chunks(words.slice(clock.end).replace(/^时(?=\p{Script=Han})/u, ''))
  const [first, second] = [before.at(-1), behind[0]]
  // 伦敦九点北京几点, and 九点的伦敦 where nothing stands before.
  if (first !== undefined && second !== undefined) {
    const isAskedFirst = /几点|什么时间|什么时候/.test(words.slice(0, clock.start))
    return isAskedFirst ? { place: before[0], from: second } : { from: first, place: second }
  }
  if (before.length > 1) return { from: before.at(-1), place: before[0] }
  if (behind.length > 1) return { from: behind[0], place: behind[1] }
  return { place: second ?? first }
}

/** A time without "am" is in the hours in which people are about: three o'clock is 15:00, nine is 09:00. */
export function writeClock({ hour, minute, isExact, part }: Clock): string {
  if (isExact || hour > 12) return writeTime({ hour: hour % 24, minute })
  const twelve = hour % 12
  const isLate =
    part === undefined
      ? twelve < 7
      : part === 'afternoon' ||
        (part === 'evening' && twelve > 3) ||
        (part === 'night' && twelve > 5) ||
        (part === 'noon' && twelve < 10)
  return writeTime({ hour: twelve + (isLate ? 12 : 0), minute })
}
