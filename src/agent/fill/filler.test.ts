import { describe, expect, test } from 'vitest'
import type { Slot, Tool } from '../../abilities/tool.ts'
import type { GenerateRequest } from '../../engines/engine.ts'
import { createScriptedEngine } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import { recorder } from '../agent.fixture.ts'
import { createFiller } from './filler.ts'

const slot = (kind: Slot['kind']): Slot => ({ kind, ask: { en: '?', 'zh-CN': '？' } })
const message = recorder('write_message', {
  slots: { to: slot('person'), body: slot('text') },
  parameters: {
    type: 'object',
    properties: { to: { type: 'string' }, body: { type: 'string' } },
    required: ['to', 'body'],
  },
})
const place = { now: 0, timeZone: 'UTC', language: 'en', documents: [] } as const
const never = new AbortController().signal

/** A filler over an engine that answers so, and what the engine was asked. */
async function opened(answer: string, hasAdapter = true) {
  const asked: GenerateRequest[] = []
  const engine = createScriptedEngine({
    tokensPerSecond: Number.POSITIVE_INFINITY,
    fill(request) {
      asked.push(request)
      return answer
    },
  })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, never)) {
    // Only that it is loaded matters.
  }
  const filler = createFiller({ generate: engine.generate, hasAdapter: () => hasAdapter })
  const fill = (tool: Tool, words: string) => filler.fill(tool, words, place, never)
  return { asked, filler, fill }
}

describe('slots are filled', () => {
  test('by rules alone where they find all, and the model is not asked', async () => {
    const { fill, filler, asked } = await opened('to: Ben')
    const words = 'Tell Anna that dinner is ready'
    expect(filler.takesLong?.(message, words, place)).toBe(false)
    expect(await fill(message, words)).toEqual({ to: 'Anna', body: 'dinner is ready' })
    expect(asked).toEqual([])
  })

  test('by the adapter where a call needs what no rule found', async () => {
    const { fill, filler, asked } = await opened('to: Ben\nbody: bring the big pan')
    const words = 'message Joaquin'
    expect(filler.takesLong?.(message, words, place)).toBe(true)
    expect(await fill(message, words)).toEqual({ to: 'Joaquin', body: 'bring the big pan' })
    expect(asked[0]?.prompt).toContain('write_message: to, body\n')
  })

  test.each([
    ['message Joaquin', 'a message'],
    ['message Joaquin', 'Joaquin'],
    ['message Joaquin', 'French'],
    ['message Joaquin', 'some text messages'],
    ['message Joaquin something important', 'something important'],
  ])(
    'by nothing where of “%s” it copies “%s”: words that ask, a language, or who it goes to',
    async (words, body) => {
      const { fill } = await opened(`body: ${body}`)
      expect(await fill(message, words)).toEqual({ to: 'Joaquin' })
    },
  )

  test('by rules alone in Chinese: the person is asked for what they leave open', async () => {
    const { filler, asked } = await opened('body: 我晚点到')
    const chinese = { ...place, language: 'zh-CN' } as const
    expect(await filler.fill(message, '给老胡发条消息', chinese, never)).toEqual({ to: '老胡' })
    expect(asked).toEqual([])
  })

  test('of a tool from elsewhere by the adapter first: rules know its slots by their kinds alone', async () => {
    const { fill } = await opened('item: flat whites\nshop: Blue Bottle')
    const order = recorder('order_item', {
      source: 'café',
      slots: { item: slot('text'), shop: slot('text'), count: slot('number') },
      parameters: {
        type: 'object',
        properties: { item: { type: 'string' }, shop: { type: 'string' }, count: { type: 'number' } },
      },
    })
    expect(await fill(order, 'Order 2 flat whites from Blue Bottle')).toEqual({
      count: 2,
      item: 'flat whites',
      shop: 'Blue Bottle',
    })
  })

  test('of a tool from elsewhere by what is quoted, or was said before where that is meant', async () => {
    const { filler } = await opened('title: it')
    const issue = recorder('create_issue', {
      source: 'tracker',
      slots: { title: slot('text') },
      parameters: { type: 'object', properties: { title: { type: 'string' } } },
    })
    const fill = (words: string, before?: string) =>
      filler.fill(issue, words, { ...place, ...(before !== undefined && { before }) }, never)
    expect(await fill('create an issue "Broken link"')).toEqual({ title: 'Broken link' })
    expect(await fill('post this', 'The lift is broken')).toEqual({ title: 'The lift is broken' })
    expect(await fill('log it', 'The lift is broken')).toEqual({ title: 'The lift is broken' })
    expect(await fill('log it')).toEqual({})
  })

  test('by rules alone where there is no adapter', async () => {
    const { fill, filler, asked } = await opened('body: bring the big pan', false)
    expect(filler.takesLong?.(message, 'message Joaquin', place)).toBe(false)
    expect(await fill(message, 'message Joaquin')).toEqual({ to: 'Joaquin' })
    expect(asked).toEqual([])
  })
})
