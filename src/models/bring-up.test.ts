import { createHash } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Engine, LoadableModel } from '../engines/engine.ts'
import type { Step } from '../engines/ladder.ts'
import { createScriptedEngine } from '../engines/scripted.ts'
import { type Download, fetchAdapters, loadStep } from './bring-up.ts'
import type { ModelCard, ModelFileCard } from './model.ts'
import { keepFile } from './weights/keep-file.fixture.ts'
import { openWeights } from './weights/weights.ts'

const contents: Readonly<Record<string, string>> = { 'tiny.gguf': 'weights', 'tools.gguf': 'adapter' }
const fileOf = (name: string): ModelFileCard => {
  const bytes = Buffer.from(contents[name] ?? '')
  return { name, url: name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
const adapter = { ...fileOf('tools.gguf'), id: 'tools' } as const
const card: ModelCard = {
  id: 'tiny',
  name: 'Tiny',
  format: 'gguf',
  engines: ['wllama'],
  files: [fileOf('tiny.gguf')],
  adapters: [adapter],
  parametersM: 1,
  quantisation: '',
  contextTokens: 512,
  licence: '',
  licenceUrl: '',
  languages: [],
}
const never = () => new AbortController().signal

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

async function withFiles(...files: readonly ModelFileCard[]) {
  const weights = await openWeights()
  for (const file of files) await keepFile(weights, card.id, file, new Blob([contents[file.name] ?? '']))
  return weights
}

/** What a step hands to its engine. */
async function loadedBy(processor: Step['processor'], weights: Awaited<ReturnType<typeof withFiles>>) {
  const loaded: LoadableModel[] = []
  const scripted = createScriptedEngine()
  const engine: Engine = {
    ...scripted,
    load(model, signal) {
      loaded.push(model)
      return scripted.load(model, signal)
    },
  }
  const step: Step = { engineId: 'wllama', processor, card, contextTokens: 512 }
  await loadStep(step, engine, weights, 'quick', () => {}, never())
  return loaded.flatMap(({ files }) => files.map(({ name }) => name))
}

describe('loading a model that has an adapter', () => {
  test('hands over the adapter where it is on the device', async () => {
    expect(await loadedBy('cpu', await withFiles(...card.files, adapter))).toEqual([
      'tiny.gguf',
      'tools.gguf',
    ])
  })

  test('loads without it where the model came before the adapter did', async () => {
    expect(await loadedBy('cpu', await withFiles(...card.files))).toEqual(['tiny.gguf'])
  })

  test('hands none to a GPU’s engine, which has no use for it', async () => {
    expect(await loadedBy('gpu', await withFiles(...card.files, adapter))).toEqual(['tiny.gguf'])
  })
})

describe('an adapter that is missing', () => {
  test('is fetched, and nothing else is', async () => {
    const weights = await withFiles(...card.files)
    const asked: string[][] = []
    const download: Download = async function* (model) {
      asked.push((await weights.state(model)).missing.map(({ name }) => name))
      await keepFile(weights, model.id, adapter, new Blob([contents['tools.gguf'] ?? '']))
      yield { type: 'download-end', card: model }
    }
    expect(await fetchAdapters(card, download, weights, never())).toBe(true)
    expect(asked).toEqual([['tools.gguf']])
    expect(await fetchAdapters(card, download, weights, never())).toBe(false)
    expect(asked).toHaveLength(1)
  })

  test('is not waited for offline, and is not left behind as something that is wanted', async () => {
    const weights = await withFiles(...card.files)
    const download: Download = async function* (model, signal) {
      const { files: _, ...outline } = model
      await weights.addWanted({ outline, source: { kind: 'pinned', card: model } })
      yield { type: 'download-offline' }
      signal.throwIfAborted()
      throw new Error('it went on')
    }
    expect(await fetchAdapters(card, download, weights, never())).toBe(false)
    expect(await weights.wanted()).toEqual([])
  })

  test('is no reason to fetch the model', async () => {
    const download: Download = () => {
      throw new Error('it asked')
    }
    expect(await fetchAdapters(card, download, await withFiles(), never())).toBe(false)
  })
})
