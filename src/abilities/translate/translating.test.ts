import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { GenerateEvent, GenerateRequest } from '../../engines/engine.ts'
import { createScriptedEngine, type ScriptedOptions } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import { FaultError, toFault } from '../../fault.ts'
import { embeddedModel } from '../../models/catalogue/embedded-model.ts'
import type { ModelCard } from '../../models/model.ts'
import type { SessionState } from '../../models/session-state.ts'
import { detectLanguage } from '../../text/language.ts'
import { createTranslateChoice, translateKey } from './choice.ts'
import { createTranslating } from './translating.ts'

const cleanUps: (() => void)[] = []
beforeEach(() => {
  vi.useRealTimers()
})
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

/** A model that answers with the last message in capitals, and what it was asked. */
async function open(scripted: ScriptedOptions = {}, model: ModelCard = scriptedCard) {
  const asked: string[] = []
  const engine = createScriptedEngine({
    tokensPerSecond: Number.POSITIVE_INFINITY,
    reply(messages) {
      const said = messages.at(-1)?.content ?? ''
      return /\p{Script=Han}/u.test(said) ? `English of ${[...said].length} letters.` : said.toUpperCase()
    },
    ...scripted,
  })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, new AbortController().signal)) {
    // Loaded in no time.
  }
  const sessionStore = createStore<SessionState>(() => ({
    phase: { name: 'ready', contextTokens: 4096, threads: 1 },
    model,
    hasFailures: false,
  }))
  async function* generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent> {
    asked.push(request.messages.at(-1)?.content ?? request.prompt ?? '')
    try {
      yield* engine.generate(request, signal)
    } catch (error) {
      throw new FaultError(toFault(error))
    }
  }
  const choice = createTranslateChoice(() => {})
  choice.set({ from: 'en', to: 'fr' })
  const translating = createTranslating({
    session: { store: sessionStore, generate },
    choice,
    detect: detectLanguage,
    pauseMs: 0,
  })
  cleanUps.push(translating.close)
  const state = translating.store.getState
  const settled = () =>
    vi.waitUntil(() => ['idle', 'failed', 'stopped'].includes(state().status), { timeout: 4000 })
  return { translating, choice, asked, sessionStore, state, settled }
}

test('a text is translated sentence by sentence, paragraphs kept', async () => {
  const { translating, asked, settled } = await open()
  translating.setSource('The sea is wide. The ship is small.\n\nNobody knows.')
  await settled()
  expect(asked).toEqual(['The sea is wide.', 'The ship is small.', 'Nobody knows.'])
  expect(translating.translation()).toBe('THE SEA IS WIDE. THE SHIP IS SMALL.\n\nNOBODY KNOWS.')
})

test('whatever is typed at the end, sentences that stand are never asked for again', async () => {
  const sentence = fc.constantFrom('The sea is wide. ', 'Is it? ', 'Nobody knows!\n', 'The ship is small. ')
  await fc.assert(
    fc.asyncProperty(fc.array(sentence, { minLength: 1, maxLength: 6 }), sentence, async (before, typed) => {
      const { translating, asked, settled } = await open()
      translating.setSource(before.join(''))
      await settled()
      const firstAsked = asked.length
      expect(firstAsked).toBe(new Set(before.map(words => words.trim())).size)
      for (let length = 4; length <= typed.trim().length; length += 4) {
        translating.setSource(before.join('') + typed.slice(0, length))
        await settled()
      }
      for (const later of asked.slice(firstAsked)) expect(typed.startsWith(later)).toBe(true)
      translating.close()
    }),
    { numRuns: 15 },
  )
})

test('the sentence in work is shown as such; a stop keeps what there is, and it goes on from there', async () => {
  const { translating, asked, state, settled } = await open({ tokensPerSecond: 60 })
  translating.setSource('The sea is wide. The ship is small and old and slow.')
  await vi.waitUntil(() =>
    state().lines.some(line => line.state === 'running' && line.text.startsWith('The ship')),
  )
  translating.stop()
  expect(state().status).toBe('stopped')
  expect(state().lines.map(line => line.state)).toEqual(['done', 'gap', 'waiting'])
  expect(translating.translation()).toBe('THE SEA IS WIDE.')
  translating.goOn()
  await settled()
  expect(asked).toHaveLength(3)
  expect(translating.translation()).toBe('THE SEA IS WIDE. THE SHIP IS SMALL AND OLD AND SLOW.')
})

test('typing on gives up only a sentence that is not there any more', async () => {
  const { translating, asked, state, settled } = await open({ tokensPerSecond: 100 })
  translating.setSource('The sea is wide and deep.')
  await vi.waitUntil(() => state().lines.some(line => line.state === 'running'))
  translating.setSource('The sea is wide and deep. The ship')
  expect(state().lines[0]?.state).toBe('running')
  translating.setSource('The sea is wide and deep. The ship is small.')
  await settled()
  await vi.waitUntil(() => translating.translation().endsWith('SMALL.'))
  expect(asked.filter(words => words.startsWith('The sea'))).toHaveLength(1)
})

test('the language is told, and where it is the target’s own nothing is asked', async () => {
  const { translating, choice, asked, state, settled } = await open()
  choice.set({ from: 'detect', to: 'en' })
  translating.setSource('今天天气很好。')
  await settled()
  await vi.waitUntil(() => translating.translation() !== '')
  expect(state().detected).toBe('zh')
  expect(asked).toEqual(['今天天气很好。'])
  translating.setSource('The weather is very nice today.')
  await vi.waitUntil(() => state().obstacle === 'same-language')
  translating.setSource('12 34')
  await vi.waitUntil(() => state().obstacle === 'unknown-language')
  expect(asked).toHaveLength(1)
})

test('before anything was chosen a text goes into the language that Hermit speaks, or out of it', async () => {
  const { translating, choice, state, settled } = await open()
  choice.set({ from: 'detect', to: '' })
  translating.setHome('zh')
  expect(state().to).toBe('zh')
  translating.setSource('今天天气很好。')
  await vi.waitUntil(() => state().to === 'en')
  await settled()
  await vi.waitUntil(() => translating.translation() === 'English of 7 letters.')
  translating.setSource('The weather is very nice today.')
  await vi.waitUntil(() => state().to === 'zh')
})

test('a model that cannot is not asked, and one that can goes on with the same text', async () => {
  const { translating, asked, state, sessionStore } = await open({}, embeddedModel)
  translating.setSource('The sea is wide.')
  await vi.waitUntil(() => state().obstacle === 'model')
  expect(state().translator).toEqual({ can: 'no', why: 'tried' })
  expect(asked).toEqual([])
  sessionStore.setState({ model: scriptedCard })
  await vi.waitUntil(() => translating.translation() === 'THE SEA IS WIDE.')
})

test('a pair that the model does not know is told', async () => {
  const gemma: ModelCard = {
    ...scriptedCard,
    id: 'own-1',
    name: 'Gemma 3 270m',
    parametersM: 268,
    isBase: true,
  }
  const { translating, choice, asked, state, settled } = await open({}, gemma)
  translating.setSource('The sea is wide.')
  await vi.waitUntil(() => state().obstacle === 'pair')
  choice.set({ from: 'zh', to: 'en' })
  translating.setSource('今天天气很好。')
  await settled()
  await vi.waitUntil(() => asked.length === 1)
  expect(asked[0]).toMatch(/\nChinese: 今天天气很好。\nEnglish:$/)
})

test('a model of which nothing is known tries where the person wants to see it; one that was tried does not', async () => {
  const unknown: ModelCard = { ...scriptedCard, id: 'own-2', name: 'My own model', parametersM: 7000 }
  const { translating, state, sessionStore } = await open({}, unknown)
  translating.setSource('The sea is wide.')
  await vi.waitUntil(() => state().obstacle === 'model')
  translating.tryAnyway()
  await vi.waitUntil(() => translating.translation() === 'THE SEA IS WIDE.')
  sessionStore.setState({ model: embeddedModel })
  translating.tryAnyway()
  expect(state().translator).toEqual({ can: 'no', why: 'tried' })
})

test('a failure is told, and one action goes on', async () => {
  const { translating, state, settled } = await open({ generateFault: { afterTokens: 1, code: 'crashed' } })
  translating.setSource('The sea is wide.')
  await vi.waitUntil(() => state().status === 'failed')
  expect(state().fault).toMatchObject({ code: 'crashed' })
  translating.goOn()
  await settled()
  await vi.waitUntil(() => state().status === 'failed')
})

test('swapping puts the translation in the text’s place', async () => {
  const { translating, choice, state, settled } = await open()
  translating.setSource('The sea is wide.')
  await settled()
  translating.swap()
  expect(state().source).toBe('THE SEA IS WIDE.')
  expect(choice.store.getState()).toEqual({ from: 'fr', to: 'en' })
  expect(state().to).toBe('en')
})

test('the choice of one tab and the other’s are merged, and garbage on the disk is none', () => {
  const { kept, store } = createTranslateChoice(() => {})
  expect(
    kept.merge(translateKey, {
      base: { from: 'detect', to: 'en' },
      mine: { from: 'zh', to: 'en' },
      theirs: { from: 'detect', to: 'fr' },
    }),
  ).toEqual({ from: 'zh', to: 'fr' })
  kept.takeIn([[translateKey, { from: 'x'.repeat(500), to: 7 }]], 'full')
  expect(store.getState()).toEqual({ from: 'detect', to: '' })
})
