import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkSentence, createSource, sentencesWritten } from './check.ts'
import { namesIn, numbersIn } from './facts.ts'

const lighthouse = [
  'The lighthouse on Gannet Rock was built in 1831 by the engineer Thomas Harrow.',
  'Eleven ships had been lost on the reef in one winter.',
  'The tower is 41 metres high, and its lamp was first fed with whale oil.',
  'The harbour master did not open the gate.',
]
const sourceOf = (texts: readonly string[]) =>
  createSource(texts.map((text, at) => ({ text, start: at * 1000, end: at * 1000 + text.length })))
const source = sourceOf(lighthouse)
const why = (sentence: string, from = source) => {
  const verdict = checkSentence(sentence, from)
  return verdict.isKept ? verdict.place : verdict.why
}

test('what the source says in other words is kept, and where it stands is found', () => {
  expect(why('Thomas Harrow built the lighthouse in 1831.')).toBe(0)
  expect(why('The reef had lost 11 ships in one winter.')).toBe(1)
  expect(why('The lamp of the tower was fed with whale oil.')).toBe(2)
  expect(checkSentence(lighthouse[1] ?? '', source)).toEqual({ isKept: true, place: 1, isVerbatim: true })
})

test('a number, a name, an opposite or a tale that the source does not have is refused by its kind', () => {
  expect(why('Thomas Harrow built the lighthouse in 1813.')).toBe('number')
  expect(why('The tower is forty-two metres high.')).toBe('number')
  expect(why('Henry Harrow built the lighthouse in 1831.')).toBe('name')
  expect(why('Wales is where the lighthouse was built by the engineer.')).toBe('name')
  expect(why('The harbour master opened the gate.')).toBe('negation')
  expect(why('The lighthouse is a symbol of hope and freedom for lonely people.')).toBe('words')
  expect(why('Thomas Harrow built built the lighthouse in 1831.')).toBe('words')
  // Both are there, and nothing says them of one another.
  expect(why('The reef has 41 ships.')).toBe('number')
  expect(why('…')).toBe('empty')
})

test('of a small model only what says one sentence with fewer words is kept', () => {
  const close = (sentence: string) => checkSentence(sentence, source, { closeness: 'close' })
  expect(close('The tower is 41 metres high.')).toMatchObject({ isKept: true, place: 2 })
  expect(close('The lighthouse was built by Thomas Harrow.')).toMatchObject({ isKept: true, place: 0 })
  // Who did what may not be turned round, however few words are left.
  const hall = sourceOf(['It was decided to rent the hall in Rotterdam, since the one in Ghent is too far.'])
  const turned = checkSentence(
    'It was decided to rent the hall in Ghent, since the one in Ghent is too far.',
    hall,
    {
      closeness: 'close',
    },
  )
  expect(turned).toEqual({ isKept: false, why: 'order' })
  // All of it is there, and none of it belongs together.
  expect(close('The engineer Thomas Harrow was lost on the reef in one winter.').isKept).toBe(false)
  expect(close('The tower is 41 metres high and beautiful.').isKept).toBe(false)
})

test('the same in Chinese', () => {
  const tea = sourceOf([
    '听雨茶馆建于1926年，在老街上。',
    '建筑师沈若兰主持修复，花费三百八十万元。',
    '茶馆每天下午有评弹表演。',
  ])
  expect(why('茶馆建于1926年。', tea)).toBe(0)
  expect(why('修复花费380万元。', tea)).toBe(1)
  expect(why('茶馆建于1936年。', tea)).toBe('number')
  expect(why('建筑师王建国主持修复。', tea)).toBe('name')
  expect(why('建筑师在上海主持修复。', tea)).toBe('name')
  expect(why('茶馆每天下午没有评弹表演。', tea)).toBe('negation')
})

test('numbers are one however they are written', () => {
  expect(numbersIn('1,200 or 1200; 17:40, 3.5')).toEqual(['1200', '1200', '17:40', '3.5'])
  expect(numbersIn('twenty-three of seats thirty two')).toEqual(['23', '32'])
  expect(numbersIn('三百二十人，二〇二三年，十二个，3万')).toEqual(['30000', '320', '2023', '12'])
  expect(numbersIn('一个人')).toEqual([])
})

test('names are what begins with a capital, and in Chinese what stands as one', () => {
  expect(namesIn('However, Anna met the captain of the HMS Otter in Ostend.')).toEqual([
    'anna',
    'hms',
    'otter',
    'ostend',
  ])
  expect(namesIn('研究人员梁晓雯在上海写了《月湖》。')).toEqual(
    expect.arrayContaining(['月湖', '上海', '梁晓雯']),
  )
})

const word = fc.stringMatching(/^[a-z]{4,9}$/)
const sourceTexts = fc.array(
  fc.array(word, { minLength: 5, maxLength: 12 }).map(words => `${words.join(' ')} 12 of 300.`),
  { minLength: 1, maxLength: 6 },
)

test('a number that the source does not have never survives, wherever it stands', () => {
  fc.assert(
    fc.property(
      sourceTexts,
      fc.integer({ min: 0, max: 99_999 }),
      fc.nat(),
      fc.nat(),
      (texts, number, at, place) => {
        fc.pre(number !== 12 && number !== 300)
        const words = (texts[at % texts.length] ?? '').replace(' 12 of 300.', '').split(' ')
        const invented = words.toSpliced(place % (words.length + 1), 0, String(number)).join(' ')
        expect(checkSentence(`${invented}.`, sourceOf(texts)).isKept).toBe(false)
      },
    ),
  )
})

test('a name that the source does not have never survives, wherever it stands', () => {
  fc.assert(
    fc.property(sourceTexts, word, fc.nat(), fc.nat(), (texts, letters, at, place) => {
      const name = `Q${letters}zx`
      const words = (texts[at % texts.length] ?? '').replace(' 12 of 300.', '').split(' ')
      const invented = words.toSpliced(place % (words.length + 1), 0, name).join(' ')
      expect(checkSentence(`${invented}.`, sourceOf(texts)).isKept).toBe(false)
    }),
  )
})

test('in another language than the source numbers are still held against it', () => {
  const tea = sourceOf(['听雨茶馆建于1926年。', '每天有600位客人。'])
  expect(checkSentence('The tea house was built in 1926.', tea, { isOtherLanguage: true })).toMatchObject({
    isKept: true,
    place: 0,
  })
  expect(checkSentence('It has 600 guests a day.', tea, { isOtherLanguage: true })).toMatchObject({
    isKept: true,
    place: 1,
  })
  expect(checkSentence('It has 700 guests a day.', tea, { isOtherLanguage: true })).toEqual({
    isKept: false,
    why: 'number',
  })
})

test('what a model writes is read as sentences, without lists, introductions and repetition', () => {
  const written =
    'Here are the points:\n1. The tower is **41 metres** high.\n- Dr. Price left. She kept a diary.\n- Dr. Price left.'
  expect(sentencesWritten(written)).toEqual([
    'The tower is 41 metres high.',
    'Dr. Price left.',
    'She kept a diary.',
  ])
})
