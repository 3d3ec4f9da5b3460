import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOver, readAnswer, repetition } from './answer.ts'

const read = (answer: string, sentence = '今天天气很好。', from = 'zh', to = 'en', hasEnded = true) =>
  readAnswer(answer, { sentence, from, to, hasEnded })

test('a translation is its first line, without what models put around it', () => {
  expect(read(' The weather is nice.\n\nChinese: 你好').text).toBe('The weather is nice.')
  expect(read('English: The weather is nice.').text).toBe('The weather is nice.')
  expect(read('"The weather is nice."').text).toBe('The weather is nice.')
  expect(read('“Yes.”', '“是的。”').text).toBe('“Yes.”')
  expect(read('翻译：天气很好。', 'The weather is nice.', 'en', 'zh').text).toBe('天气很好。')
  expect(read('\n\nThe weather is nice.')).toEqual({ text: 'The weather is nice.' })
})

test('nothing, a cut one, and one that stayed in its language are told', () => {
  expect(read('  \n')).toEqual({ text: '', problem: 'empty' })
  expect(read('The weather', undefined, 'zh', 'en', false)).toEqual({ text: 'The weather', problem: 'cut' })
  expect(read('今天天气很好。')).toMatchObject({ problem: 'untranslated' })
  expect(read('The ship leaves at dawn.', 'The ship leaves at dawn.', 'en', 'zh')).toMatchObject({
    problem: 'untranslated',
  })
  expect(read('OK', 'OK', 'en', 'fr')).toEqual({ text: 'OK' })
  expect(read('Hermit', 'Hermit', 'en', 'zh')).toEqual({ text: 'Hermit' })
})

test('a model that goes round in a circle is stopped, and the first round is kept', () => {
  const round = 'I like tea. '
  expect(isOver(round.repeat(3), false)).toBe(false)
  expect(isOver(round.repeat(4), false)).toBe(true)
  expect(read(round.repeat(4))).toEqual({ text: 'I like tea.', problem: 'repeats' })
})

test('what people say twice, and numbers, are no circle', () => {
  for (const text of ['No, no, no, no!', '1,000,000,000', 'ha ha ha ha', '……………………………………', '好好好好']) {
    expect(repetition(text), text).toBeUndefined()
  }
})

test('a circle is found wherever its rounds are cut', () => {
  const round = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '好', ','), minLength: 5, maxLength: 30 })
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), round, fc.nat(29), (before, unit, cut) => {
      fc.pre(/[\p{L}]/u.test(unit))
      const text = before + unit.repeat(6).slice(0, unit.length * 5 + (cut % unit.length))
      const at = repetition(text)
      expect(at).toBeDefined()
      expect(at).toBeLessThan(text.length)
    }),
  )
})

test('a base model is stopped at the line’s end, a chat model where it begins to explain', () => {
  expect(isOver('\n The weather', true)).toBe(false)
  expect(isOver(' The weather is nice.\n', true)).toBe(true)
  expect(isOver('The weather is nice.\nNote: 天气 is weather', false)).toBe(true)
})
