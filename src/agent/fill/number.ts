import { chineseNumberAt } from './number-characters.ts'
import { englishNumberAt, type NumberWords, withFraction } from './number-words.ts'
import { isWordStart, matchAt, type Reading, readAll } from './reading.ts'

const digits = /(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+/y
const vulgar = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
])
const slash = /(?:\s+(\d{1,2}))?\/(\d{1,2})(?![\d/])/y
const scale =
  /\s*(k(?![a-z])|thousand|million|billion|dozen|千(?![克米瓦焦帕字]|卡(?!路))|[十百万亿])(?![a-z])/y
const more = /(\d{1,4})([百千])/y
const scales = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['dozen', 12],
  ['十', 10],
  ['百', 100],
  ['千', 1e3],
  ['万', 1e4],
  ['亿', 1e8],
])
const sign = /(?:minus|negative)\s+|-\s?|零下|负/y
/** Larger ones cannot be told from their neighbours in a JSON number. */
const largest = 1e15

/** All numbers of a request, in digits and in words of both languages. */
export function findNumbers(folded: string): Reading<number>[] {
  return readAll(folded, numberAt)
}

/** The number that begins at a place. */
export function numberAt(folded: string, at: number): Reading<number> | undefined {
  if (!isWordStart(folded, at) || folded[at] === ' ') return undefined
  const minus = matchAt(sign, folded, at)?.[0]
  if (minus !== undefined && at > 0 && minus.startsWith('-') && /[\p{L}\p{N}]/u.test(folded[at - 1] ?? '')) {
    return undefined
  }
  const from = at + (minus?.length ?? 0)
  const found = plainNumberAt(folded, from)
  if (found === undefined || !(found.value <= largest)) return undefined
  return {
    value: minus === undefined || found.value === 0 ? found.value : -found.value,
    start: at,
    end: found.end,
  }
}

/** A number without its sign. */
export function plainNumberAt(folded: string, at: number): NumberWords | undefined {
  return digitsAt(folded, at) ?? wordsAt(folded, at)
}

function wordsAt(folded: string, at: number): NumberWords | undefined {
  const code = folded.charCodeAt(at)
  if (code >= 0x3000) return chineseNumberAt(folded, at)
  const words = isWordStart(folded, at) ? englishNumberAt(folded, at) : undefined
  return words !== undefined && /[a-z]/.test(folded[words.end] ?? '') ? undefined : words
}

function digitsAt(folded: string, at: number): NumberWords | undefined {
  const alone = vulgar.get(folded[at] ?? '')
  if (alone !== undefined) return { value: alone, end: at + 1 }
  const found = matchAt(digits, folded, at)?.[0]
  if (found === undefined) return undefined
  const value = Number(found.replaceAll(',', ''))
  const end = at + found.length
  const behind = vulgar.get(folded[end] ?? '')
  if (behind !== undefined) return { value: value + behind, end: end + 1 }
  const part = matchAt(slash, folded, end)
  if (part?.[2] !== undefined && Number(part[2]) > 0) {
    const [whole, over] = part[1] === undefined ? [0, value] : [value, Number(part[1])]
    return { value: whole + over / Number(part[2]), end: end + part[0].length }
  }
  return scaled(folded, value, end) ?? withFraction(folded, value, end)
}

/** "1.5k", "2 million", "3.5万", "1万2千". */
function scaled(folded: string, value: number, end: number): NumberWords | undefined {
  const found = matchAt(scale, folded, end)
  const times = scales.get(found?.[1] ?? '')
  if (found === undefined || times === undefined) return undefined
  let total = value * times
  let at = end + found[0].length
  const next = matchAt(more, folded, at)
  if (next?.[1] !== undefined && times >= 1e3) {
    total += Number(next[1]) * (scales.get(next[2] ?? '') ?? 0)
    at += next[0].length
  }
  return { value: Number(total.toPrecision(15)), end: at }
}
