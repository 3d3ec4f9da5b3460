import { MLCEngine } from '@mlc-ai/web-llm'
import { EngineError, type LoadableModel, type LoadEvent } from '../engine.ts'
import { checkAnswers, checkSanity } from './check.ts'
import { serveFolder } from './folder-cache.ts'
import { checkAdapter, onNewDevice, watchDevice } from './gpu.ts'
import { knownAnswersOf } from './known-answers.ts'
import { createKvCache, type KvCache } from './kv-cache.ts'
import { openFolder } from './model-folder.ts'
import { asPipeline, type Pipeline } from './pipeline.ts'
import {
  makePromptWriter,
  type PromptWriter,
  readPromptSource,
  thinkingOf,
  toolFormatOf,
} from './prompt-writer.ts'
import { callFault, loadFault } from './webllm-faults.ts'

/** A loaded model, ready to answer. */
export interface LoadedModel {
  readonly pipeline: Pipeline
  readonly cache: KvCache
  readonly prompt: PromptWriter
}

/** A model on the GPU, from its load to its end. It is used once: after `kill` another is made. */
export interface WebllmInstance {
  /** Aborted when the instance is gone; the reason is the EngineError that it died of, or an AbortError. */
  readonly gone: AbortSignal
  /** Throws what `gone` was aborted with, or an EngineError. */
  load(model: LoadableModel, onEvent: (event: LoadEvent) => void): Promise<void>
  /** The model, once it is loaded. Throws an EngineError 'crashed' before. */
  loaded(): LoadedModel
  /** The promise, or a rejection as soon as the instance is gone. */
  alive<T>(promise: Promise<T>): Promise<T>
  /** Ends it at once; resolves when the GPU's memory is free. */
  kill(reason: unknown): Promise<void>
}

/** Where in a load's progress, from 0 to 1, each stage begins and ends. */
const stages = { read: [0, 0.5], compile: [0.5, 0.9], check: [0.9, 1] } as const

/** For so long after an instance's end the rejections that nobody caught are its own. */
const hushMs = 5000

/** Makes an instance without anything in it yet. */
export function createInstance(): WebllmInstance {
  const gone = new AbortController()
  let engine: MLCEngine | undefined
  let reloading: Promise<unknown> = Promise.resolve()
  let device: GPUDevice | undefined
  let model: LoadedModel | undefined
  let isLost = false
  /** The files have been taken in: what fails from here on is not in them. */
  let isChecking = false

  async function kill(reason: unknown): Promise<void> {
    if (gone.signal.aborted) return
    gone.abort(reason)
    hushRejections()
    const [oldEngine, oldModel] = [engine, model]
    engine = undefined
    model = undefined
    // Whatever waits for the GPU is let go, also a load, which WebLLM cannot cancel.
    device?.destroy()
    if (!oldModel) await reloading.catch(() => {})
    // When a device is lost WebLLM unloads by itself, and doing so twice fails.
    if (!isLost) await oldEngine?.unload().catch(() => {})
  }

  const watch = (made: GPUDevice) => {
    device = made
    if (gone.signal.aborted) return made.destroy()
    watchDevice(made, (code, detail) => {
      if (gone.signal.aborted) return
      isLost = code === 'device-lost'
      const invalid = isChecking ? 'crashed' : 'unsupported'
      void kill(new EngineError(code === 'invalid' ? invalid : code, detail))
    })
  }

  async function alive<T>(promise: Promise<T>): Promise<T> {
    let onGone = () => {}
    const death = new Promise<never>((_, reject) => {
      onGone = () => reject(gone.signal.reason)
      if (gone.signal.aborted) onGone()
      gone.signal.addEventListener('abort', onGone)
    })
    try {
      return await Promise.race([promise, death])
    } finally {
      gone.signal.removeEventListener('abort', onGone)
    }
  }

  async function loadInto(
    loadable: LoadableModel,
    progress: (stage: keyof typeof stages, fraction: number) => void,
  ): Promise<LoadEvent> {
    const { card } = loadable
    const contextTokens = loadable.contextTokens ?? card.contextTokens
    progress('read', 0)
    const folder = await openFolder(loadable, contextTokens)
    const source = await readPromptSource(loadable, folder)
    const library = card.libraries?.find(({ name }) => loadable.files.some(file => file.name === name))
    const deviceName = await checkAdapter(library?.needs ?? [])
    gone.signal.throwIfAborted()

    const served = serveFolder(card.id, folder)
    const stopListening = onNewDevice(watch)
    try {
      // A window that slides cannot be taken back token by token, so that every edit would be read whole.
      const overrides = { context_window_size: contextTokens, sliding_window_size: -1 }
      const record = { model: served.modelUrl, model_id: card.id, model_lib: served.libraryUrl, overrides }
      engine = new MLCEngine({
        appConfig: { model_list: [record], cacheBackend: 'cache' },
        logLevel: 'SILENT',
        // Three runs from 0 to 1, told apart only by their texts.
        initProgressCallback: ({ progress: fraction, text }) =>
          progress(/shader modules|^Finish/.test(text) ? 'compile' : 'read', fraction),
      })
      reloading = engine.reload(card.id)
      await alive(reloading)
      const pipeline = asPipeline(pipelineOf(engine, card.id))
      const cache = createKvCache(pipeline)
      isChecking = true
      progress('check', 0)
      const checked = { pipeline, cache, throwIfGone: () => gone.signal.throwIfAborted() }
      const onProgress = (fraction: number) => progress('check', fraction)
      const answers = knownAnswersOf(card.id)
      const { decodeRate, mayReuse } = await alive(
        answers
          ? checkAnswers(checked, answers, loadable.check ?? 'quick', onProgress)
          : checkSanity(checked, onProgress),
      )
      cache.mayReuse = mayReuse
      model = { pipeline, cache, prompt: makePromptWriter(source, pipeline) }
      const thinking = thinkingOf(source, pipeline)
      const toolFormat = toolFormatOf(source)
      return {
        type: 'load-end',
        contextTokens: pipeline.contextWindowSize,
        threads: 1,
        ...(thinking ? { thinking } : {}),
        ...(toolFormat ? { toolFormat } : {}),
        device: deviceName,
        decodeRate,
        ...(mayReuse ? {} : { withoutReuse: true }),
      }
    } finally {
      stopListening()
      served.close()
    }
  }

  return {
    gone: gone.signal,
    alive,
    kill,
    loaded() {
      if (model) return model
      throw new EngineError('crashed', 'no model is loaded')
    },
    async load(loadable, onEvent) {
      let highest = 0
      const progress = (stage: keyof typeof stages, fraction: number) => {
        const [begin, end] = stages[stage]
        highest = Math.max(highest, begin + (end - begin) * Math.min(1, fraction))
        onEvent({ type: 'load-progress', stage, fraction: highest })
      }
      try {
        onEvent(await alive(loadInto(loadable, progress)))
      } catch (error) {
        // The GPU's own report comes first: what was thrown after it only follows from it.
        const found = isChecking ? callFault(error) : loadFault(error)
        const fault = gone.signal.aborted ? gone.signal.reason : found
        await kill(fault)
        throw fault
      }
    },
  }
}

/** What WebLLM was waiting for of a GPU that is gone is rejected, and nobody there listens. */
function hushRejections(): void {
  const signal = AbortSignal.timeout(hushMs)
  globalThis.addEventListener('unhandledrejection', event => event.preventDefault(), { signal })
}

function pipelineOf(engine: MLCEngine, id: string): unknown {
  // Private in its types; `asPipeline` looks at what comes out.
  const { loadedModelIdToPipeline: pipelines } = engine as unknown as { loadedModelIdToPipeline?: unknown }
  return pipelines instanceof Map ? pipelines.get(id) : undefined
}
