import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNumbers } from './number.ts'
import { fold } from './reading.ts'

const read = (words: string) => findNumbers(fold(words)).map(({ value }) => value)

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

function inEnglish(value: number, and: string): string {
  if (value < 20) return small[value] ?? ''
  if (value < 100) return `${tens[Math.floor(value / 10)]}${value % 10 === 0 ? '' : `-${small[value % 10]}`}`
  const [unit, name] = value < 1000 ? [100, 'hundred'] : [1000, 'thousand']
  const rest = value % unit
  const link = rest > 0 && rest < 100 ? and : ' '
  return `${inEnglish(Math.floor(value / unit), and)} ${name}${rest === 0 ? '' : `${link}${inEnglish(rest, and)}`}`
}

function inChinese(value: number): string {
  const digits = '零一二三四五六七八九'
  if (value < 10) return digits[value] ?? ''
  const places = Array.from(String(value), Number)
  const names = ['千', '百', '十', ''].slice(4 - places.length)
  let words = ''
  let isGap = false
  for (const [index, digit] of places.entries()) {
    if (digit === 0) {
      isGap = true
      continue
    }
    if (isGap) words += '零'
    isGap = false
    words += `${digits[digit]}${names[index]}`
  }
  return value < 20 ? words.replace(/^一/, '') : words
}

describe('numbers', () => {
  test('every number from 0 to 9999 is read from its English words', () => {
    for (let value = 0; value < 10_000; value += 1) {
      expect(read(inEnglish(value, ' and ')), inEnglish(value, ' and ')).toEqual([value])
      expect(read(inEnglish(value, ' '))).toEqual([value])
    }
  })

  test('every number from 0 to 9999 is read from its Chinese characters', () => {
    for (let value = 0; value < 10_000; value += 1) {
      expect(read(inChinese(value)), inChinese(value)).toEqual([value])
    }
  })

  test('every number in digits is read as it is, with or without commas', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), value => {
        expect(read(String(value))).toEqual([value])
        expect(read(value.toLocaleString('en'))).toEqual([value])
      }),
    )
  })

  test.each([
    ['twenty-three and a half', [23.5]],
    ['two dozen eggs', [24]],
    ['half a dozen', [6]],
    ['a couple of pints', [2]],
    ['a hundred', [100]],
    ['two point five', [2.5]],
    ['1.5k', [1500]],
    ['2 1/2 cups', [2.5]],
    ['minus 40', [-40]],
    ['１２', [12]],
    ['两打', [24]],
    ['三百二十五', [325]],
    ['一千二', [1200]],
    ['一万二', [12_000]],
    ['一千零五', [1005]],
    ['3.5万', [35_000]],
    ['三点五', [3.5]],
    ['零下十度', [-10]],
    ['一下', []],
    ['someone', []],
    ['9'.repeat(100), []],
  ])('%s', (words, values) => {
    expect(read(words)).toEqual(values)
  })
})
