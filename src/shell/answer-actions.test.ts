import { createHash } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { createChat, messagesInView } from '../chat/chat.ts'
import type { Engine } from '../engines/engine.ts'
import { createScriptedEngine } from '../engines/scripted.ts'
import { createDeviceMemory } from '../models/device-memory.ts'
import { deviceRecordSchema } from '../models/device-record.ts'
import { createLibrary } from '../models/library.ts'
import { buildOf, type ModelCard } from '../models/model.ts'
import { createSession } from '../models/session.ts'
import { createModelTasks } from '../models/tasks/tasks-client.ts'
import { keepFile } from '../models/weights/keep-file.fixture.ts'
import { openWeights } from '../models/weights/weights.ts'
import { createAnswerActions } from './answer-actions.ts'

const one = cardOf('One')
const two = cardOf('Two')

function cardOf(name: string): ModelCard {
  const sha256 = createHash('sha256').update(name).digest('hex')
  return {
    id: name.toLowerCase(),
    name,
    format: 'gguf',
    engines: ['scripted'],
    files: [{ name: `${name}.gguf`, url: `${name}.gguf`, bytes: name.length, sha256 }],
    parametersM: 1,
    quantisation: '',
    contextTokens: 512,
    licence: '',
    licenceUrl: '',
    languages: [],
  }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

/** Two models that are on this device, of which "One" is in use, and what app.ts puts together of them. */
async function open() {
  const weights = await openWeights()
  for (const card of [one, two]) {
    for (const file of card.files) await keepFile(weights, card.id, file, new Blob([card.name]))
    await weights.addModel(card)
  }
  let chosen = ''
  let record = deviceRecordSchema.parse({})
  const memory = createDeviceMemory(
    () => record,
    next => {
      record = next
    },
  )
  const engines = new Map<string, Engine>()
  const engine = (id: string) => {
    const reply = `I am ${id}.`
    const made = engines.get(id) ?? createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, reply })
    engines.set(id, made)
    return made
  }
  const failing = async () => {
    throw new Error('nothing is fetched, looked at or measured here')
  }
  const session = createSession({
    ...{ model: one, memory, engine },
    weights: Promise.resolve(weights),
    async plan() {
      const card = chosen === two.id ? two : one
      const step = { engineId: card.name, processor: 'cpu' as const, card, contextTokens: 512 }
      return { steps: [step], reason: 'asked' }
    },
    async *download(card) {
      await failing()
      yield { type: 'download-end', card }
    },
    refusal: async () => undefined,
    mayDownload: () => true,
    warmUp: [],
  })
  const library = createLibrary({
    ...{ embedded: one, session },
    tasks: createModelTasks({ weights: Promise.resolve(weights) }),
    weights: Promise.resolve(weights),
    hosts: () => ({ hub: 'https://hub.invalid' }),
    loadOffers: failing,
    advise: failing,
    choose(id) {
      chosen = id
      session.choose()
    },
    chosen: () => chosen,
    mayDownload: () => true,
    askToPersist: async () => {},
    countStorage: failing,
    onChecked() {},
  })
  let ids = 0
  const chat = createChat({
    model: {
      writer() {
        const { runsOn, model } = session.store.getState()
        return runsOn && { modelName: model.name, engineId: runsOn.engineId, build: buildOf(model) }
      },
      contextTokens: () => 512,
      generate: session.generate,
      countTokens: session.countTokens,
    },
    records: {
      markDirty() {},
      markDeleted() {},
      commit: async () => {},
      flush: async () => {},
      refresh: async () => {},
    },
    now: () => 1000 + ids,
    newId: () => `id${ids++}`,
    onFrame: callback => setTimeout(callback, 1),
  })
  chat.kept.takeIn([], 'full')
  session.start()
  await library.start()
  await vi.waitUntil(() => session.store.getState().phase.name === 'ready')
  const agent = () => Promise.reject(new Error('No steps are done here'))
  const answer = async () => {
    await vi.waitUntil(() => chat.store.getState().running.size === 0)
    const last = messagesInView(chat.store.getState()).at(-1)
    if (!last) throw new Error('there is no answer')
    return last
  }
  return { chat, session, answer, actions: createAnswerActions({ chat, session, library, agent }) }
}

test('another model of this device answers in the same place, stays in use, and is named as the writer', async () => {
  const { chat, session, answer, actions } = await open()
  chat.send('Who are you?')
  const first = await answer()
  expect(first).toMatchObject({ text: 'I am One.', status: 'done', writtenBy: [{ modelName: 'One' }] })
  expect(actions.otherModels()).toEqual([{ id: 'two', name: 'Two' }])

  actions.retryWithModel(first.id, 'two')
  const second = await answer()
  expect(second).toMatchObject({
    parentId: first.parentId,
    text: 'I am Two.',
    status: 'done',
    writtenBy: [{ modelName: 'Two' }],
  })
  expect(session.store.getState().model).toBe(two)
  expect(actions.otherModels()).toEqual([{ id: 'one', name: 'One' }])

  // Both answers are kept, and the way back is as long.
  actions.retryWithModel(second.id, 'one')
  expect((await answer()).text).toBe('I am One.')
  const conversation = [...chat.store.getState().conversations.values()][0]
  expect(conversation?.messages).toHaveLength(4)
})

test('a model that has stopped is woken by every way of asking it again', async () => {
  const { chat, session, answer, actions } = await open()
  chat.send('Who are you?')
  const { id, parentId } = await answer()
  const asking = [
    () => actions.retry(id),
    () => actions.edit(parentId ?? '', 'And now?'),
    () => actions.continueAnswer(id),
  ]
  const retry = vi.spyOn(session, 'retry')
  for (const [times, ask] of asking.entries()) {
    session.store.setState({ phase: { name: 'stopped', fault: { code: 'crashed' } } })
    ask()
    expect(retry).toHaveBeenCalledTimes(times + 1)
    await answer()
  }
})
