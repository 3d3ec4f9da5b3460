import { expect, test } from 'vitest'
import type { GenerateRequest } from '../../engines/engine.ts'
import { createScriptedEngine } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import type { AnswerModel } from '../answering.ts'
import { createCounting } from './counting.ts'
import { summaryTokens, writeSummary } from './summarise.ts'

const contextTokens = 300

async function loaded(requests: GenerateRequest[], reply: string): Promise<AnswerModel> {
  const engine = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, reply })
  const { signal } = new AbortController()
  for await (const _ of engine.load({ card: scriptedCard, files: [], contextTokens }, signal)) {
    // Loading.
  }
  return {
    writer: () => undefined,
    contextTokens: () => contextTokens,
    countTokens: messages => engine.countTokens(messages),
    generate(request, caller) {
      requests.push(request)
      return engine.generate(request, caller)
    },
  }
}

test('what is longer than the context is summarised piece by piece, each with the summary so far', async () => {
  const requests: GenerateRequest[] = []
  const model = await loaded(requests, 'All so far.')
  const counting = createCounting(model)
  const words = Array.from({ length: 700 }, (_, index) => `w${index}`)
  const { signal } = new AbortController()
  const fractions: number[] = []
  let text = ''
  const task = { model, counting, transcript: words.join(' '), now: () => 0 }
  for await (const step of writeSummary(task, signal)) {
    text = step.text
    fractions.push(step.fraction)
  }
  expect(text).toBe('All so far.')
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  expect(fractions.at(-1)).toBe(1)
  expect(requests.length).toBeGreaterThan(2)
  const read = requests.flatMap(({ messages }) => messages.at(-1)?.content.match(/\bw\d+\b/g) ?? [])
  expect(read).toEqual(words)
  for (const { messages, maxTokens } of requests) {
    expect(maxTokens).toBe(summaryTokens(contextTokens))
    expect((await counting.count(messages, signal)) + (maxTokens ?? 0)).toBeLessThanOrEqual(contextTokens)
  }
  for (const { messages } of requests.slice(1)) expect(messages[0]?.content).toContain('All so far.')
})

test('aborting a summary throws, and nothing is a summary of nothing', async () => {
  const model = await loaded([], 'word '.repeat(60))
  const abort = new AbortController()
  const counting = createCounting(model)
  const write = async (transcript: string) => {
    for await (const _ of writeSummary({ model, counting, transcript, now: () => 0 }, abort.signal)) {
      abort.abort(new Error('stopped'))
    }
  }
  await expect(write('')).rejects.toThrow('context-overflow')
  await expect(write('One two three.')).rejects.toThrow('stopped')
})
