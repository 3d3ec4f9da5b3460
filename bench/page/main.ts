import { systemMessages } from '../../src/chat/prompt.ts'
import type { Engine, GenerateRequest, LoadableModel } from '../../src/engines/engine.ts'
import { createEngine } from '../../src/engines/registry.ts'
import { embeddedModel } from '../../src/models/catalogue.ts'
import { downloadModel } from '../../src/models/download.ts'
import { openWeights } from '../../src/models/weights.ts'
import type { Reply } from './alone.ts'

// The engines and the weights of Hermit, and nothing else: what the app is compared with.

const never = new AbortController().signal
const weights = await openWeights()
let loaded: Engine | undefined

async function modelOnDisk(): Promise<LoadableModel> {
  const files = await weights.files(embeddedModel)
  if (!files) throw new Error('the weights are not here yet')
  return { card: embeddedModel, files }
}

/** Loads and reads the system prompt, as the app does. */
async function loadInto(engine: Engine, model: LoadableModel): Promise<number> {
  let threads = 0
  for await (const event of engine.load(model, never)) {
    if (event.type === 'load-end') threads = event.threads
  }
  return threads
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
    for await (const _ of downloadModel(embeddedModel, weights, { signal: never })) {
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

  async load() {
    await loaded?.unload()
    const model = await modelOnDisk()
    const engine = createEngine('wllama')
    const since = performance.now()
    const threads = await loadInto(engine, model)
    const ms = performance.now() - since
    loaded = engine
    return { ms, threads }
  },

  async ask(question, maxTokens) {
    if (!loaded) throw new Error('load first')
    return reply(loaded, { messages: questionOf(question), maxTokens, temperature: 0 })
  },
}
