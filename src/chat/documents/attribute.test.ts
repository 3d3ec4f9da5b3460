import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute } from './attribute.ts'
import { whileWritten, withoutMarkers } from './markers.ts'
import { cutByMarks, proseSentences, sentencesIn } from './sentences.ts'
import { bestSentence } from './support.ts'

const lease = [
  {
    text: 'Lease agreement. The landlord is Peter Novak, Ring Street 4, Brno. The tenant is Mary Lindqvist. The monthly rent is 1,200 euros and is due on the first day of each month. The tenant may not keep dogs in the flat.',
  },
  {
    text: 'The deposit is two months’ rent. It is returned within 30 days after the keys are handed over. Heating is included in the rent, electricity is not.',
  },
  { text: 'Notice must be given in writing three months before the end of the lease.' },
]
const zuyue = [
  { text: '本合同自2024年3月1日起生效，租期为两年。每月租金为人民币4500元，乙方应于每月5日前支付。' },
  { text: '乙方不得在房屋内饲养宠物。押金为9000元，退租后15日内退还。' },
]

/** The sentences with their numbers, as "sentence → 1, 2". */
const cited = (answer: string, passages: readonly { text: string }[]) =>
  attribute(answer, passages).sentences.map(({ text, numbers }) => `${text} → ${numbers.join(', ')}`)

describe('a sentence is found', () => {
  test.each([
    ['The rent is 1200 euros a month.', '1'],
    ['The monthly rent is 1,200 euros, due on the first day of the month.', '1'],
    ['Mary Lindqvist rents the flat.', '1'],
    ['The landlord is Peter Novak.', '1'],
    ['Heating is included in the rent.', '2'],
    ['The deposit will be returned within 30 days.', '2'],
    ['You must give notice three months before the lease ends, in writing.', '3'],
    ['According to the document, dogs may not be kept in the flat.', '1'],
    ['- **1,200 euros**', '1'],
    ['The deposit is 2 months’ rent.', '2'],
    ['Notice is given 3 months before the end of the lease.', '3'],
  ])('%s', (answer, numbers) => {
    expect(cited(answer, lease)).toEqual([expect.stringMatching(new RegExp(`→ ${numbers}$`))])
  })

  test.each([
    ['每月租金是4500元。', '1'],
    ['租期为两年，自2024年3月1日起生效。', '1'],
    ['根据租房合同，押金为9000元。', '2'],
    ['不可以在房屋内饲养宠物。', '2'],
    ['乙方应于每月5日前支付租金。', '1'],
    ['租期为2年。', '1'],
    ['每月租金为四千五百元。', '1'],
  ])('%s', (answer, numbers) => {
    expect(cited(answer, zuyue)).toEqual([expect.stringMatching(new RegExp(`→ ${numbers}$`))])
  })
})

describe('a sentence is not found where', () => {
  test.each([
    ['a number is another one', 'The monthly rent is 1,300 euros.'],
    ['a number word is another one', 'The deposit is three months’ rent.'],
    ['a name is another one', 'The landlord is Peter Smith.'],
    ['the document says nothing of it', 'The flat has a balcony and a beautiful view of the river.'],
    [
      'it says what is not the case and the document does not',
      'Notice must not be given in writing three months before the end.',
    ],
    ['only its topic is the same', 'The tenant pays for repairs of the washing machine in the flat.'],
  ])('%s', (_, answer) => {
    expect(attribute(answer, lease).supported).toBe(0)
  })

  test.each([
    ['数字不同', '每月租金是5400元。'],
    ['数词不同', '租期为三年，自2024年3月1日起。'],
    ['文件里没有', '房屋附带一个停车位和一个阳台。'],
    ['只有话题相同', '乙方应当负责维修房屋内的家用电器。'],
  ])('%s', (_, answer) => {
    expect(attribute(answer, zuyue).supported).toBe(0)
  })

  test('the model only claims so', () => {
    expect(attribute('The flat has a balcony with a view [1].', lease).supported).toBe(0)
  })
})

test('what two passages say together is found in both', () => {
  const answer =
    'The rent of 1,200 euros is due on the first day, and the deposit is returned within 30 days.'
  expect(attribute(answer, lease).sentences[0]?.numbers).toEqual([1, 2])
})

test('a sentence that says nothing is not counted, nor is what is no prose', () => {
  const answer =
    'Sure!\n\n# Rent\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```\nThe rent is 1,200 euros.\n```\n\nThe rent is 1,200 euros.'
  const { sentences, supported } = attribute(answer, lease)
  expect(sentences.map(({ text }) => text)).toContain('The rent is 1,200 euros.')
  expect(sentences.length).toBeLessThanOrEqual(2)
  expect(supported).toBe(1)
})

test('marks the sentences of a passage that say it, and no more', () => {
  const { marks } = attribute('The rent is 1,200 euros. Dogs are not allowed in the flat.', lease)
  expect(marks[0]?.map(({ start, end }) => lease[0]?.text.slice(start, end))).toEqual([
    'The monthly rent is 1,200 euros and is due on the first day of each month. The tenant may not keep dogs in the flat.'.slice(
      0,
      74,
    ),
    'The tenant may not keep dogs in the flat.',
  ])
  expect(marks.slice(1)).toEqual([[], []])
})

describe('the model’s own numbers', () => {
  test('are taken out, and those that name no passage are forgotten', () => {
    const { text, markers } = withoutMarkers(
      'Rent is due [1]. Dogs [2, 9] are 【3】 not. `a[1]` [1](x) [2]: y',
      3,
    )
    expect(text).toBe('Rent is due. Dogs are not. `a[1]` [1](x) [2]: y')
    expect(markers.map(({ number }) => number)).toEqual([1, 2, 3])
  })

  test('are shown while they are written where they name a passage', () => {
    expect(whileWritten('One [1]. Two [7]. Three [2', 2)).toBe('One [1]. Two. Three')
    expect(whileWritten('See [1](https://x.example) and `b[9]` here', 2)).toBe(
      'See [1](https://x.example) and `b[9]` here',
    )
  })

  test('what is shown only ever grows', () => {
    const text = fc.array(fc.constantFrom('word', ' ', '[1]', '[9]', '[', ']', '1', '(', '`', '。', '\n'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(text, pieces => {
        const whole = pieces.join('').replaceAll('`', '')
        let before = ''
        for (let at = 0; at <= whole.length; at++) {
          const now = whileWritten(whole.slice(0, at), 2)
          expect(now.startsWith(before.trimEnd())).toBe(true)
          before = now
        }
      }),
    )
  })
})

describe('sentences', () => {
  test('are cut in both languages, and not at short forms', () => {
    const text = 'Dr. Ann B. Smith pays 3.5 euros. See annex A. He left!\n他付了九百元。他走了！'
    expect(sentencesIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Dr. Ann B. Smith pays 3.5 euros.',
      'See annex A.',
      'He left!',
      '他付了九百元。',
      '他走了！',
    ])
    expect(sentencesIn('One is 3.5 long. Two? 三。四', cutByMarks)).toHaveLength(4)
  })

  test('of an answer stand where it says they do, in order and apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), words => {
        let end = 0
        for (const sentence of proseSentences(words)) {
          expect(sentence.start).toBeGreaterThanOrEqual(end)
          expect(sentence.end).toBeGreaterThan(sentence.start)
          expect(words.slice(sentence.start, sentence.end).trim()).not.toBe('')
          end = sentence.end
        }
        expect(end).toBeLessThanOrEqual(words.length)
      }),
    )
  })
})

const word = fc.constantFrom(
  ...'rent tenant landlord deposit keys heating window garden letter contract street'.split(' '),
)
const english = fc.array(word, { minLength: 3, maxLength: 8 }).map(words => `${words.join(' ')}.`)
const chinese = fc
  .array(fc.constantFrom(...'租金押金合同房屋钥匙窗户花园信件街道维修'), { minLength: 4, maxLength: 12 })
  .map(characters => `${characters.join('')}。`)

describe('whatever is written', () => {
  test('a sentence that is copied from a passage is found in it, in both languages', () => {
    fc.assert(
      fc.property(
        fc.oneof(english, chinese),
        fc.array(fc.oneof(english, chinese), { maxLength: 4 }),
        fc.nat(),
        (copied, others, at) => {
          const place = at % (others.length + 1)
          const text = [...others.slice(0, place), copied, ...others.slice(place)].join(' ')
          const { sentences, supported } = attribute(copied, [{ text }])
          expect(supported).toBe(sentences.length)
        },
      ),
    )
  })

  test('a sentence with a number that no passage has is found in none', () => {
    fc.assert(
      fc.property(fc.oneof(english, chinese), fc.integer({ min: 100, max: 99_999 }), (words, number) => {
        const { supported } = attribute(`${words.slice(0, -1)} ${number}.`, [{ text: words }])
        expect(supported).toBe(0)
      }),
    )
  })

  test('numbers name passages that are there, places lie in their texts, and nothing is thrown', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), english, chinese)
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (answer, texts) => {
        const passages = texts.map(each => ({ text: each }))
        const { sentences, marks, supported, text: bare } = attribute(answer, passages)
        expect(marks).toHaveLength(passages.length)
        expect(supported).toBeLessThanOrEqual(sentences.length)
        for (const sentence of sentences) {
          expect(bare.slice(sentence.start, sentence.end)).toBe(sentence.text)
          for (const number of sentence.numbers) expect(passages[number - 1]).toBeDefined()
        }
        marks.forEach((spans, index) => {
          for (const { start, end } of spans) {
            expect(start).toBeLessThan(end)
            expect(end).toBeLessThanOrEqual(passages[index]?.text.length ?? 0)
          }
        })
      }),
    )
  })
})

test('the sentence of a passage that has most to do with a question', () => {
  const [first] = lease
  const { start, end } = bestSentence('Who is the tenant?', first ?? { text: '' })
  expect(first?.text.slice(start, end)).toBe('The tenant is Mary Lindqvist.')
  const [, second] = zuyue
  const place = bestSentence('押金是多少？', second ?? { text: '' })
  expect(second?.text.slice(place.start, place.end)).toBe('押金为9000元，退租后15日内退还。')
  expect(bestSentence('Anything', { text: '' })).toEqual({ start: 0, end: 0 })
})
