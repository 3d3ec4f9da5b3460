import { systemMessages } from '../../src/chat/prompt.ts'
import { probeCapabilities } from '../../src/engines/capabilities.ts'
import type { Engine, GenerateRequest, LoadableModel } from '../../src/engines/engine.ts'
import { libraryFor } from '../../src/engines/ladder.ts'
import { createEngine } from '../../src/engines/registry.ts'
import { measureSpeed } from '../../src/engines/speed.ts'
import { embeddedModel } from '../../src/models/catalogue/catalogue.ts'
import { wantedOf } from '../../src/models/download/source.ts'
import { type ModelCard, withAdapters, withLibrary } from '../../src/models/model.ts'
import { createModelTasks } from '../../src/models/tasks/tasks-client.ts'
import { openWeights } from '../../src/models/weights/weights.ts'
import { askHarder } from '../answers/ask.ts'
import { summarise } from '../summaries/summarise.ts'
import type { Loaded, Reply } from './alone.ts'

// The engines and the weights of Hermit, and nothing else: what the app is compared with.

const never = new AbortController().signal
const weights = await openWeights()
let loaded: Engine | undefined

/** The embedded model with the compiled library that the adapter takes, where it has one. */
async function cardHere(): Promise<ModelCard> {
  const { gpu } = await probeCapabilities()
  const library = gpu && libraryFor(embeddedModel, gpu)
  return withAdapters(library ? withLibrary(embeddedModel, library) : embeddedModel)
}

async function modelOnDisk(): Promise<LoadableModel> {
  const card = await cardHere()
  const files = await weights.files(card)
  if (!files) throw new Error('the weights are not here yet')
  return { card, files }
}

async function loadInto(engine: Engine, model: LoadableModel): Promise<Loaded> {
  const since = performance.now()
  const stageMs: Record<string, number> = {}
  let stage = ''
  let stageSince = since
  const endStage = () => {
    if (stage !== '') stageMs[stage] = (stageMs[stage] ?? 0) + performance.now() - stageSince
    stageSince = performance.now()
  }
  for await (const event of engine.load(model, never)) {
    if (event.type === 'load-end') {
      endStage()
      const { threads, device, toolFormat } = event
      return { ms: performance.now() - since, threads, stageMs, device, toolFormat }
    }
    if (event.stage === stage) continue
    endStage()
    stage = event.stage
  }
  throw new Error('the load gave no end')
}

async function reply(engine: Engine, request: GenerateRequest, onText = (_: string) => {}): Promise<Reply> {
  const since = performance.now()
  let firstTextMs = 0
  let text = ''
  for await (const event of engine.generate(request, never)) {
    if (event.type === 'text-delta') {
      firstTextMs ||= performance.now() - since
      text += event.text
      onText(event.text)
    } else if (event.type === 'text-end') {
      return { elapsedMs: performance.now() - since, firstTextMs, text, usage: event.usage }
    }
  }
  throw new Error('the engine gave no end')
}

const warmUp: GenerateRequest = { messages: systemMessages, maxTokens: 0 }
const questionOf = (content: string) => [...systemMessages, { role: 'user' as const, content }]

globalThis.alone = {
  async stream({ rate, words, question, append = false }) {
    const engine = createEngine('scripted', {
      scripted: {
        tokensPerSecond: rate === 0 ? Number.POSITIVE_INFINITY : rate,
        reply: Array.from({ length: words }, () => 'word').join(' '),
        contextTokens: words + 4096,
      },
    })
    const files: LoadableModel['files'] = []
    await loadInto(engine, { card: { ...embeddedModel, files: [] }, files })
    await reply(engine, warmUp)
    const node = document.createTextNode('')
    document.querySelector('#text')?.replaceChildren(node)
    return reply(
      engine,
      { messages: questionOf(question) },
      append ? text => node.appendData(text) : undefined,
    )
  },

  async download() {
    const card = await cardHere()
    const { origin } = location
    for await (const _ of createModelTasks({ weights }).download(wantedOf(card), { hub: origin }, never)) {
      // Only its end matters.
    }
  },

  async readWeights() {
    const { files } = await modelOnDisk()
    const since = performance.now()
    let bytes = 0
    for (const { blob } of files) bytes += (await blob.arrayBuffer()).byteLength
    return { ms: performance.now() - since, bytes }
  },

  async load(engineId = 'wllama') {
    await loaded?.unload()
    const model = await modelOnDisk()
    // llama.cpp takes every file of its card for a part of the GGUF.
    const card = engineId === 'wllama' ? embeddedModel : model.card
    const engine = createEngine(engineId)
    const result = await loadInto(engine, { ...model, card })
    loaded = engine
    return result
  },

  async ask(question, maxTokens, before = []) {
    if (!loaded) throw new Error('load first')
    const [system, asked] = questionOf(question)
    const earlier = before.flatMap(([content, answer]) => [
      { role: 'user' as const, content },
      { role: 'assistant' as const, content: answer },
    ])
    const messages = [system, ...earlier, asked].filter(message => message !== undefined)
    return reply(loaded, { messages, maxTokens, temperature: 0 })
  },

  async generate(request) {
    if (!loaded) throw new Error('load first')
    let text = ''
    for await (const event of loaded.generate(request, never)) {
      if (event.type === 'text-delta') text += event.text
    }
    return text
  },

  async askHarder(question, options) {
    if (!loaded) throw new Error('load first')
    return askHarder(loaded, embeddedModel.contextTokens, question, options)
  },

  async summarise(text, extractOnly) {
    if (!loaded) throw new Error('load first')
    return summarise(loaded, embeddedModel, text, extractOnly)
  },

  async unload() {
    await loaded?.unload()
    loaded = undefined
  },

  async adapter() {
    return (await probeCapabilities()).gpu
  },

  speed: () => measureSpeed(),

  async disk(task) {
    const { files } = await modelOnDisk()
    const blobs = files.map(({ blob }) => blob)
    const worker = new Worker(new URL('./disk.worker.ts', import.meta.url), { type: 'module' })
    try {
      const ms = await new Promise<number>((resolve, reject) => {
        worker.addEventListener('error', event => reject(new Error(event.message)))
        worker.addEventListener('message', ({ data }) => resolve(Number(data)))
        worker.postMessage({ task, blobs })
      })
      return { ms, bytes: blobs.reduce((sum, { size }) => sum + size, 0) }
    } finally {
      worker.terminate()
    }
  },

  async lookForFiles() {
    const card = await cardHere()
    const since = performance.now()
    const { missing } = await weights.state(card)
    if (missing.length > 0 || !(await weights.files(card))) throw new Error('the weights are not here yet')
    return performance.now() - since
  },

  async heapBytes() {
    // Not in TypeScript's library: Chromium alone has it, in pages that are cross-origin isolated.
    const { measureUserAgentSpecificMemory } = performance as unknown as {
      measureUserAgentSpecificMemory?: () => Promise<{
        breakdown: { bytes: number; types: string[] }[]
      }>
    }
    if (!measureUserAgentSpecificMemory) return Number.NaN
    const { breakdown } = await measureUserAgentSpecificMemory.call(performance)
    return breakdown
      .filter(({ types }) => types.includes('JavaScript'))
      .reduce((sum, { bytes }) => sum + bytes, 0)
  },
}
