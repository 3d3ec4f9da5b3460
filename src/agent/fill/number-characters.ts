import type { NumberWords } from './number-words.ts'
import { matchAt } from './reading.ts'

const digits = new Map(Array.from('零一二三四五六七八九', (character, value) => [character, value] as const))
digits.set('〇', 0)
digits.set('两', 2)
const units = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])
const bigUnits = new Map([
  ['万', 1e4],
  ['亿', 1e8],
])
/** Longer runs of such characters are no number. */
const longestRun = 24
const run = new RegExp(`[零〇一二三四五六七八九十百千万亿两]{1,${longestRun}}`, 'y')
const decimals = /点([零〇一二三四五六七八九]{1,9})(?![十分刻半])([万亿])?/y
const dozen = /([一两二三四五六半])打(?![开包扫算车电听球游])/y
/** Units of which there may be half a one. */
const halfOf = /^个?(?:升|斤|公|英|吨|米|里|杯|磅|亩|克|千|毫|盎|加|品|份|瓶)/
/** Words that begin as a number and are none. */
const noNumber =
  /一(?:下|起|些|半|样|直|定|般|切|边|会|共|旦|致|方面|点儿?(?!半|[零一二三四五十钟整]))|十分(?![钟之])|千万(?![元块美人个吨])|万一|三明治|四川|三亚|百度|百香果|千层|五花肉|九寨沟|两边|百分之|万圣|七喜|八卦|一周年|四季|九龙|三里屯|五道口|六安|七夕/y

/** Reads Chinese number characters that begin at a place: "三百二十五", "两", "三点五", "二零二六", "一万二", "两打". */
export function chineseNumberAt(folded: string, at: number): NumberWords | undefined {
  const dozens = matchAt(dozen, folded, at)
  if (dozens?.[1] !== undefined) {
    return { value: dozens[1] === '半' ? 6 : 12 * (digits.get(dozens[1]) ?? 1), end: at + dozens[0].length }
  }
  if (matchAt(noNumber, folded, at) !== undefined) return undefined
  const letter = folded[at]
  if (letter === '半' && halfOf.test(folded.slice(at + 1, at + 3))) return { value: 0.5, end: at + 1 }
  if (letter === '俩' || letter === '仨') return { value: letter === '俩' ? 2 : 3, end: at + 1 }
  const said = matchAt(run, folded, at)?.[0]
  // 三千克 are three 千克: the unit keeps its thousand.
  const isUnits =
    said !== undefined &&
    said.length > 1 &&
    said.endsWith('千') &&
    /^(?:[克瓦焦帕]|卡(?!路))/.test(folded.slice(at + said.length))
  const whole = isUnits ? said.slice(0, -1) : said
  if (whole === undefined) return undefined
  const value = valueOfRun(whole)
  if (value === undefined) return undefined
  const end = at + whole.length
  const fraction = matchAt(decimals, folded, end)
  if (fraction?.[1] === undefined) return { value, end }
  const behind = Array.from(fraction[1], character => digits.get(character) ?? 0).join('')
  const scale = bigUnits.get(fraction[2] ?? '') ?? 1
  return { value: tidy(Number(`${value}.${behind}`) * scale), end: end + fraction[0].length }
}

/** The number that a run of characters stands for; undefined where it is none. */
export function valueOfRun(run: string): number | undefined {
  if (!/[十百千万亿]/.test(run)) {
    // A digit after the other, as years and room numbers are said; 两 is said alone only.
    if (run.length > 1 && run.includes('两')) return undefined
    return Number(Array.from(run, character => digits.get(character) ?? 0).join(''))
  }
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastUnit = 0
  let isAfterZero = false
  for (const character of run) {
    const value = digits.get(character)
    const unit = units.get(character)
    const bigUnit = bigUnits.get(character)
    if (value === 0) {
      if (digit !== undefined) return undefined
      isAfterZero = true
    } else if (value !== undefined) {
      if (digit !== undefined) return undefined
      digit = value
    } else if (unit !== undefined) {
      if (digit === undefined && unit !== 10) return undefined
      section += (digit ?? 1) * unit
      digit = undefined
      lastUnit = unit
      isAfterZero = false
    } else if (bigUnit !== undefined) {
      const before = section + (digit ?? 0)
      if (before === 0 && total === 0) return undefined
      total = bigUnit > 1e4 ? (total + before) * bigUnit : total + before * bigUnit
      section = 0
      digit = undefined
      lastUnit = bigUnit
      isAfterZero = false
    }
  }
  if (digit === undefined) return total + section
  // 三百二 is 320, 一万二 is 12,000; 三百零二 is 302.
  const isShort = !isAfterZero && lastUnit >= 100
  return total + section + (isShort ? (digit * lastUnit) / 10 : digit)
}

/** 3.3 × 10,000 without the noise of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
