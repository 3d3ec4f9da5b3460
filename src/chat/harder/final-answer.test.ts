import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finalAnswer } from './final-answer.ts'

describe('the final answer of a text', () => {
  test.each([
    ['The answer is 42.', '42'],
    ['Let us see. 3 + 4 = 7. The answer is 7 apples in 2 baskets.', '7'],
    ['Answer: 1,234,567', '1234567'],
    ['**Answer:** 12', '12'],
    ['答案是：-5', '-5'],
    ['所以答案为 3.50 元。', '3.5'],
    ['结果是二十五。', '25'],
    ['答案是三个', '3'],
    ['答案：百分之五十', '50%'],
    ['So \\boxed{\\frac{1}{2}} it is.', '0.5'],
    ['We get \\boxed{\\text{Paris}}', 'paris'],
    ['First 4.\n\n**Total: 19**', '19'],
    ['12 + 7 = 19', '19'],
    ['12 + 7 is equal to 19.', '19'],
    ['The sum of 12 and 7 is 19.', '19'],
    ['The sum is 12. Let me know if you need more help!', '12'],
    ['Tom has 5 apples left after he gave away 3.', '5'],
    ['There are 14 days in 2 weeks.', '14'],
    ['54 is larger than 45.', '54'],
    ['The largest number that is exactly 2 more than 36 is 62.', '62'],
    ['12 − 20 = −8', '-8'],
    ['12 - 7', '7'],
    ['It costs $5.00.', '5'],
    ['It costs $5$ dollars.', '5'],
    ['That is 50 percent.', '50%'],
    ['The probability is 3/4.', '0.75'],
    ['You need 1 1/2 cups.', '1.5'],
    ['It is ½.', '0.5'],
    ['An area of 5 m² is 5', '5'],
    ['It is 03:30 now', '3:30'],
    ['About 2.5 million', '2500000'],
    ['There are 12345678901234567890 of them', '12345678901234567890'],
    ['(B) Paris', 'B'],
    ['The answer is (b).', 'B'],
    ['B. Paris is the capital', 'B'],
    ['I would take option C, of course', 'C'],
    ['选B', 'B'],
    ['C', 'C'],
    ['Yes, because 3 is a prime number.', 'yes'],
    ['False.', 'no'],
    ['No, it is not. The answer is not a simple one', 'no'],
    ['The answer is true', 'yes'],
    ['是的，可以。', 'yes'],
    ['否', 'no'],
    ['不是。', 'no'],
    ['Paris.', 'paris'],
    ['The  Eiffel Tower!', 'eiffel tower'],
    ['', null],
    ['…', null],
  ])('of %j is %j', (text, final) => {
    expect(finalAnswer(text)).toBe(final)
  })

  test.each([
    ['11 + 22 = 33\n\nSo, the answer is 3', '33'],
    ['So 4 of them are 1,2', '4'],
    ['Yes, because 3 is a pri', 'yes'],
    ['The answer is 42. That is because th', '42'],
    ['4', null],
    ['In this case, we need to find', null],
  ])('of %j, which was cut there, is %j', (text, final) => {
    expect(finalAnswer(text, '', true)).toBe(final)
  })

  test('is not seen in prose that has none', () => {
    const prose =
      'The sea was calm that morning, and a small crab went out along the beach to look for another shell to live in'
    expect(finalAnswer(prose)).toBeNull()
  })

  test.each([
    ['The capital of France is Paris.', 'What is the capital of France?', 'paris'],
    ['Paris is the capital of France.', 'What is the capital of France?', 'paris'],
    ['法国的首都是巴黎。', '法国的首都是哪里？', '巴黎'],
    ['巴黎', '法国的首都是哪里？', '巴黎'],
    ['An elephant.', 'Which is bigger, an elephant or a mouse?', 'elephant'],
    ['45', 'Which is the largest? A) 12 B) 45 C) 7', 'B'],
    ['The largest number is 45.', 'Which is the largest?\nA) 12\nB) 45\nC) 7', 'B'],
    ['Blue', 'Which colour has the sky? (A) red (B) blue', 'B'],
    ['99', 'Which is the largest? A) 12 B) 45 C) 7', '99'],
    ['A) 12\nB) 45\nThe answer is B) 45', 'Which? A) 12 B) 45', 'B'],
  ])('of %j to %j is %j', (text, question, final) => {
    expect(finalAnswer(text, question)).toBe(final)
  })

  const number = fc.integer({ min: -999_999, max: 999_999 })

  test('is any whole number, however it is written and announced', () => {
    const ways = fc.constantFrom<(written: string) => string>(
      written => `The answer is ${written}.`,
      written => `答案是${written}。`,
      written => `Step 1: think of 3.\nSo we get \\boxed{${written}}.`,
      written => `3 and 4 give\n**${written}**`,
      written => `So it is ${written} apples`,
      written => written,
    )
    const looks = fc.constantFrom<(value: number) => string>(
      String,
      value => value.toLocaleString('en-GB'),
      value => String(value).replace('-', '−'),
      value => `${value}.0`,
    )
    fc.assert(
      fc.property(number, ways, looks, (value, way, look) => {
        expect(finalAnswer(way(look(value)))).toBe(String(value))
      }),
    )
  })

  test('is stable: the final answer of a final answer is itself', () => {
    const words = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8})?$/)
    const text = fc.oneof(
      number.map(String),
      fc.constantFrom('A', 'E', 'yes', 'no', '50%', '0.25'),
      words.map(word => `It is ${word}.`),
    )
    fc.assert(
      fc.property(text, said => {
        const final = finalAnswer(said)
        if (final !== null) expect(finalAnswer(final)).toBe(final)
      }),
    )
  })

  test('is found or not in any text without an error, and never long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string(), (text, question) => {
        expect((finalAnswer(text, question) ?? '').length).toBeLessThanOrEqual(401)
      }),
    )
  })
})
