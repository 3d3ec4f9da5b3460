import type { Capabilities } from './capabilities.ts'
import type { Engine, EngineInfo } from './engine.ts'
import { promised } from './event-stream.ts'
import type { Processor } from './ladder.ts'
import { createPortEngine } from './port/client.ts'
import type { ScriptedOptions } from './scripted.ts'
import webllmWorkerUrl from './webllm/webllm.worker.ts?worker&url'
import { wllamaFiles } from './wllama/files.ts'

/** What an engine may be told when it is made. Each reads only what concerns it. */
export interface EngineOptions {
  readonly scripted?: ScriptedOptions
}

/** One engine that Hermit knows. Making one costs nothing: what is heavy comes with the first load. */
export interface EngineRow extends EngineInfo {
  readonly processor: Processor
  /** False where this device cannot run it at all. */
  requires(capabilities: Capabilities): boolean
  make(options: EngineOptions): Engine
  /** Addresses of what its worker fetches besides scripts, to be kept for offline use. */
  files(): readonly string[]
}

const webllm: EngineInfo = { id: 'webllm', label: 'Graphics processor', locality: 'device' }
const wllama: EngineInfo = { id: 'wllama', label: 'Processor', locality: 'device' }
const scripted: EngineInfo = { id: 'scripted', label: 'Scripted', locality: 'device' }

/** The engines for people, best first. */
export const engineRows: readonly EngineRow[] = [
  {
    ...webllm,
    processor: 'gpu',
    requires: ({ wasm, gpu }) => wasm && gpu !== undefined && gpu.shortfall === undefined,
    // All of WebLLM is in its worker's script, too large to be kept before it is used. Its compiled library
    // comes with the model's weights.
    files: () => [webllmWorkerUrl],
    make: () =>
      createPortEngine({
        info: webllm,
        connect() {
          const worker = new Worker(webllmWorkerUrl, { type: 'module' })
          return { port: worker, terminate: () => worker.terminate() }
        },
      }),
  },
  {
    ...wllama,
    processor: 'cpu',
    requires: capabilities => capabilities.wasm && capabilities.simd,
    // The compatibility build is kept when a browser that needs it has fetched it.
    files: () => [wllamaFiles.wasmUrl],
    make: () =>
      createPortEngine({
        info: wllama,
        connect() {
          // Written out so that Vite finds the worker and gives it files of its own.
          const worker = new Worker(new URL('./wllama/wllama.worker.ts', import.meta.url), { type: 'module' })
          return { port: worker, terminate: () => worker.terminate() }
        },
      }),
  },
]

/** For tests and interface work: never offered, only made by its id. */
const hiddenRows: readonly EngineRow[] = [
  {
    ...scripted,
    processor: 'cpu',
    requires: () => true,
    files: () => [],
    make(options) {
      // Nobody who came to talk needs its script.
      let made: Promise<Engine> | undefined
      const engine = () =>
        (made ??= import('./scripted.ts').then(({ createScriptedEngine }) =>
          createScriptedEngine(options.scripted),
        ))
      return {
        info: scripted,
        load: (model, signal) => promised(async () => (await engine()).load(model, signal)),
        generate: (request, signal) => promised(async () => (await engine()).generate(request, signal)),
        countTokens: async messages => (await engine()).countTokens(messages),
        unload: async () => (await engine()).unload(),
      }
    },
  },
]

/** The engine with this id, hidden ones too; throws a RangeError if there is none. */
export function engineRow(id: string): EngineRow {
  const row = [...engineRows, ...hiddenRows].find(candidate => candidate.id === id)
  if (!row) throw new RangeError(`There is no engine "${id}"`)
  return row
}

/** Makes the engine with this id; throws a RangeError if there is none. */
export function createEngine(id: string, options: EngineOptions = {}): Engine {
  return engineRow(id).make(options)
}
