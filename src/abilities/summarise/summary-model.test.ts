import { expect, test } from 'vitest'
import { canWrite, languagesOf, type ModelFacts, wayFor } from './summary-model.ts'

const facts = (parametersM: number, ...languages: string[]): ModelFacts => ({
  name: '',
  parametersM,
  languages,
})
const way = (model: ModelFacts, document: string, summary = document, contextTokens = 4096) =>
  wayFor(model, contextTokens, { document, summary })

test('a small model is given key sentences, a larger one with room reads the text itself', () => {
  expect(way(facts(135, 'en'), 'en')).toBe('from-extract')
  expect(way(facts(4000, 'en', 'zh-CN'), 'zh')).toBe('from-text')
  expect(way(facts(4000, 'en', 'zh-CN'), 'zh', 'en')).toBe('from-text')
  expect(way(facts(4000, 'en'), 'en', 'en', 1024)).toBe('from-extract')
})

test('what a model does not write stays word for word', () => {
  expect(way(facts(135, 'en'), 'zh')).toBe('extract')
  expect(way(facts(135, 'en'), 'en', 'zh')).toBe('extract')
  expect(way(facts(135, 'en', 'zh'), 'zh', 'en')).toBe('extract')
  expect(way(facts(135, 'en'), 'und')).toBe('extract')
})

test('a model that does not say its languages is taken for what its size makes likely', () => {
  expect(languagesOf(facts(135))).toEqual(['en'])
  expect(languagesOf(facts(4000))).toEqual(['en', 'zh'])
  expect(canWrite(facts(4000, 'en', 'zh', 'de', 'fr'), 'und')).toBe(true)
  expect(canWrite(facts(4000, 'en'), 'und')).toBe(false)
})
