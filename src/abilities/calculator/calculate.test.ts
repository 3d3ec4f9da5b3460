import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculate } from './calculate.ts'
import { chineseNumber } from './chinese-numbers.ts'
import { sayNumber } from './say-number.ts'

/** The result as it is said, with "about" where digits were cut; else why there is none. */
function resultOf(said: string): string {
  const done = calculate(said)
  if ('failure' in done) return done.failure
  const { digits, isRounded } = sayNumber(done.quantity)
  return isRounded ? `about ${digits}` : digits
}

describe('what is said in English', () => {
  test.each([
    ['12% of 80', '9.6'],
    ['three times four', '12'],
    ['square root of 2', 'about 1.414213562'],
    ['what is 20 percent off 150?', '120'],
    ['a third of 90', '30'],
    ['three and a half times 6', '21'],
    ['12 is what percent of 80', '15'],
    ['the sum of 3, 4 and 5', '12'],
    ['average of 3, 5 and 10', '6'],
    ['a hundred and five minus twenty-two', '83'],
    ['five hundred twenty three plus 1.5 million', '1,500,523'],
    ['$45.50 + 15%', '52.325'],
    ['subtract 3 from 10', '7'],
    ['remainder of 17 divided by 5', '2'],
    ['cube root of 27', '3'],
    ['sine of 30 degrees', '0.5'],
    ['twelve devided by four', '3'],
    ['7 factorial', '5,040'],
  ])('%s is %s', (said, result) => expect(resultOf(said)).toBe(result))
})

describe('what is said in Chinese', () => {
  test.each([
    ['15加27乘3', '96'],
    ['一百二十的百分之十五', '18'],
    ['请问三点一四乘以二等于多少？', '6.28'],
    ['九十的三分之二', '60'],
    ['一百打八五折', '85'],
    ['三的四次方', '81'],
    ['九的平方根', '3'],
    ['比80多20%', '96'],
    ['120比80多多少', '40'],
    ['3、4和5的平均数', '4'],
    ['17除以5的余数', '2'],
    ['负三乘以四', '−12'],
    ['一百的一半', '50'],
    ['1.5亿加两千五', '150,002,500'],
  ])('%s得%s', (said, result) => expect(resultOf(said)).toBe(result))

  test('二十除五 is asked about: it can be read in two ways', () => {
    expect(resultOf('二十除五')).toBe('which-division')
  })
})

describe('signs', () => {
  test.each([
    ['-2^2', '−4'],
    ['(-2)^2', '4'],
    ['2^3^2', '512'],
    ['2^-3', '0.125'],
    ['100 + 10%', '110'],
    ['10 % 3', '1'],
    ['2(3+4)', '14'],
    ['(1+2)(3+4)', '21'],
    ['√16', '4'],
    ['12×(3+4)÷2', '42'],
    ['0.1+0.2', '0.3'],
    ['1/3+1/3+1/3', '1'],
    ['1/3', 'about 0.3333333333'],
    ['9007199254740993 + 2', '9,007,199,254,740,995'],
    ['1,234,567 * 2', '2,469,134'],
    ['２＋３', '5'],
  ])('%s is %s', (said, result) => expect(resultOf(said)).toBe(result))
})

describe('what has no result', () => {
  test.each([
    ['1/0', 'division-by-zero'],
    ['5 mod 0', 'division-by-zero'],
    ['0^-1', 'division-by-zero'],
    ['sqrt(-1)', 'not-real'],
    ['tan 90 degrees', 'not-real'],
    ['ln(0)', 'not-real'],
    ['9^9^9^9', 'too-large'],
    ['2^-99999999999', 'too-large'],
    ['1000!', 'too-large'],
    ['1e-900000', 'too-large'],
    ['.e9', 'unclear'],
    ['1e99999999', 'unclear'],
    ['hello', 'unclear'],
    ['', 'unclear'],
    ['constructor(1)', 'unclear'],
    ['this.x + 1', 'unclear'],
    ['1 ? 2 : 3', 'unclear'],
    ['"a"+1', 'unclear'],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'unclear'],
    ['1+'.repeat(400), 'too-long'],
  ])('%s: %s', (said, failure) => expect(resultOf(said)).toBe(failure))

  test('comes at once, whatever is asked', () => {
    const signs = fc.constantFrom(
      '9',
      '99',
      '^',
      '*',
      '/',
      '!',
      '(',
      ')',
      '-',
      'e',
      '.',
      '%',
      'sqrt(',
      '1e9',
      ' ',
      '亿',
      ' deg',
    )
    const began = performance.now()
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 120 }), parts => {
        expect(() => resultOf(parts.join(''))).not.toThrow()
      }),
      { numRuns: 1000 },
    )
    for (const said of [
      '9^'.repeat(200),
      '(1/7)'.repeat(99),
      '99!*'.repeat(90),
      '1/7+'.repeat(120),
      '9^999*'.repeat(80),
    ]) {
      expect(() => resultOf(`${said}9`)).not.toThrow()
    }
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

describe('numbers', () => {
  test('that are whole stay whole, however long', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        (one, other) => {
          const told = (said: string) => {
            const done = calculate(said)
            return 'failure' in done
              ? done.failure
              : done.quantity.isExact && BigInt(done.quantity.value.toFixed())
          }
          expect(told(`${one} + ${other}`)).toBe(one + other)
          expect(told(`${one} - ${other}`)).toBe(one - other)
          expect(told(`${one} * ${other}`)).toBe(one * other)
          expect(told(`${one} / ${other} * ${other}`)).toBe(one)
        },
      ),
    )
  })

  test('said in English words are what they are in figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), number => {
        expect(resultOf(`${englishWords(number)} plus zero`)).toBe(number.toLocaleString('en'))
      }),
    )
  })

  test('said in Chinese are what they are in figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), number => {
        expect(chineseNumber(chineseWords(number))).toBe(number)
      }),
    )
    expect(['两万五', '三千零五', '一二三', '十', '一万亿', '二百五'].map(chineseNumber)).toEqual([
      25_000, 3005, 123, 10, 1e12, 250,
    ])
  })
})

test('a calculation in words is the same one in signs', () => {
  const operation = fc.constantFrom(
    ['+', 'plus', '加'],
    ['-', 'minus', '减'],
    ['*', 'times', '乘以'],
    ['/', 'divided by', '除以'],
  )
  const number = fc.integer({ min: 1, max: 99_999 })
  fc.assert(
    fc.property(
      number,
      operation,
      number,
      operation,
      number,
      (a, [sign, word, chinese], b, [next, then, after], c) => {
        const expected = resultOf(`${a} ${sign} ${b} ${next} ${c}`)
        const [one, two, three] = [a, b, c].map(englishWords)
        expect(resultOf(`What is ${one} ${word} ${two} ${then} ${three}?`)).toBe(expected)
        const [first, second, third] = [a, b, c].map(chineseWords)
        expect(resultOf(`请问${first}${chinese}${second}${after}${third}等于多少？`)).toBe(expected)
      },
    ),
  )
})

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

function englishWords(number: number): string {
  if (number < 20) return ones[number] ?? ''
  if (number < 100) return `${tens[Math.floor(number / 10) - 2]}${number % 10 ? `-${ones[number % 10]}` : ''}`
  const [scale, name] = (
    [
      [1e6, 'million'],
      [1e3, 'thousand'],
      [100, 'hundred'],
    ] as const
  ).find(([of]) => number >= of) ?? [1, '']
  const rest = number % scale
  const and = scale === 100 || rest < 100 ? ' and ' : ' '
  return `${englishWords(Math.floor(number / scale))} ${name}${rest ? and + englishWords(rest) : ''}`
}

function chineseWords(number: number): string {
  for (const [scale, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const) {
    if (number < scale) continue
    const rest = number % scale
    const gap = rest > 0 && rest < scale / 10 ? '零' : ''
    return `${chineseWords(Math.floor(number / scale))}${name}${rest ? gap + chineseWords(rest) : ''}`
  }
  return '零一二三四五六七八九'[number] ?? ''
}
