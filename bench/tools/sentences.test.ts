import { expect, test } from 'vitest'
import {
  documents,
  expectedTools,
  readAppSentences,
  readFreshSentences,
  readPublicSentences,
  readSentences,
  type Sentence,
} from './sentences.ts'

const sentences = readSentences()
const publicSentences = readPublicSentences()
const fresh = readFreshSentences()
const own = [...sentences, ...fresh]
/** Of these kinds an argument is words of the request; of the others it is in a form of its own. */
const asSaid = new Set(['text', 'expression', 'unit', 'place', 'person', 'url', 'file'])
/** Forms of the kinds that have one, as `SlotKind` states them. */
const forms: Readonly<Record<string, RegExp>> = {
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  moment: /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
  duration: /^-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/,
  currency: /^[A-Z]{3}$/,
  language: /^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$/,
}

const share = (of: readonly Sentence[], is: (sentence: Sentence) => boolean) =>
  of.filter(is).length / of.length
const argumentsOf = (sentence: Sentence) => expectedTools[sentence.tool] ?? {}
const readings = (sentence: Sentence) => [sentence.args, ...(sentence.also ?? [])]

test('there are at least 260 sentences, half of them in each language', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(260)
  const english = share(sentences, sentence => sentence.language === 'en')
  expect(english).toBeGreaterThan(0.48)
  expect(english).toBeLessThan(0.52)
})

test('half of the sentences are filled, a quarter asks for no tool and a quarter lacks an argument', () => {
  for (const language of ['en', 'zh']) {
    const some = sentences.filter(sentence => sentence.language === language)
    expect(share(some, sentence => sentence.kind === 'filled')).toBeCloseTo(0.5, 1)
    expect(share(some, sentence => sentence.kind === 'none')).toBeCloseTo(0.25, 1)
    expect(share(some, sentence => sentence.kind === 'missing')).toBeCloseTo(0.25, 1)
  }
})

test('every tool has at least three filled sentences in each language, and two that lack an argument where it needs one', () => {
  for (const [tool, its] of Object.entries(expectedTools)) {
    for (const language of ['en', 'zh']) {
      const some = sentences.filter(sentence => sentence.tool === tool && sentence.language === language)
      const of = `${tool} in ${language}`
      expect(some.filter(sentence => sentence.kind === 'filled').length, of).toBeGreaterThanOrEqual(3)
      if (Object.values(its).some(argument => argument.isRequired))
        expect(some.filter(sentence => sentence.kind === 'missing').length, of).toBeGreaterThanOrEqual(2)
    }
  }
})

test('no sentence and no id is there twice', () => {
  const texts = [...own, ...publicSentences].map(sentence => sentence.text.toLowerCase())
  expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
  const ids = [...own, ...publicSentences].map(sentence => sentence.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a kind says truly what is there: missing arguments are required and absent, filled ones lack nothing', () => {
  for (const sentence of own) {
    const required = Object.entries(argumentsOf(sentence)).flatMap(([name, its]) =>
      its.isRequired ? [name] : [],
    )
    for (const args of readings(sentence)) {
      const absent = required.filter(name => !(name in args))
      expect([...sentence.missing].sort(), sentence.id).toEqual(absent.sort())
    }
    expect(sentence.missing.length > 0, sentence.id).toBe(sentence.kind === 'missing')
    expect(sentence.tool === 'none', sentence.id).toBe(sentence.kind === 'none')
  }
})

test('every argument is one that its tool has, in the form of its kind', () => {
  for (const sentence of own) {
    for (const [name, value] of readings(sentence).flatMap(Object.entries)) {
      const kind = argumentsOf(sentence)[name]?.kind
      expect(kind, `${sentence.id} ${name}`).toBeDefined()
      expect(typeof value, `${sentence.id} ${name}`).toBe(kind === 'number' ? 'number' : 'string')
      const form = forms[kind ?? '']
      if (form) expect(value, sentence.id).toMatch(form)
      if (kind === 'document') expect(documents, sentence.id).toContain(value)
      if (kind === 'text') expect(sentence.text, sentence.id).toContain(value)
    }
  }
})

test('arguments that are words of the request occur in it, letter by letter', () => {
  for (const sentence of own) {
    for (const [name, value] of Object.entries(sentence.args)) {
      if (asSaid.has(argumentsOf(sentence)[name]?.kind ?? ''))
        expect(sentence.text, sentence.id).toContain(String(value))
    }
  }
})

test('the public sentences have at least 120 in English that ask for a tool and 60 that do not', () => {
  const english = publicSentences.filter(sentence => sentence.language === 'en')
  expect(english.filter(sentence => sentence.tool !== 'none').length).toBeGreaterThanOrEqual(120)
  expect(english.filter(sentence => sentence.tool === 'none').length).toBeGreaterThanOrEqual(60)
  expect(publicSentences.some(sentence => sentence.language === 'zh')).toBe(true)
})

test('an intent of a public set always stands for the same tool', () => {
  const tools = new Map<string, string>()
  for (const { intent, tool } of publicSentences) {
    expect(tools.get(intent) ?? tool, intent).toBe(tool)
    tools.set(intent, tool)
  }
})

test('of the fresh sentences at least 60 are requests and 200 are none, half of these in each language', () => {
  const plain = fresh.filter(({ kind }) => kind === 'none')
  expect(fresh.length - plain.length).toBeGreaterThanOrEqual(60)
  expect(plain.length).toBeGreaterThanOrEqual(200)
  expect(share(plain, ({ language }) => language === 'zh')).toBeCloseTo(0.5, 1)
})

test('requests for tools of apps say what they are filled with, and fill what there is', () => {
  const all = readAppSentences()
  expect(all.filter(({ language }) => language === 'zh').length).toBe(all.length / 2)
  for (const { id, takes, args, text } of all) {
    for (const [name, value] of Object.entries(args)) {
      expect(typeof value, id).toBe(takes[name])
      expect(text, id).toContain(String(value))
    }
  }
})
