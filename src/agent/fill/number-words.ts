import { matchAt } from './reading.ts'

/** A number in words, and where it ends. */
export interface NumberWords {
  readonly value: number
  readonly end: number
}

const small = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
      .split(' ')
      .map((word, value) => [word, value] as const),
    'twenty thirty forty fifty sixty seventy eighty ninety'
      .split(' ')
      .map((word, index) => [word, 20 + 10 * index] as const),
    [['fourty', 40] as const],
  ].flat(),
)
const scales = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
])
const word = /[a-z]+/y
const gap = /[\s-]{1,3}/y
const andGap = /\s{1,3}and\s{1,3}/y

/** Reads English number words that begin at a place: "three hundred and twenty-five", "two point five", "a dozen". */
export function englishNumberAt(folded: string, at: number): NumberWords | undefined {
  return dozensAt(folded, at) ?? cardinalAt(folded, at)
}

const article = /an?\s+(?=(?:hundred|thousand|million|billion)(?![a-z]))/y

/** "three hundred and twenty-five": each part must be smaller than the room that the one before left. */
function cardinalAt(folded: string, at: number): NumberWords | undefined {
  let total = 0
  let group = 0
  let room = Number.POSITIVE_INFINITY
  let lastScale = Number.POSITIVE_INFINITY
  let end = at
  let isAfterScale = false
  let isBegun = false
  let cursor = at
  const leading = matchAt(article, folded, at)
  if (leading !== undefined) {
    group = 1
    room = 0
    cursor += leading[0].length
    isBegun = true
  }
  for (;;) {
    const found = matchAt(word, folded, cursor)?.[0]
    if (found === undefined) break
    const value = small.get(found)
    const scale = scales.get(found)
    if (value !== undefined && (value < room || !isBegun) && (value > 0 || !isBegun)) {
      group += value
      room = value >= 20 ? 10 : 0
      isAfterScale = false
    } else if (found === 'hundred' && group > 0 && group < 100) {
      group *= 100
      room = 100
      isAfterScale = true
    } else if (scale !== undefined && group > 0 && scale < lastScale) {
      total += group * scale
      group = 0
      lastScale = scale
      room = scale
      isAfterScale = true
    } else break
    isBegun = true
    end = cursor + found.length
    const next = (isAfterScale ? matchAt(andGap, folded, end) : undefined) ?? matchAt(gap, folded, end)
    if (next === undefined) break
    cursor = end + next[0].length
  }
  if (end === at) return undefined
  return withFraction(folded, total + group, end)
}

const point = /\s+point((?:\s+(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?![a-z])){1,9})/y
const andPart = /\s+and\s+(?:(an?|one)\s+(half|quarter|third)|three\s+quarters)(?![a-z])/y

/** What may stand behind a whole number: "point five", "and a half". */
export function withFraction(folded: string, whole: number, end: number): NumberWords {
  const decimals = matchAt(point, folded, end)
  if (decimals?.[1] !== undefined) {
    const digits = decimals[1].trim().split(/\s+/)
    const value = Number(`${whole}.${digits.map(digit => small.get(digit) ?? 0).join('')}`)
    return { value, end: end + decimals[0].length }
  }
  const part = matchAt(andPart, folded, end)
  if (part === undefined) return { value: whole, end }
  const fraction =
    part[2] === 'half' ? 0.5 : part[2] === 'quarter' ? 0.25 : part[2] === 'third' ? 1 / 3 : 0.75
  return { value: whole + fraction, end: end + part[0].length }
}

const dozens = /(?:(half)\s+a|(an?)|(two|three|four|five|six))\s+(dozen|couple(?:\s+of)?)(?![a-z])/y
const times = new Map([
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
])
const parts = /(?:half(?:\s+an?(?=\s))|(an?|one|three)\s+quarters?(?=\s+of))(?![a-z])/y

function dozensAt(folded: string, at: number): NumberWords | undefined {
  const found = matchAt(dozens, folded, at)
  if (found !== undefined) {
    const [whole, half, , count, what = ''] = found
    const many = half === undefined ? (times.get(count ?? '') ?? 1) : 0.5
    return { value: many * (what === 'dozen' ? 12 : 2), end: at + whole.length }
  }
  const part = matchAt(parts, folded, at)
  if (part === undefined) return undefined
  return { value: part[1] === undefined ? 0.5 : part[1] === 'three' ? 0.75 : 0.25, end: at + part[0].length }
}
