/** Number words that are hardly ever anything else: "one" often is. */
const englishNumbers: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const digits = '〇一二三四五六七八九'
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
/** Numerals in front of what is counted: elsewhere the same characters are parts of words. */
const chineseNumber =
  /[〇零一二两三四五六七八九十百千万]{1,9}(?=个|年|月|日|天|周|次|名|位|岁|人|份|间|层|倍|页|元|块|欧元|美元|小时|分钟)/gu

/** What a number word says; undefined where it is none. */
export function numberOfWord(word: string): number | undefined {
  return Object.hasOwn(englishNumbers, word) ? englishNumbers[word] : undefined
}

/** A text with digits in the place of Chinese numerals, but for a single one, which is often an article. */
export function withDigits(text: string): string {
  return text.replace(chineseNumber, numeral => (numeral === '一' ? numeral : String(numberOf(numeral))))
}

function numberOf(numeral: string): number {
  const [tenThousands, rest] = numeral.includes('万') ? numeral.split('万') : ['', numeral]
  const below = (part: string) => {
    let sum = 0
    let digit = 0
    for (const character of part) {
      const unit = units[character]
      const value = character === '两' ? 2 : character === '零' ? 0 : digits.indexOf(character)
      if (unit === undefined) digit = value
      else {
        // "十五" is fifteen: a unit without a digit is one of it.
        sum += (digit || 1) * unit
        digit = 0
      }
    }
    return sum + digit
  }
  const isYear = /^[〇零一二三四五六七八九]{2,}$/u.test(numeral)
  if (isYear) return Number([...numeral].map(one => (one === '零' ? 0 : digits.indexOf(one))).join(''))
  return (tenThousands ? below(tenThousands) * 10_000 : 0) + below(rest ?? '')
}
