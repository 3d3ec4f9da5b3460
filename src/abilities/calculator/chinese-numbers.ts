const digits: Readonly<Record<string, number>> = {
  ...{ 零: 0, 〇: 0, 一: 1, 壹: 1, 二: 2, 两: 2, 贰: 2, 三: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5 },
  ...{ 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9 },
}
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const big: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }

const figure = '零〇一壹二两贰三叁四肆五伍六陆七柒八捌九玖'
const numeral = `[${figure}十拾百佰千仟万亿]+`

/**
 * Writes the numbers that are said in Chinese as digits, and leaves the rest: "一百二十" becomes "120", "三点一四"
 * becomes "3.14", "百分之十五" becomes "15%", "三分之二" becomes "(2/3)", "3.5万" becomes "(3.5*10000)".
 */
export function chineseDigits(text: string): string {
  const written = text
    .replaceAll(/(\d+(?:\.\d+)?)\s*([万亿]+)/g, (_, number: string, scale: string) => {
      const times = Array.from(scale).reduce((product, sign) => product * (big[sign] ?? 1), 1)
      return `(${number}*${times})`
    })
    .replaceAll(new RegExp(`(?:(${numeral})点)([${figure}]+)`, 'g'), (_, whole: string, fraction: string) => {
      const places = Array.from(fraction, sign => digits[sign] ?? 0).join('')
      return `${chineseNumber(whole)}.${places}`
    })
    .replaceAll(new RegExp(`百分之(负?)(${numeral}|[\\d.]+)`, 'g'), (_, sign: string, number: string) => {
      return `${sign ? '-' : ''}${/^\d/.test(number) ? number : chineseNumber(number)}%`
    })
    .replaceAll(new RegExp(numeral, 'g'), found => String(chineseNumber(found)))
  return written.replaceAll(/(\d+)分之(\d+(?:\.\d+)?)/g, '($2/$1)')
}

/** What a Chinese numeral is worth: "一万零五十" is 10050, "两千五" is 2500, "一二三" is 123. */
export function chineseNumber(numeral: string): number {
  const signs = Array.from(numeral)
  if (signs.every(sign => sign in digits)) return Number(signs.map(sign => digits[sign]).join(''))
  let total = 0
  let section = 0
  let digit = 0
  let lastUnit = 1
  for (const sign of signs) {
    const unit = units[sign]
    const scale = big[sign]
    if (unit !== undefined) {
      // "十五" is fifteen without a one before it.
      section += (digit === 0 ? (section % (unit * 10) === 0 ? 1 : 0) : digit) * unit
      digit = 0
      lastUnit = unit
    } else if (scale !== undefined) {
      // 一万亿: what stands before it, all of it, is counted in it.
      const before = section + digit
      total =
        scale > total || total === 0
          ? (total + (before || (total === 0 ? 1 : 0))) * scale
          : total + before * scale
      section = 0
      digit = 0
      lastUnit = scale
    } else {
      digit = digits[sign] ?? 0
      if (digit === 0) lastUnit = 10
    }
  }
  // 两千五: five of the next smaller unit.
  return total + section + digit * (lastUnit >= 100 && signs.length > 1 ? lastUnit / 10 : 1)
}
