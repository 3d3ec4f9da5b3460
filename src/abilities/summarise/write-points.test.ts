import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GenerateRequest } from '../../engines/engine.ts'
import { FaultError } from '../../fault.ts'
import { createSource } from './check.ts'
import { numbersIn } from './facts.ts'
import { type WritingTask, writePoints } from './write-points.ts'

const never = new AbortController().signal
const texts = [
  'The tower is 41 metres high and stands on the reef.',
  'Eleanor Price kept the light for 30 years.',
  'Visitors like the view from the gallery.',
  'The lamp was fed with whale oil until 1926.',
]
const source = createSource(
  texts.map((text, at) => ({ text, start: at * 100, end: at * 100 + text.length, page: at + 1 })),
)
const task: WritingTask = {
  way: 'from-text',
  material: texts.join(' '),
  source,
  language: 'en',
  isOtherLanguage: false,
  mostCharacters: 150,
  mostSentences: 4,
}
const words = texts.join(' ').replaceAll(/[.\d]/g, '').split(/\s+/)
const invented = fc.constantFrom('Napoleon', '1815', 'twelve', 'Atlantis', '99')

test('whatever a model writes, no number of a result is one that the text does not have', async () => {
  const sentence = fc
    .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...words, '41', '1926') }, invented), {
      minLength: 2,
      maxLength: 9,
    })
    .map(all => `${all.join(' ')}.`)
  await fc.assert(
    fc.asyncProperty(fc.array(sentence, { maxLength: 6 }), async sentences => {
      const { points, written, refused } = await writePoints(task, async () => sentences.join('\n'), never)
      expect(points.length).toBeGreaterThan(0)
      expect(refused).toBeLessThanOrEqual(written)
      expect(points.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(150 * 1.2)
      for (const { text, start, end, by } of points) {
        const all = numbersIn(texts.join(' '))
        for (const number of numbersIn(text)) expect(all).toContain(number)
        expect(text).not.toMatch(/Napoleon|Atlantis/)
        const at = texts[start / 100] ?? ''
        expect(end - start).toBe(at.length)
        if (by === 'text') expect(at).toContain(text)
      }
    }),
  )
})

test("what the model leaves out is filled with the text's own sentences, in reading order", async () => {
  const { points } = await writePoints(task, async () => 'Until 1926 whale oil fed the lamp.', never)
  expect(points.map(({ text, by, page }) => [text, by, page])).toEqual([
    ['The tower is 41 metres high and stands on the reef.', 'text', 1],
    ['Eleanor Price kept the light for 30 years.', 'text', 2],
    ['Until 1926 whale oil fed the lamp.', 'model', 4],
  ])
})

test('a prompt that does not fit is asked again with the key sentences alone', async () => {
  const requests: GenerateRequest[] = []
  const long = { ...task, material: 'word '.repeat(5000) }
  const write = async (request: GenerateRequest) => {
    requests.push(request)
    if (requests.length === 1) throw new FaultError({ code: 'context-overflow' })
    return 'Until 1926 whale oil fed the lamp.'
  }
  const { points } = await writePoints(long, write, never)
  expect(points.some(({ by }) => by === 'model')).toBe(true)
  expect(requests.map(({ messages }) => (messages[0]?.content.length ?? 0) < 2000)).toEqual([false, true])
  const crash = async () => {
    throw new FaultError({ code: 'crashed' })
  }
  await expect(writePoints(task, crash, never)).rejects.toThrow('crashed')
})

test('a sentence that was cut off at the end is not taken', async () => {
  const { points } = await writePoints(
    task,
    async () => 'Until 1926 whale oil fed the lamp. The tower',
    never,
  )
  expect(points.map(({ text }) => text)).not.toContain('The tower')
})
