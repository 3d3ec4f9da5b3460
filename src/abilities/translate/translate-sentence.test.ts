import { expect, test } from 'vitest'
import { createScriptedEngine, type ScriptedOptions } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import { type TranslatingModel, translateSentence } from './translate-sentence.ts'

const asked = { sentence: '今天天气很好。', from: 'zh', to: 'en' }

async function modelOf(scripted: ScriptedOptions, model: Pick<TranslatingModel, 'can' | 'thinking'>) {
  const engine = createScriptedEngine({ tokensPerSecond: 2000, ...scripted })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, new AbortController().signal)) {
    // Loaded in no time.
  }
  return { ...model, generate: engine.generate }
}

async function collect(model: TranslatingModel, signal = new AbortController().signal) {
  const events = []
  for await (const event of translateSentence(model, asked, signal)) events.push(event)
  return events
}

test('what a base model goes on with after the line is neither waited for nor shown', async () => {
  const reply = ` The weather is nice.\nChinese: ${'去公园吧。'.repeat(400)}`
  const model = await modelOf({ reply }, { can: 'completion' })
  const events = await collect(model)
  expect(events.at(-1)).toEqual({ type: 'end', translated: { text: 'The weather is nice.' } })
  expect(events.length).toBeLessThan(20)
  // The engine is free for the next one.
  expect((await collect(model)).at(-1)).toEqual(events.at(-1))
})

test('a thought is no translation, whether the model opens it or its template does', async () => {
  const tagged = await modelOf({ reply: '<think>Hm, weather.</think>\n\nNice weather.' }, { can: 'chat' })
  expect((await collect(tagged)).at(-1)).toEqual({ type: 'end', translated: { text: 'Nice weather.' } })
  const opened = await modelOf(
    { reply: 'Hm, weather.</think>\n\nNice weather.' },
    { can: 'chat', thinking: 'opened' },
  )
  const events = await collect(opened)
  expect(events.at(-1)).toEqual({ type: 'end', translated: { text: 'Nice weather.' } })
  expect(events.flatMap(event => (event.type === 'text' ? [event.text] : [])).join()).not.toContain('Hm')
})

test('a model that explains itself is stopped where it begins to', async () => {
  const reply = `Nice weather.\n\nNote: ${'this is a literal translation '.repeat(100)}`
  const events = await collect(await modelOf({ reply }, { can: 'chat' }))
  expect(events.at(-1)).toEqual({ type: 'end', translated: { text: 'Nice weather.' } })
  expect(events.length).toBeLessThan(20)
})

test('a sentence that does not end is cut and marked', async () => {
  const reply = Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ')
  const events = await collect(await modelOf({ reply }, { can: 'chat' }))
  expect(events.at(-1)).toMatchObject({ type: 'end', translated: { problem: 'cut' } })
})

test('an abort throws its reason and gives no translation', async () => {
  const controller = new AbortController()
  const model = await modelOf(
    { tokensPerSecond: 20, reply: 'Nice weather in all of the harbours today.' },
    { can: 'chat' },
  )
  const types: string[] = []
  const run = async () => {
    for await (const event of translateSentence(model, asked, controller.signal)) {
      types.push(event.type)
      controller.abort(new Error('stopped'))
    }
  }
  await expect(run()).rejects.toThrow('stopped')
  expect(types).not.toContain('end')
})
