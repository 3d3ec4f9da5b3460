import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPassageIndex, type IndexedDocument } from './passage-index.ts'
import { questionWords } from './question.ts'
import { isRelevant } from './relevance.ts'
import { createWordIndex } from './word-index.ts'

const documentOf = (id: string, passages: readonly string[]): IndexedDocument => {
  let text = ''
  const chunks = passages.map((passage, index) => {
    const start = text.length
    text += `${passage}\n\n`
    return { index, start, end: start + passage.length, headings: [] }
  })
  return { id, title: id, text, chunks }
}

const anyPassage = fc
  .array(fc.constantFrom('crab', 'shell', 'shore', 'tide', '押金', '退还', '租金'), {
    minLength: 1,
    maxLength: 8,
  })
  .map(words => words.join(' '))
const anyDocument = fc.array(anyPassage, { minLength: 1, maxLength: 4 })

describe('an index of passages', () => {
  it('answers as one that never held what has gone since', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(anyDocument)), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(steps, fc.constantFrom('crab tide', 'shells', '退还押金'), (changes, text) => {
        const index = createPassageIndex()
        const last = new Map<string, readonly string[]>()
        for (const [id, passages] of changes) {
          last.delete(id)
          if (passages) {
            index.add(documentOf(id, passages))
            last.set(id, passages)
          } else index.remove(id)
        }
        const fresh = createPassageIndex()
        for (const [id, passages] of last) fresh.add(documentOf(id, passages))
        expect(index.size()).toBe(fresh.size())
        expect(index.search({ text, limit: 50 })).toEqual(fresh.search({ text, limit: 50 }))
      }),
    )
  })

  it('compares only vectors of the same model, and leaves out passages that have none', () => {
    const index = createPassageIndex()
    const values = Int8Array.from([127, 0, 0, 0, 90, 90])
    index.add({ ...documentOf('a', ['one', 'two', 'three']), vectors: { model: 'm', dimensions: 2, values } })
    const search = (model: string) =>
      index.search({ text: 'nothing', limit: 5, vector: { model, values: Float32Array.from([1, 0]) } })
    expect(search('other')).toEqual([])
    expect(search('m').map(({ chunkIndex }) => chunkIndex)).toEqual([0, 2])
    expect(search('m')[0]?.similarity).toBeCloseTo(1)
    expect(search('m')[1]?.similarity).toBeCloseTo(Math.SQRT1_2)
  })

  it('adds the votes of both rankings: what is first in both is first', () => {
    const index = createPassageIndex()
    const values = Int8Array.from([127, 0, 100, 78, 0, 127])
    index.add({
      ...documentOf('a', ['the crab walks', 'the crab sleeps', 'the tide comes']),
      vectors: { model: 'm', dimensions: 2, values },
    })
    const [first] = index.search({
      text: 'sleeping crab',
      limit: 3,
      vector: { model: 'm', values: Float32Array.from([0.95, 0.31]) },
    })
    expect(first?.text).toBe('the crab sleeps')
    // First by words and first by meaning.
    expect(first?.score).toBeCloseTo(2 / 61)
    expect(first?.wordCover).toBe(1)
  })
})

describe('an index of words', () => {
  it('finds a word with another letter where the word itself is nowhere', () => {
    const index = createWordIndex()
    index.add(0, [['defibrillator'], []])
    index.add(1, [['desk'], []])
    const query = [{ term: 'defibrilator', boost: 1, isFuzzy: true }]
    const { ranked, places } = index.search(query, () => true)
    expect(ranked.map(({ id }) => id)).toEqual([0])
    expect(places).toEqual([{ term: 'defibrilator', ids: [] }])
  })

  it('ranks the rarer word and the shorter text first', () => {
    const index = createWordIndex()
    index.add(0, [['crab', 'sand', 'sand', 'sand'], []])
    index.add(1, [['crab'], []])
    index.add(2, [['crab', 'pearl'], []])
    const query = ['crab', 'pearl'].map(term => ({ term, boost: 1, isFuzzy: false }))
    expect(index.search(query, () => true).ranked.map(({ id }) => id)).toEqual([2, 1, 0])
  })
})

describe('the words of a question', () => {
  const terms = (question: string) =>
    questionWords(question)
      .filter(({ word }) => word !== undefined)
      .map(({ term }) => term)

  it('leave out what every question has', () => {
    expect(terms('When do I have to pay the rent?')).toEqual(['pay', 'rent'])
    expect(terms('押金什么时候能退还？')).toEqual(['押金', '退还'])
  })

  it('are all there are where there are no others', () => {
    expect(terms('To be or not to be')).toContain('be')
    expect(terms('为什么')).not.toEqual([])
    expect(terms('?!')).toEqual([])
  })
})

describe('what is near enough to answer from', () => {
  it('is near by meaning, or has the words and is not against it', () => {
    expect(isRelevant({ similarity: 0.6, wordCover: 0 }, 'en')).toBe(true)
    expect(isRelevant({ similarity: 0.3, wordCover: 0.6 }, 'en')).toBe(true)
    expect(isRelevant({ similarity: 0.05, wordCover: 1 }, 'en')).toBe(false)
    expect(isRelevant({ similarity: 0.3, wordCover: 0 }, 'en')).toBe(false)
  })

  it('goes by words alone where there is no vector', () => {
    expect(isRelevant({ wordCover: 0.35 }, 'zh-CN')).toBe(true)
    expect(isRelevant({ wordCover: 0.35 }, 'en')).toBe(false)
    expect(isRelevant({ wordCover: 0 }, 'zh-CN')).toBe(false)
  })
})
