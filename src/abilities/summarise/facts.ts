import { isPlainWord, stem } from '../../chat/context/content-words.ts'

/** What in a sentence cannot be guessed: numbers in one form however they are written, and names. */
export interface Facts {
  /** "1,200", "1200" and "twelve" come out as "1200", "1200" and "12"; so does "十二". */
  readonly numbers: readonly string[]
  /** Folded; a name of several words is several. */
  readonly names: readonly string[]
}

const words: Readonly<Record<string, number>> = Object.fromEntries(
  // "one" is an article as often as a number.
  'zero 1 two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
)
const tens: Readonly<Record<string, number>> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, (at + 2) * 10]),
)
const large = new Set(['hundred', 'thousand', 'million', 'billion', 'trillion', 'dozen', 'half', 'twice'])
const chineseDigits = '零一二三四五六七八九'
const chineseUnits: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const chineseLarge: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }

/** Numbers of a text in one form, in order. */
export function numbersIn(text: string): string[] {
  const plain = text.normalize('NFKC')
  const numbers: string[] = []
  for (const [found, digits, unit] of plain.matchAll(
    /(\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,:/]\d+)*)([万亿])?/gu,
  )) {
    if (digits === undefined) numbers.push(found)
    else {
      const bare = /^\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?$/u.test(digits)
        ? digits.replaceAll(/[,\u00a0\u202f]/gu, '')
        : digits
      numbers.push(unit === undefined ? bare : String(Number(bare) * (chineseLarge[unit] ?? 1)))
    }
  }
  for (const [found] of plain.matchAll(/[零〇一二三四五六七八九十百千万亿两]+/gu)) {
    const value = chineseNumber(found)
    // One by itself is an article: 一个.
    if (value !== undefined && found !== '一') numbers.push(value)
  }
  numbers.push(...englishNumbers(plain.toLowerCase().match(/\b[a-z]+\b/g) ?? []))
  return numbers
}

function englishNumbers(spoken: readonly string[]): string[] {
  const numbers: string[] = []
  for (let at = 0; at < spoken.length; at++) {
    const word = spoken[at] ?? ''
    const next = spoken[at + 1] ?? ''
    const ten = tens[word]
    const one = next === 'one' ? 1 : words[next]
    if (ten !== undefined && one !== undefined && one > 0 && one < 10) {
      numbers.push(String(ten + one))
      at += 1
      continue
    }
    const value = words[word] ?? ten
    if (value !== undefined) numbers.push(String(value))
    else if (large.has(word)) numbers.push(word)
  }
  return numbers
}

/** 三百二十 is 320, 二〇二三 is 2023; undefined for a lone unit such as the 万 of 万一. */
function chineseNumber(run: string): string | undefined {
  const digitOf = (character: string) =>
    character === '两' ? 2 : character === '〇' ? 0 : chineseDigits.indexOf(character)
  const characters = [...run]
  if (characters.every(character => digitOf(character) >= 0)) return characters.map(digitOf).join('')
  if (characters.every(character => digitOf(character) < 0) && run !== '十') return undefined
  let total = 0
  let section = 0
  let digit: number | undefined
  for (const character of characters) {
    const unit = chineseUnits[character]
    const whole = chineseLarge[character]
    if (unit !== undefined) {
      section += (digit ?? 1) * unit
      digit = undefined
    } else if (whole !== undefined) {
      total = (total + section + (digit ?? 0)) * whole
      section = 0
      digit = undefined
    } else digit = digitOf(character)
  }
  return String(total + section + (digit ?? 0))
}

/** Family names that begin most Chinese names. */
const familyNames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const placeEnd = /(?:省|市|县|区|州|国|镇|村|河|江|湖|海|山|岛|路|街|桥|港|站|寺|大学|学院|公司|集团|银行)$/u
const wellKnown = new Set(
  '中国 北京 上海 天津 重庆 广州 深圳 香港 澳门 台湾 南京 杭州 苏州 成都 武汉 西安 青岛 大连 厦门 日本 韩国 朝鲜 美国 英国 法国 德国 俄罗斯 印度 意大利 西班牙 加拿大 澳大利亚 巴西 埃及 欧洲 亚洲 非洲 美洲 东京 巴黎 伦敦 纽约 柏林 罗马 莫斯科'.split(
    ' ',
  ),
)
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * Names of a text. In Latin script what begins with a capital letter; the first word of a sentence too, unless it is a
 * plain one or `isKnown` says that the text itself uses it. In Chinese, where nothing marks a name: what stands in 《》,
 * a family name before what no dictionary has as a word, well-known places and what ends as places do.
 */
export function namesIn(text: string, isKnown: (word: string) => boolean = () => false): string[] {
  const names: string[] = []
  let isStart = true
  for (const [found] of text.matchAll(
    /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}]+|[^\s]/gu,
  )) {
    if (!/\p{L}/u.test(found)) {
      if (/[.!?…:;"“”。！？：；\n-]/u.test(found)) isStart = true
      continue
    }
    const lower = found.toLowerCase()
    if (/^\p{Lu}/u.test(found) && lower !== 'i') {
      const isOrdinary = isPlainWord(lower) || (isStart && (openers.has(lower) || isKnown(stem(lower))))
      if (!isOrdinary) names.push(stem(lower))
    } else if (/\p{Lu}/u.test(found)) names.push(stem(lower))
    isStart = false
  }
  return [...names, ...chineseNames(text)]
}

/** What sentences of summaries begin with without naming anything. */
const openers = new Set(
  'however although because while since despite instead therefore overall finally additionally moreover furthermore later soon today now once nearly almost around several many few another other others people according even still yet thus'.split(
    ' ',
  ),
)

function chineseNames(text: string): string[] {
  if (!/\p{Script=Han}/u.test(text)) return []
  const names = [...text.matchAll(/《([^《》]{1,40})》/gu)].map(([, title]) => title ?? '')
  const segments = [...segmenter.segment(text)].map(({ segment }) => segment)
  for (const [at, segment] of segments.entries()) {
    const isHan = /^\p{Script=Han}+$/u.test(segment)
    if (!isHan) continue
    const next = segments[at + 1] ?? ''
    if (wellKnown.has(segment) || (segment.length > 1 && placeEnd.test(segment))) names.push(segment)
    else if (segment.length === 1 && placeEnd.test(segment) && at > 0) {
      const before = segments[at - 1] ?? ''
      if (/^\p{Script=Han}{1,3}$/u.test(before) && !isPlainWord(before)) names.push(before + segment)
    }
    if (familyNames.includes(segment) && /^\p{Script=Han}{1,2}$/u.test(next) && !isPlainWord(next)) {
      const third = segments[at + 2] ?? ''
      const isLong = next.length === 1 && /^\p{Script=Han}$/u.test(third) && !isPlainWord(third)
      names.push(segment + next + (isLong && !isVerbLike(third) ? third : ''))
    }
  }
  return names
}

/** One-character words that often follow a name of two characters. */
function isVerbLike(character: string): boolean {
  return '说写去来做看想问答住出任是有在把被给用开建获指称认提买卖带教学生死'.includes(character)
}

/** Numbers and names of a sentence, as it stands by itself. */
export function factsIn(text: string, isKnown?: (word: string) => boolean): Facts {
  return { numbers: numbersIn(text), names: namesIn(text, isKnown) }
}
