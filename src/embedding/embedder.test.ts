import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PortLink } from '../engines/port/connection.ts'
import { FaultError } from '../fault.ts'
import type { ModelFiles } from '../models/model-files.ts'
import { createEmbedder, type DeviceEmbedderOptions } from './device-embedder.ts'
import reference from './embedder.fixture.json' with { type: 'json' }
import { embeddingModel } from './embedding-model.ts'
import { loadSentenceModel, type SentenceModel } from './sentence-model.ts'
import { serveEmbedder } from './serve-embedder.ts'

const { sentences } = reference
const publicFolder = fileURLToPath(new URL('../../public/', import.meta.url))

let model: SentenceModel
let blobs: Blob[]
beforeAll(async () => {
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
  const { buffer } = new Uint8Array(await readFile(runtime))
  blobs = await Promise.all(
    embeddingModel.files.map(
      async ({ url }) => new Blob([new Uint8Array(await readFile(publicFolder + url))]),
    ),
  )
  model = await loadSentenceModel(blobs, { runtime: { wasmBinary: buffer }, threads: 1 })
}, 60_000)
afterAll(() => model.release())

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

/** Files of a device on which the model is, or comes with a download. */
function device({ isHere = true } = {}) {
  let here = isHere
  const files: ModelFiles = {
    of: async card =>
      here ? card.files.map(({ name }, index) => ({ name, blob: blobs[index] ?? new Blob() })) : undefined,
    async *download(card, signal) {
      yield { type: 'download-progress', bytes: 1, ofBytes: 4 }
      yield { type: 'download-offline' }
      await new Promise(resolve => setTimeout(resolve, 20))
      signal.throwIfAborted()
      here = true
      yield { type: 'download-end', card }
    },
  }
  return files
}

function connected(options: Partial<DeviceEmbedderOptions> = {}, load = async () => model) {
  const links: { isTerminated: boolean }[] = []
  const connect = (): PortLink => {
    const { port1, port2 } = new MessageChannel()
    serveEmbedder(port2, load)
    const link = { isTerminated: false }
    links.push(link)
    return {
      port: port1,
      terminate() {
        link.isTerminated = true
        port1.close()
      },
    }
  }
  return { links, embedder: createEmbedder({ files: device(), connect, ...options }) }
}

describe('the embedding model on ONNX Runtime in WebAssembly', () => {
  it('cuts texts into the tokens that the reference has, and gives its vectors', async () => {
    for (const { text, tokens, vector } of sentences) {
      const made = await model.embed(text)
      expect(made.tokens).toBe(tokens.length)
      expect(dot(made.vector, made.vector)).toBeCloseTo(1, 4)
      // 8 bits against 32: 0.987 is the least that was seen when the model was made.
      expect(dot(made.vector, vector)).toBeGreaterThan(0.985)
    }
  })

  it('puts like beside like', async () => {
    const of = async (text: string) => (await model.embed(text)).vector
    const [notice, question, eating] = [
      sentences[6]?.text ?? '',
      sentences[7]?.text ?? '',
      sentences[0]?.text ?? '',
    ]
    const asked = await of(question)
    expect(dot(asked, await of(notice))).toBeGreaterThan(0.4)
    expect(dot(asked, await of(eating))).toBeLessThan(0.2)
  })

  it('reads a text that is too long up to its end, whatever is in it', async () => {
    const { tokens } = await model.embed(`${'crab '.repeat(100_000)} [SEP] \u0000 寄居蟹`)
    expect(tokens).toBe(embeddingModel.contextTokens)
    expect((await model.embed('')).tokens).toBe(2)
  })
})

describe('the embedder of this device', () => {
  it('gives one vector a text, in order, whoever else asks meanwhile, and measures its speed', async () => {
    const { embedder } = connected()
    const texts = sentences.map(({ text }) => text)
    const [all, one] = await Promise.all([embedder.embed(texts), embedder.embed(texts.slice(0, 1))])
    expect(all).toHaveLength(texts.length)
    expect(Array.from(one?.[0] ?? [])).toEqual(Array.from(all[0] ?? []))
    sentences.forEach(({ vector }, index) => {
      expect(dot(all[index] ?? [], vector)).toBeGreaterThan(0.985)
    })
    expect(embedder.store.getState().speed?.tokensPerSecond).toBeGreaterThan(0)
    expect(embedder.store.getState().phase).toEqual({ name: 'ready' })
    embedder.rest()
  })

  it('ends at an abort with its reason, and goes on with the next call', async () => {
    const { embedder } = connected()
    const stop = new AbortController()
    const call = embedder.embed(Array(500).fill('Hermit crabs live in shells.'), stop.signal)
    const reason = new Error('enough')
    setTimeout(() => stop.abort(reason), 30)
    await expect(call).rejects.toBe(reason)
    await expect(embedder.embed(['crab'])).resolves.toHaveLength(1)
    embedder.rest()
  })

  it('says that the model is missing, fetches it once for all who ask, and tells how far it is', async () => {
    const files = device({ isHere: false })
    const download = vi.spyOn(files, 'download')
    const { embedder } = connected({ files })
    await expect(embedder.embed(['crab'])).rejects.toMatchObject({ fault: { code: 'model-missing' } })
    expect(embedder.store.getState().phase).toEqual({ name: 'absent' })
    const phases: unknown[] = []
    embedder.store.subscribe(({ phase }) => phases.push(phase))
    await Promise.all([embedder.fetch(), embedder.fetch()])
    expect(download).toHaveBeenCalledTimes(1)
    expect(phases).toContainEqual({ name: 'fetching', fraction: 0.25 })
    expect(phases).toContainEqual({ name: 'fetching', fraction: 0.25, waiting: 'offline' })
    expect(phases.at(-1)).toEqual({ name: 'ready' })
    await expect(embedder.embed(['crab'])).resolves.toHaveLength(1)
    embedder.rest()
  })

  it('leaves a download to those who still wait for it', async () => {
    const { embedder } = connected({ files: device({ isHere: false }) })
    const stop = new AbortController()
    embedder.store.subscribe(({ phase }) => {
      if (phase.name === 'fetching' && phase.waiting) stop.abort(new Error('not I'))
    })
    const [first, second] = [embedder.fetch(stop.signal), embedder.fetch()]
    await expect(first).rejects.toThrow('not I')
    expect(embedder.store.getState().phase.name).toBe('fetching')
    await second
    expect(embedder.store.getState().phase).toEqual({ name: 'ready' })
  })

  it('tells why a download failed', async () => {
    const files: ModelFiles = {
      of: async () => undefined,
      // biome-ignore lint/correctness/useYield: it fails before it has anything to tell
      async *download() {
        throw new FaultError({ code: 'storage-full' })
      },
    }
    const { embedder } = connected({ files })
    await expect(embedder.fetch()).rejects.toMatchObject({ fault: { code: 'storage-full' } })
    expect(embedder.store.getState().phase).toEqual({ name: 'failed', fault: { code: 'storage-full' } })
  })

  it('notices a worker that hangs, and makes another for the next call', async () => {
    const hang = () => new Promise<SentenceModel>(() => {})
    let isHanging = true
    const ports: MessagePort[] = []
    const connect = (): PortLink => {
      const { port1, port2 } = new MessageChannel()
      ports.push(port2)
      if (isHanging) port2.close()
      else serveEmbedder(port2, isHanging ? hang : async () => model)
      return { port: port1, terminate: () => port1.close() }
    }
    const watchdog = { tickMs: 10, silentTicks: 50, startTicks: 3 }
    const embedder = createEmbedder({ files: device(), connect, watchdog })
    await expect(embedder.embed(['crab'])).rejects.toMatchObject({ fault: { code: 'crashed' } })
    isHanging = false
    await expect(embedder.embed(['crab'])).resolves.toHaveLength(1)
    expect(ports).toHaveLength(2)
    embedder.rest()
  })

  it('passes on why the model does not load', async () => {
    const { embedder, links } = connected({}, async () => {
      throw new FaultError({ code: 'model-damaged' })
    })
    await expect(embedder.embed(['crab'])).rejects.toMatchObject({ fault: { code: 'model-damaged' } })
    expect(links[0]?.isTerminated).toBe(true)
  })

  it('ends its worker when it has had nothing to do', async () => {
    const { embedder, links } = connected({ idleMs: 5 })
    await embedder.embed(['crab'])
    await vi.waitFor(() => expect(links[0]?.isTerminated).toBe(true))
    await expect(embedder.embed(['crab'])).resolves.toHaveLength(1)
    embedder.rest()
  })
})
