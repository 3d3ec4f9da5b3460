import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url'
import compatWorkerUrl from '@wllama/wllama-compat/wasm/wllama.js?url'
import compatWasmUrl from '@wllama/wllama-compat/wasm/wllama.wasm?url'
import { serveEngine } from '../port/host.ts'
import { createWllamaEngine } from './wllama-engine.ts'

const compat = { workerUrl: compatWorkerUrl, wasmUrl: compatWasmUrl }
serveEngine(createWllamaEngine({ wasmUrl, compat }), self)
