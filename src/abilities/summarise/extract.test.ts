import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atOnce } from '../../chat/context/rank-sentences.ts'
import { inSlices } from '../../slices.ts'
import { extractDocument } from './extract.ts'
import { factsKept, factTexts } from './facts-kept.fixture.ts'
import { languageOf } from './language.ts'
import { asDocument, cutSentences } from './sentences.ts'

const never = new AbortController().signal

/** What an extract of a third of each text keeps, and what its first third keeps: the least that it has to beat. */
function keptOf(language: 'en' | 'zh') {
  const texts = factTexts.filter(one => one.language === language)
  let [extracted, begun, all] = [0, 0, 0]
  for (const one of texts) {
    const mostCharacters = Math.round(one.text.length / 3)
    const sentences = atOnce(extractDocument(asDocument(one.text), { mostCharacters }))
    extracted += factsKept(one, sentences.map(({ text }) => text).join(' '))
    begun += factsKept(one, one.text.slice(0, mostCharacters))
    all += one.facts.length
  }
  return { extracted, begun, all }
}

test('an extract of a third of a text keeps most of its facts, and far more than its beginning does', () => {
  expect(keptOf('en')).toEqual({ extracted: 16, begun: 10, all: 25 })
  expect(keptOf('zh')).toEqual({ extracted: 11, begun: 4, all: 15 })
})

test('sentences are given in reading order, word for word, with their pages', () => {
  const text = 'The tide is high at 6. Bring boots.\n\nThe guide is Olga Brandt. She waits at gate 4.'
  const document = {
    text,
    blocks: [
      { kind: 'paragraph', start: 0, end: 35, page: 3 },
      { kind: 'paragraph', start: 37, end: text.length, page: 4 },
    ] as const,
  }
  const sentences = atOnce(extractDocument(document, { mostCharacters: 50 }))
  expect(sentences.map(({ text: words, page }) => [words, page])).toEqual([
    ['The tide is high at 6.', 3],
    ['The guide is Olga Brandt.', 4],
  ])
  for (const { start, end, text: words } of sentences) expect(text.slice(start, end)).toBe(words)
})

test('a running title that stands on every page is no key sentence', () => {
  const running = 'Annual report of the Harbour Company 2023, all rights reserved.'
  const pages = [
    'The company moved 4,100 containers in March.',
    'Karen Holm became its head in June.',
    'Two cranes were bought from Bergen.',
    'The north pier was closed for repairs.',
  ]
  const text = pages.map(page => `${running}\n\n${page}`).join('\n\n')
  const sentences = atOnce(extractDocument(asDocument(text), { mostCharacters: 130 }))
  expect(sentences.length).toBeGreaterThan(1)
  expect(sentences.map(({ text: words }) => words)).not.toContain(running)
})

test('a full stop after a title, an initial or an abbreviation ends no sentence', () => {
  const text = 'Dr. Ruth A. Price met Mr. Lee at St. Ives. They spoke of e.g. tides.'
  const sentences = atOnce(cutSentences(asDocument(text)))
  expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
    'Dr. Ruth A. Price met Mr. Lee at St. Ives.',
    'They spoke of e.g. tides.',
  ])
})

test('sentences lie one after the other inside their blocks, whatever the text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), text => {
      const document = asDocument(text)
      let last = 0
      for (const { start, end } of atOnce(cutSentences(document))) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(document.blocks.some(block => block.start <= start && end <= block.end)).toBe(true)
        last = end
      }
      const words = document.blocks.map(block => text.slice(block.start, block.end)).join('')
      // Only the signs of headings belong to no block.
      expect(words.replaceAll(/[\s#]/g, '')).toBe(text.replaceAll(/[\s#]/g, ''))
    }),
  )
})

test('a text of fifty pages is weighed in steps that are short by themselves', async () => {
  const page = factTexts.filter(({ language }) => language === 'en').map(({ text }) => text)
  const long = Array.from({ length: 34 }, (_, at) => page.join(`\n\nPage ${at} of the reader.\n\n`)).join(
    '\n\n',
  )
  expect(long.length).toBeGreaterThan(150_000)
  const steps = extractDocument(asDocument(long), { mostCharacters: 1200 })
  let count = 0
  while (!steps.next().done) count++
  // Slices end between steps: a text of 2,000 sentences has to offer many places to end one.
  expect(count).toBeGreaterThan(50)
  const again = await inSlices(extractDocument(asDocument(long), { mostCharacters: 1200 }), never)
  expect(again.length).toBeGreaterThan(5)
})

test('an extract that is not wanted any more stops', async () => {
  const abort = new AbortController()
  const asked = inSlices(extractDocument(asDocument('One. Two.'), { mostCharacters: 9 }), abort.signal)
  abort.abort(new Error('closed'))
  // It may have ended in its first slice.
  await asked.catch(error => expect(error).toEqual(new Error('closed')))
  const late = inSlices(extractDocument(asDocument('One. Two.'), { mostCharacters: 9 }), abort.signal)
  await expect(late).rejects.toThrow('closed')
})

test('English and Chinese are told from other languages', () => {
  for (const { text, language } of factTexts) expect(languageOf(text)).toBe(language)
  expect(languageOf('Die Fähre fährt in diesem Jahr viermal am Tag, und das ist gut so.')).toBe('und')
  expect(languageOf('この町には古い図書館があります。とても静かです。')).toBe('ja')
  expect(languageOf('12 + 30')).toBe('und')
})
