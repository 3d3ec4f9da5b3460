import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url'
import compatWorkerUrl from '@wllama/wllama-compat/wasm/wllama.js?url'
import compatWasmUrl from '@wllama/wllama-compat/wasm/wllama.wasm?url'

/** Addresses of the engine's files; the page hands them to the service worker to keep, the worker to wllama. */
export const wllamaFiles = { wasmUrl, compat: { workerUrl: compatWorkerUrl, wasmUrl: compatWasmUrl } }
