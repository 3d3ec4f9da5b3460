/** The text without Markdown, LaTeX and typographic variants: what a final answer is looked for in. */
export function plainText(text: string): string {
  return text
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\(?:text|textbf|mathrm|mathbf)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\times/g, '×')
    .replace(/\\[()[\]]|\\(?=[%$#&_])|\$(?=\D|$)|\$(?=\d[^$\n]*\$)/g, '')
    .replace(/[⁰¹²³⁴-⁹]+/g, '^')
    .normalize('NFKC')
    .replace(/\u2044/g, '/')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\*\*|__|`|^[ \t]*(?:#{1,6}|[-*•>])[ \t]+/gm, '')
}

const digits = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)`
const scales: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  千: 1e3,
  万: 1e4,
  亿: 1e8,
}
/** A minus is a sign unless a number stands before it; digits in a word, an exponent or a date are no number. */
const numberSource = String.raw`(?:(?<![\d)]\s*|[\p{L}])-\s?)?\$?(?<![\w.^/]|\d,)(?:\d{1,2}:\d{2}(?!\d)|(?:\d+\s+)?\d+\s*\/\s*[1-9]\d*(?![\d/])|${digits}(?:\.\d+)?)(?:\s*(?:%|percent\b|per cent\b|thousand\b|million\b|billion\b|[千万亿]))?`

/** Finds the numbers in a plain text. */
export function numberPattern(flags = ''): RegExp {
  return new RegExp(numberSource, `giu${flags}`)
}

/** A number as votes count it: no separators, a fraction worked out, "%" kept. Null where it is none. */
export function canonicalNumber(found: string): string | null {
  const text = found.replace(/[\s$]+/g, ' ').trim()
  const time = /^0?(\d{1,2}):(\d{2})$/.exec(text)
  if (time) return `${time[1]}:${time[2]}`
  const parts = /^(-? ?)(?:(\d+) )?([\d,.]+)(?: ?\/ ?(\d+))? ?(\D*)$/.exec(text)
  if (!parts) return null
  const [, minus = '', whole = '0', number = '', below = '1', unit = ''] = parts
  const plain = number.replace(/,/g, '')
  const sign = minus === '' ? '' : '-'
  // Beyond what a double holds exactly, a whole number is its digits.
  if (/^\d{16,}$/.test(plain) && below === '1' && unit === '') return `${sign}${BigInt(plain)}`
  const word = unit.trim().toLowerCase()
  const value = (Number(whole) + Number(plain) / Number(below)) * (scales[word] ?? 1)
  if (!Number.isFinite(value)) return null
  const written = String(Number(value.toPrecision(12)))
  const percent = word === '%' || word.startsWith('per') ? '%' : ''
  return `${written === '0' ? '' : sign}${written}${percent}`
}

const hanDigits = '零一二三四五六七八九'
const hanScales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const hanNumber =
  /^(百分之)?(负)?([零〇一二两三四五六七八九十百千万]+)[个只头条元块米岁天年月人本张件次分秒度点公厘千克小]*[时里米克钟]?$/u

/** A plain Chinese numeral up to 99,999,999, alone or with its measure word: "二十五", "三个", "百分之五". */
export function canonicalHanNumber(text: string): string | null {
  const [, percent, minus, numeral] = hanNumber.exec(text) ?? []
  if (numeral === undefined) return null
  const [above, below] = numeral.includes('万') ? numeral.split('万') : ['', numeral]
  const value = below4(above ?? '') * 10_000 + below4(below ?? '')
  return `${minus && value > 0 ? '-' : ''}${value}${percent ? '%' : ''}`
}

function below4(numeral: string): number {
  let sum = 0
  let digit: number | undefined
  for (const sign of numeral.replace(/两/g, '二').replace(/〇/g, '零')) {
    const scale = hanScales[sign]
    if (scale === undefined) digit = hanDigits.indexOf(sign)
    else {
      sum += (digit ?? 1) * scale
      digit = undefined
    }
  }
  return sum + (digit ?? 0)
}

const yesWords = /^(?:yes|true|correct|是的|是|对的|对|正确|没错)(?=\s*(?:$|[,.;:!。，；！、-]))/iu
const noWords = /^(?:no|false|incorrect|否|不是|不对|不|错误|错)(?=\s*(?:$|[,.;:!。，；！、-]))/iu

/** 'yes' or 'no' where a text begins with a word that says so; true and false are the same two. */
export function yesOrNo(text: string): 'yes' | 'no' | null {
  if (yesWords.test(text)) return 'yes'
  return noWords.test(text) ? 'no' : null
}

const letterAtStart =
  /^(?:(?:option|choice|选项?|answer)\s*)?(?:\(([A-Ea-e])\)|([A-E])(?=\s*$|[).:,、。]|\s+-\s))/u
const letterInside = /\(([A-E])\)|(?:\boption|\bchoice|选项?)\s*([A-E])(?![\w'])/gu

/** The letter of a single choice that a text begins with: "B", "(b)", "B) Paris", "option B". */
export function choiceAtStart(text: string): string | null {
  const [, inBrackets, bare] = letterAtStart.exec(text) ?? []
  return (inBrackets ?? bare)?.toUpperCase() ?? null
}

/** The one letter that a text names as a choice; null where it names several. */
export function onlyChoice(text: string): string | null {
  const letters = new Set([...text.matchAll(letterInside)].map(([, a, b]) => a ?? b))
  const [letter] = letters
  return letters.size === 1 ? (letter ?? null) : null
}

const emptyWords = new Set(
  'a an the is are was were be it its this that these those there of to in on at and or so i he she they we you my your do does did has have had would will can as which what who answer called named'.split(
    ' ',
  ),
)
const mostFactWords = 6
const mostFactCharacters = 60

/** A short fact as votes count it: case, articles, punctuation and the question's own words are taken away. */
export function canonicalFact(sentence: string, question: string): string | null {
  const asked = new Set(wordsOf(question))
  const said = wordsOf(sentence).filter(word => !emptyWords.has(word))
  const news = said.filter(word => !asked.has(word))
  const words = news.length > 0 ? news : said
  const fact = words.join(' ')
  return words.length > 0 && words.length <= mostFactWords && fact.length <= mostFactCharacters ? fact : null
}

/** Lower-case words; a run of Chinese is cut after its last 是, 为 or 叫, where what is said of something stands. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/^.*\p{Script=Han}(?:是|为|叫)(?=\p{L})/u, '')
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(word => word !== '')
}
