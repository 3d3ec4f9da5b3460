import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Passage } from '../passages.ts'
import { passageBudget, roughTokens } from './budget.ts'
import { fitPassages } from './fit-passages.ts'

describe('the budget', () => {
  test('is what a processor reads in bearable time, more on a GPU, and a third of the context at most', () => {
    const room = { contextTokens: 4096, promptTokens: 40 }
    expect(passageBudget({ ...room, processor: 'cpu' })).toBe(450)
    expect(passageBudget({ ...room, processor: 'gpu' })).toBe(1365)
    expect(passageBudget({ ...room, contextTokens: 8192, processor: 'gpu' })).toBe(1500)
    expect(passageBudget({ ...room, contextTokens: 1024, processor: 'cpu' })).toBe(341)
  })

  test('leaves the question its room, down to a sentence or two', () => {
    expect(passageBudget({ contextTokens: 1024, processor: 'cpu', promptTokens: 600 })).toBe(168)
    expect(passageBudget({ contextTokens: 1024, processor: 'cpu', promptTokens: 5000 })).toBe(64)
  })
})

const passageOf = (text: string): Passage => ({
  documentId: 'd',
  title: 'D',
  start: 1000,
  end: 1000 + text.length,
  text,
})
const byWords = (text: string) => text.split(/\s+/).filter(word => word !== '').length

describe('passages in a budget', () => {
  const sentences = Array.from({ length: 20 }, (_, at) => `Part ${at} is about the letter number ${at}.`)
  const long = passageOf(sentences.join(' '))

  test('are whole as long as they fit, best first', async () => {
    const few = [passageOf('One two three.'), passageOf('Four five six.')]
    expect(await fitPassages(few, 'three?', 100, byWords)).toEqual(few)
    expect(await fitPassages([long, ...few], 'three?', 400, byWords)).toEqual([long, ...few])
  })

  test('the first that does not fit is cut to what has to do with the question, at its own place', async () => {
    const [cut, ...others] = await fitPassages(
      [long, passageOf('More.')],
      'What is part 17 about?',
      60,
      byWords,
    )
    expect(others).toEqual([])
    expect(cut?.text).toContain('Part 17')
    expect(cut?.text).toMatch(/^Part \d+ is .*\.$/)
    expect(byWords(cut?.text ?? '')).toBeLessThanOrEqual(60)
    expect(long.text.slice((cut?.start ?? 0) - 1000, (cut?.end ?? 0) - 1000)).toBe(cut?.text)
  })

  test('a sentence that is longer than the budget is cut itself, and never in a character', async () => {
    const [cut] = await fitPassages([passageOf('🦀'.repeat(500))], 'crabs?', 40, roughTokens)
    expect(cut?.text).toMatch(/^(?:🦀)+$/u)
  })

  test('are parts of what was found, each at its place, and at least one of them', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), {
      minLength: 1,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.string(),
        fc.integer({ min: 64, max: 400 }),
        async (all, question, budget) => {
          const passages = all.map(passageOf)
          const fitting = await fitPassages(passages, question, budget, roughTokens)
          expect(fitting.length).toBeGreaterThanOrEqual(1)
          fitting.forEach(({ text, start, end }, index) => {
            const from = passages[index]
            expect(from?.text.slice(start - 1000, end - 1000)).toBe(text)
          })
        },
      ),
    )
  })
})
