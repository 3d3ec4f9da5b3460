import { createHash } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Engine, EngineError, type EngineErrorCode } from '../engines/engine.ts'
import { buildLadder, type Ladder } from '../engines/ladder.ts'
import { createScriptedEngine } from '../engines/scripted.ts'
import { FaultError } from '../fault.ts'
import { createDeviceMemory } from './device-memory.ts'
import { deviceRecordSchema } from './device-record.ts'
import type { ModelCard } from './model.ts'
import { createSession, type SessionOptions } from './session.ts'
import { keepFile } from './weights/keep-file.fixture.ts'
import { openWeights } from './weights/weights.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (name: string) => ({
  name,
  url: name,
  bytes: bytes(name).length,
  sha256: createHash('sha256').update(bytes(name)).digest('hex'),
})
const model: ModelCard = {
  id: 'm',
  name: 'M',
  format: 'gguf',
  engines: ['gpu', 'cpu'],
  files: [file('m.gguf')],
  libraries: [{ ...file('m.wasm'), needs: [] }],
  parametersM: 1,
  quantisation: '',
  contextTokens: 2048,
  licence: '',
  licenceUrl: '',
  languages: [],
}
const rows = [
  { id: 'gpu', processor: 'gpu' as const, requires: () => true },
  { id: 'cpu', processor: 'cpu' as const, requires: () => true },
]
const gpu = { name: 'test gpu', isSoftware: false, f16: false }
const capabilities = { wasm: true, simd: true, threads: false, cores: 1, gpu }

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

interface Faults {
  load?: EngineErrorCode | undefined
  generate?: EngineErrorCode | undefined
}

/** A scripted engine whose faults can be switched while it lives, and which tells how often it was loaded. */
function faulty(faults: Faults): Engine & { loads: number[]; unloads: number } {
  const inner = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, reply: 'Yes.' })
  const engine = {
    ...inner,
    loads: [] as number[],
    unloads: 0,
    async *load(loadable: Parameters<Engine['load']>[0], signal: AbortSignal) {
      engine.loads.push(loadable.contextTokens ?? 0)
      if (faults.load) throw new EngineError(faults.load, 'injected')
      let isWhole = false
      try {
        for await (const event of inner.load(loadable, signal)) {
          isWhole = event.type === 'load-end'
          yield event
        }
      } finally {
        // As over a port: a load that is left before its end leaves nothing loaded.
        if (!isWhole) await inner.unload()
      }
    },
    async *generate(request: Parameters<Engine['generate']>[0], signal: AbortSignal) {
      if (faults.generate && request.maxTokens !== 0) {
        yield { type: 'text-delta' as const, text: 'Half ' }
        throw new EngineError(faults.generate, 'injected')
      }
      yield* inner.generate(request, signal)
    },
    async unload() {
      engine.unloads += 1
      await inner.unload()
    },
  }
  return engine
}

async function open(faults: Faults = {}, options: Partial<SessionOptions> = {}) {
  const weights = await openWeights()
  let record = deviceRecordSchema.parse({})
  const memory = createDeviceMemory(
    () => record,
    next => {
      record = next
    },
  )
  const engines = { gpu: faulty(faults), cpu: faulty({}) }
  const plan = async (): Promise<Ladder> =>
    buildLadder({ models: [model], rows, capabilities, rates: {}, failures: memory.failures() })
  const session = createSession({
    model,
    plan,
    engine: id => (id === 'gpu' ? engines.gpu : engines.cpu),
    memory,
    weights: Promise.resolve(weights),
    async *download(card) {
      for (const missing of (await weights.state(card)).missing)
        await keepFile(weights, card.id, missing, new Blob([bytes(missing.name)]))
      yield { type: 'download-end', card }
    },
    refusal: async () => undefined,
    mayDownload: () => true,
    warmUp: [],
    ...options,
  })
  const state = session.store.getState
  const ready = () => vi.waitUntil(() => state().phase.name === 'ready')
  return { session, state, ready, engines, memory, weights }
}

const ask = async (session: Awaited<ReturnType<typeof open>>['session']) => {
  let text = ''
  const request = { messages: [{ role: 'user' as const, content: 'Hello' }] }
  for await (const event of session.generate(request, new AbortController().signal))
    if (event.type === 'text-delta') text += event.text
  return text
}

describe('going down the ladder', () => {
  test('the GPU is first, and says so', async () => {
    const { session, state, ready } = await open()
    session.start()
    await ready()
    expect(state().runsOn).toMatchObject({ processor: 'gpu', reason: 'faster-gpu', contextTokens: 2048 })
    expect(state()).not.toHaveProperty('stepDown')
  })

  test('a lost device in an answer: the caller is told, then less context, then the processor', async () => {
    const faults: Faults = { generate: 'device-lost' }
    const { session, state, ready, engines, memory } = await open(faults)
    session.start()
    await ready()
    await expect(ask(session)).rejects.toMatchObject({ fault: { code: 'device-lost' } })
    await vi.waitUntil(() => state().runsOn?.contextTokens === 1024)
    expect(state().stepDown).toMatchObject({ code: 'device-lost', to: 'gpu', isSmallerContext: true })
    await expect(ask(session)).rejects.toMatchObject({ fault: { code: 'device-lost' } })
    await vi.waitUntil(() => state().runsOn?.processor === 'cpu')
    expect(state()).toMatchObject({ hasFailures: true, runsOn: { reason: 'failed-gpu' } })
    expect(await ask(session)).toBe('Yes.')
    expect(engines.gpu.loads).toEqual([2048, 1024])
    expect(memory.failures().map(({ key }) => key)).toEqual(['gpu:m:2048', 'gpu:m:1024'])
  })

  test('a GPU that computes wrongly is left at once for the processor, without an error', async () => {
    const { session, state, ready, engines } = await open({ load: 'wrong-output' })
    session.start()
    await ready()
    expect(state()).toMatchObject({
      phase: { name: 'ready' },
      runsOn: { processor: 'cpu' },
      stepDown: { code: 'wrong-output', to: 'cpu' },
    })
    expect(engines.gpu.loads).toEqual([2048])
    expect(engines.gpu.unloads).toBeGreaterThan(0)
  })

  test('what failed is not tried at the next start, and can be tried again', async () => {
    const faults: Faults = { load: 'out-of-memory' }
    const { session, state, ready, engines } = await open(faults)
    session.start()
    await ready()
    expect(engines.gpu.loads).toEqual([2048, 1024])
    session.choose()
    await ready()
    await vi.waitUntil(() => engines.cpu.loads.length === 2)
    expect(engines.gpu.loads).toHaveLength(2)
    faults.load = undefined
    session.tryAgain()
    await vi.waitUntil(() => state().runsOn?.processor === 'gpu')
    expect(state()).toMatchObject({ hasFailures: false, runsOn: { contextTokens: 2048 } })
  })

  test('the full check runs once on a device', async () => {
    const checks: unknown[] = []
    const { session, ready, engines } = await open()
    const { load } = engines.gpu
    engines.gpu.load = (loadable, signal) => {
      checks.push(loadable.check)
      return load(loadable, signal)
    }
    session.start()
    await ready()
    session.choose()
    await vi.waitUntil(() => checks.length === 2)
    await ready()
    expect(checks).toEqual(['full', 'quick'])
  })

  test('a library that cannot be fetched is no reason to stop where the processor has all it needs', async () => {
    const { session, state, ready, weights, memory } = await open(
      {},
      {
        async *download() {
          yield { type: 'download-offline' }
          throw new FaultError({ code: 'network' })
        },
      },
    )
    await keepFile(weights, 'm', file('m.gguf'), new Blob([bytes('m.gguf')]))
    session.start()
    await ready()
    expect(state()).toMatchObject({ runsOn: { processor: 'cpu', reason: 'no-gpu-build' } })
    expect(memory.failures()).toEqual([])
  })
})

describe('a model that the processor cannot run either', () => {
  const large: ModelCard = { ...model, id: 'large', engines: ['cpu'], files: [file('large.gguf')] }
  const onCpu = { models: [large, model], rows: rows.slice(1), capabilities, rates: {}, failures: [] }

  test('gives way to a smaller one that is here, and says so', async () => {
    const { session, state, ready, engines, memory } = await open(
      {},
      { plan: async () => buildLadder(onCpu) },
    )
    const { load } = engines.cpu
    engines.cpu.load = (loadable, signal) => {
      if (loadable.card.id === 'large') throw new EngineError('out-of-memory', 'injected')
      return load(loadable, signal)
    }
    session.start()
    await ready()
    expect(state()).toMatchObject({
      model: { id: 'm' },
      stepDown: { code: 'out-of-memory', to: 'cpu', isOtherModel: true },
      hasFailures: true,
    })
    expect(memory.failures().map(({ key }) => key)).toEqual(['cpu:large:2048'])
  })
})

describe('resting', () => {
  test('lets go of the model after a time without use; a question brings it back', async () => {
    const { session, state, ready, engines } = await open({}, { restAfterMs: () => 300 })
    session.start()
    await ready()
    await vi.waitUntil(() => state().phase.name === 'resting')
    expect(engines.gpu.unloads).toBe(1)
    expect(await ask(session)).toBe('Yes.')
    await vi.waitUntil(() => state().phase.name === 'resting')
    session.wake()
    await ready()
  })

  test('never in the middle of an answer', async () => {
    const { session, state, ready } = await open({}, { restAfterMs: () => 300 })
    session.start()
    await ready()
    const request = { messages: [{ role: 'user' as const, content: 'Hello' }] }
    const answer = session.generate(request, new AbortController().signal)[Symbol.asyncIterator]()
    await answer.next()
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(state().phase.name).toBe('ready')
    await answer.return?.()
    await vi.waitUntil(() => state().phase.name === 'resting')
  })
})
