import { createHash } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Engine, GenerateEvent } from '../engines/engine.ts'
import { EngineError } from '../engines/engine.ts'
import type { Step } from '../engines/ladder.ts'
import { createScriptedEngine, type ScriptedOptions } from '../engines/scripted.ts'
import { type Fault, FaultError } from '../fault.ts'
import { createDeviceMemory, type DeviceMemory } from './device-memory.ts'
import { deviceRecordSchema } from './device-record.ts'
import type { ModelCard } from './model.ts'
import { createSession, type SessionOptions } from './session.ts'
import type { SessionPhase } from './session-state.ts'
import { keepFile } from './weights/keep-file.fixture.ts'
import { openWeights } from './weights/weights.ts'

const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8])
const card: ModelCard = {
  id: 'tiny',
  name: 'Tiny',
  format: 'gguf',
  engines: ['scripted'],
  files: [
    {
      name: 'tiny.gguf',
      url: 'tiny.gguf',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  ],
  parametersM: 1,
  quantisation: '',
  contextTokens: 512,
  licence: '',
  licenceUrl: '',
  languages: [],
}

const cpuStep: Step = { engineId: 'scripted', processor: 'cpu', card, contextTokens: 512 }

/** A device of which nothing is known yet. */
function forgetful(): DeviceMemory {
  let record = deviceRecordSchema.parse({})
  return createDeviceMemory(
    () => record,
    next => {
      record = next
    },
  )
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

/** A session over the scripted engine and real weights; the download takes the bytes from here. */
async function open(options: Partial<SessionOptions> = {}, scripted: ScriptedOptions = {}, engine?: Engine) {
  const weights = await openWeights()
  let downloads = 0
  const made =
    engine ?? createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, reply: 'Yes.', ...scripted })
  const memory = forgetful()
  const session = createSession({
    engine: () => made,
    model: card,
    plan: async () => ({ steps: [cpuStep], reason: 'asked' }),
    memory,
    weights: Promise.resolve(weights),
    async *download(model, signal) {
      downloads += 1
      yield { type: 'download-progress', bytes: 0, ofBytes: 8 }
      signal.throwIfAborted()
      for (const file of model.files) await keepFile(weights, model.id, file, new Blob([bytes]))
      yield { type: 'download-progress', bytes: 8, ofBytes: 8 }
      yield { type: 'download-end', card: model }
    },
    refusal: async () => undefined,
    mayDownload: () => true,
    warmUp: [{ role: 'system', content: 'Be kind.' }],
    ...options,
  })
  const phases: SessionPhase['name'][] = []
  session.store.subscribe(({ phase }) => {
    if (phases.at(-1) !== phase.name) phases.push(phase.name)
  })
  const phase = () => session.store.getState().phase
  const until = (name: SessionPhase['name']) => vi.waitUntil(() => phase().name === name)
  return { session, weights, memory, phases, phase, until, downloads: () => downloads }
}

async function answer(session: Awaited<ReturnType<typeof open>>['session']): Promise<GenerateEvent[]> {
  const events: GenerateEvent[] = []
  const request = { messages: [{ role: 'user' as const, content: 'Hello' }] }
  for await (const event of session.generate(request, new AbortController().signal)) events.push(event)
  return events
}

describe('starting', () => {
  test('downloads what is missing, loads it and is ready', async () => {
    const { session, phases, until } = await open()
    session.start()
    await until('ready')
    expect(phases).toEqual(['starting', 'downloading', 'loading', 'ready'])
  })

  test('tells how the model thinks and in which form it calls tools', async () => {
    const { session, phase, until } = await open({}, { thinking: 'tagged', toolFormat: 'hermes' })
    session.start()
    await until('ready')
    expect(phase()).toMatchObject({ thinking: 'tagged', toolFormat: 'hermes' })
  })

  test('asks the network for nothing when the files are here', async () => {
    const first = await open()
    first.session.start()
    await first.until('ready')
    const second = await open()
    second.session.start()
    await second.until('ready')
    expect(second.downloads()).toBe(0)
    expect(second.phases).not.toContain('downloading')
  })

  test('asks the person first on a metered connection', async () => {
    const { session, phase, until, downloads } = await open({ mayDownload: () => false })
    session.start()
    await until('needs-download')
    expect(phase()).toEqual({ name: 'needs-download', bytes: 8 })
    expect(downloads()).toBe(0)
    session.download()
    await until('ready')
  })

  test('refuses before a byte is fetched where the device cannot run the engine', async () => {
    const fault: Fault = { code: 'wasm-blocked' }
    const { session, phase, until, downloads } = await open({ refusal: async () => fault })
    session.start()
    await until('stopped')
    expect(phase()).toEqual({ name: 'stopped', fault })
    expect(downloads()).toBe(0)
  })

  test('stops with the fault of a failed download, and goes on after retry', async () => {
    let fail = true
    const whole = await open()
    const { session, phase, until } = await open({
      async *download(model) {
        if (fail) throw new FaultError({ code: 'network' })
        for (const file of model.files) await keepFile(whole.weights, model.id, file, new Blob([bytes]))
        yield { type: 'download-end', card: model }
      },
    })
    session.start()
    await until('stopped')
    expect(phase()).toMatchObject({ fault: { code: 'network' } })
    fail = false
    session.retry()
    await until('ready')
  })

  test('a cancelled download waits for consent', async () => {
    const { session, until } = await open({
      async *download(_model, signal) {
        yield { type: 'download-progress', bytes: 1, ofBytes: 8 }
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    })
    session.start()
    await until('downloading')
    session.cancelDownload()
    await until('needs-download')
  })
})

describe('answering', () => {
  test('finds the system prompt in the KV cache once the model is ready', async () => {
    const { session, until } = await open()
    session.start()
    await until('ready')
    const system = { role: 'system' as const, content: 'Be kind.' }
    const messages = [system, { role: 'user' as const, content: 'Hello' }]
    let last: GenerateEvent | undefined
    for await (const event of session.generate({ messages }, new AbortController().signal)) last = event
    expect(last?.type === 'text-end' && last.usage.cachedTokens).toBeGreaterThan(1)
  })

  test('waits for the model; a message that waited goes before the warm-up and keeps its KV cache', async () => {
    const { session } = await open()
    session.start()
    expect((await answer(session)).at(-1)).toMatchObject({ reason: 'stop' })
    const second = (await answer(session)).at(-1)
    expect(second?.type === 'text-end' && second.usage.cachedTokens).toBeGreaterThan(1)
  })

  test('cancelled before the model is ready ends quietly', async () => {
    const { session } = await open()
    const abort = new AbortController()
    const request = { messages: [{ role: 'user' as const, content: 'Hello' }] }
    const events = session.generate(request, abort.signal)[Symbol.asyncIterator]()
    const first = events.next()
    abort.abort()
    expect((await first).value).toMatchObject({ type: 'text-end', reason: 'cancelled' })
  })

  test('a crash is told to the caller and heals by itself', async () => {
    let crash = true
    const inner = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, reply: 'Yes.' })
    const engine: Engine = {
      ...inner,
      async *generate(request, signal) {
        if (crash && request.maxTokens !== 0) throw new EngineError('crashed', 'gone')
        yield* inner.generate(request, signal)
      },
    }
    const { session, until, phases } = await open({}, {}, engine)
    session.start()
    await until('ready')
    await expect(answer(session)).rejects.toMatchObject({ fault: { code: 'crashed' } })
    crash = false
    await until('ready')
    expect((await answer(session)).at(-1)).toMatchObject({ reason: 'stop' })
    expect(phases.filter(name => name === 'loading')).toHaveLength(2)
  })

  test('an engine that keeps crashing is stopped, not restarted for ever', async () => {
    const { session, until, phase } = await open({}, { generateFault: { afterTokens: 0, code: 'crashed' } })
    session.start()
    for (let count = 0; count < 3; count++) {
      await until('ready')
      await expect(answer(session)).rejects.toMatchObject({ fault: { code: 'crashed' } })
    }
    await until('stopped')
    expect(phase()).toMatchObject({ fault: { code: 'crashed' } })
  })
})

describe('the files', () => {
  test('of which some were found damaged: nothing is computed with them, and retry fetches what is missing', async () => {
    const { session, weights, until, phase, downloads } = await open()
    session.start()
    await until('ready')
    await weights.deleteModel(card)
    await session.stopDamaged()
    expect(phase()).toMatchObject({ name: 'stopped', fault: { code: 'model-damaged' } })
    await expect(answer(session)).rejects.toMatchObject({ fault: { code: 'model-damaged' } })
    session.retry()
    await until('ready')
    expect(downloads()).toBe(2)
  })

  test('that are deleted wait for consent to come back', async () => {
    const { session, until, weights, downloads } = await open()
    session.start()
    await until('ready')
    await session.forget()
    await weights.deleteModel(card)
    await until('needs-download')
    expect(downloads()).toBe(1)
    session.download()
    await until('ready')
  })

  test('that cannot be fetched again are asked for, not waited for', async () => {
    const [file] = card.files
    const own: ModelCard = { ...card, files: file ? [{ ...file, url: '' }] : [] }
    const { session, until, phase, downloads } = await open({
      plan: async () => ({ steps: [{ ...cpuStep, card: own }], reason: 'asked' }),
    })
    session.start()
    await until('stopped')
    expect(phase()).toMatchObject({ fault: { code: 'not-fetchable' } })
    expect(downloads()).toBe(0)
  })
})

test('what may wait is told when the model is warm, not before', async () => {
  const seen: string[] = []
  const { session, until, phase } = await open({ onWarm: () => seen.push(phase().name) })
  session.start()
  await until('ready')
  await vi.waitUntil(() => seen.length > 0)
  expect(seen).toEqual(['ready'])
})
