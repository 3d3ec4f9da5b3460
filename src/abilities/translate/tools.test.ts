import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { GenerateEvent, GenerateRequest } from '../../engines/engine.ts'
import { createScriptedEngine } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import { embeddedModel } from '../../models/catalogue/embedded-model.ts'
import type { ModelCard } from '../../models/model.ts'
import type { SessionState } from '../../models/session-state.ts'
import type { CallPlace, Tool } from '../tool.ts'
import { translateTools } from './tools.ts'

/** A model that answers with the sentence in capitals, or with these words. */
async function open(model: ModelCard = scriptedCard, reply?: string) {
  const asked: GenerateRequest[] = []
  const engine = createScriptedEngine({
    tokensPerSecond: Number.POSITIVE_INFINITY,
    reply: messages => reply ?? (messages.at(-1)?.content ?? '').toUpperCase(),
  })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, new AbortController().signal)) {
    // Loaded in no time.
  }
  const store = createStore<SessionState>(() => ({
    phase: { name: 'ready', contextTokens: 4096, threads: 1 },
    model,
    hasFailures: false,
  }))
  async function* generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent> {
    asked.push(request)
    yield* engine.generate(request, signal)
  }
  const [tool] = translateTools({ store, generate })
  const call = (text: string, to: string, language: CallPlace['language'] = 'en') =>
    (tool as Tool).run(
      { text, to },
      { signal: new AbortController().signal, language, now: 0, timeZone: 'UTC' },
    )
  return { call, asked }
}

test('a text is translated sentence by sentence by the model in use', async () => {
  const { call, asked } = await open()
  const { said, value } = await call('The sea is *wide*. Nobody knows its end.', 'fr')
  expect(said).toBe('THE SEA IS \\*WIDE\\*. NOBODY KNOWS ITS END.')
  expect(value).toEqual({ from: 'en', to: 'fr', text: 'THE SEA IS *WIDE*. NOBODY KNOWS ITS END.' })
  expect(asked).toHaveLength(2)
  expect(asked[0]?.messages[0]?.content).toContain('from English into French')
})

test('a few words whose language cannot be told are taken by their script', async () => {
  const { call, asked } = await open(scriptedCard, 'Good luck')
  expect((await call('祝你好运', 'en-GB')).value).toMatchObject({ from: 'zh', to: 'en', text: 'Good luck' })
  await (await open()).call('ok', 'zh')
  expect(asked[0]?.messages[0]?.content).toContain('from Chinese into English')
})

test('a text that is in that language already is left alone', async () => {
  const { call, asked } = await open()
  expect((await call('今天天气很好，我们出去走走吧，好不好？明天可能要下雨了。', 'zh', 'zh-CN')).said).toBe(
    '原文已经是这种语言了。',
  )
  expect(asked).toEqual([])
})

test('what did not come out well is said', async () => {
  const { call } = await open(scriptedCard, 'The sea is wide and nobody knows its end.')
  const { said } = await call('The sea is wide and nobody knows its end.', 'fr')
  expect(said).toContain('*1 of 1 sentences did not come out well.*')
})

test('a model that cannot translate, and a language that none knows, are refused by name', async () => {
  const small = await open(embeddedModel)
  await expect(small.call('Hello there', 'zh')).rejects.toMatchObject({ fault: { code: 'no-translator' } })
  expect(small.asked).toEqual([])
  const { call } = await open()
  await expect(call('Hello there', 'tlh')).rejects.toMatchObject({ fault: { code: 'no-translator' } })
  await expect(call('Hello there', 'ko')).rejects.toMatchObject({ fault: { code: 'no-translator' } })
})
