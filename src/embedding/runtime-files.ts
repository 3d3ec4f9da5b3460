import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'

/**
 * Addresses of ONNX Runtime's files in the build. The module starts its threads from itself, by its own address: it is
 * a file of its own and not a part of our worker's script.
 */
export const runtimeFiles = { moduleUrl, wasmUrl }
