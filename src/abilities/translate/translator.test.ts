import { expect, test } from 'vitest'
import { embeddedModel } from '../../models/catalogue/embedded-model.ts'
import { offers } from '../../models/catalogue/offers.ts'
import { canTranslate, sourcesOf, targetsOf, translatorOf } from './translator.ts'

const model = (name: string, parametersM: number, languages: readonly string[] = ['en'], isBase = false) => ({
  id: 'own-1234567890abcdef',
  name,
  parametersM,
  languages,
  isBase,
})

test('the model that comes with Hermit cannot: it was tried', () => {
  expect(translatorOf(embeddedModel)).toEqual({ can: 'no', why: 'tried' })
})

test('every model of the catalogue is judged, and these translate between English and Chinese', () => {
  const able = offers.filter(offer => canTranslate(translatorOf(offer), 'zh', 'en')).map(({ id }) => id)
  expect(able).toEqual([
    'gemma-3-1b',
    'qwen3-1.7b',
    'qwen3.5-2b',
    'phi-4-mini',
    'qwen3-4b',
    'qwen3.5-4b',
    'gemma-4-e2b',
    'qwen3-8b',
  ])
})

test('what is too small, thinks aloud, writes code or knows one language is told by its reason', () => {
  const why = (id: string) => {
    const offer = offers.find(one => one.id === id)
    const translator = offer && translatorOf(offer)
    return translator?.can === 'no' ? translator.why : translator?.can
  }
  expect(why('qwen3-0.6b')).toBe('too-small')
  expect(why('gemma-3-270m')).toBe('too-small')
  expect(why('deepseek-r1-distill-qwen-1.5b')).toBe('made-for-other')
  expect(why('qwen2.5-coder-1.5b')).toBe('made-for-other')
  expect(why('granite-embedding-107m')).toBe('made-for-other')
  expect(why('llama-3.2-1b')).toBe('too-small')
  expect(why('granite-4.0-h-1b')).toBe('unknown')
  expect(why('llama-3.2-3b')).toBe('chat')
})

test('Llama translates between the languages of its card, and not into Chinese', () => {
  const llama = translatorOf(model('Llama 3.2 3B Instruct', 3213, ['en', 'de', 'fr', 'xx']))
  expect(llama).toEqual({ can: 'chat', languages: ['en', 'de', 'fr'] })
  expect(canTranslate(llama, 'en', 'zh')).toBe(false)
  expect(canTranslate(llama, 'en', 'de')).toBe(true)
  expect(targetsOf(llama, 'de')).toEqual(['en', 'fr'])
})

test('a model that a person brought is known by the name in its file', () => {
  expect(translatorOf(model('Qwen2.5 1.5B Instruct', 1544)).can).toBe('chat')
  expect(translatorOf(model('Qwen2.5-7B-Instruct', 7616)).can).toBe('chat')
  expect(translatorOf(model('gemma-2-2b-it', 2614)).can).toBe('chat')
  expect(translatorOf(model('Phi 3.5 Mini Instruct', 3821, ['en', 'zh']))).toMatchObject({ can: 'chat' })
  expect(translatorOf(model('My own model', 7000))).toEqual({ can: 'no', why: 'unknown' })
})

test('the base model of Gemma 3 goes from Chinese into English and no other way', () => {
  const gemma = translatorOf(model('Gemma 3 270m', 268, [], true))
  expect(gemma).toEqual({ can: 'completion', pairs: [['zh', 'en']] })
  expect(canTranslate(gemma, 'zh', 'en')).toBe(true)
  expect(canTranslate(gemma, 'en', 'zh')).toBe(false)
  expect(sourcesOf(gemma)).toEqual(['zh'])
  expect(targetsOf(gemma)).toEqual(['en'])
  expect(targetsOf(gemma, 'en')).toEqual([])
  // Another base model may know nothing of it.
  expect(translatorOf(model('SmolLM2 360M', 362, ['en'], true))).toEqual({ can: 'no', why: 'base' })
})
