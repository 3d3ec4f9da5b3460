import { EngineError } from '../engine.ts'

const outOfMemory =
  /out of memory|insufficient memory|failed to allocate|bad_alloc|cannot enlarge memory|cannot allocate|\bOOM\b/i

/** An error that says why a wasm module could not be made, from what the module's loader wrote. */
export function wasmFault(text: string): EngineError {
  const isBlocked = /content security policy|unsafe-eval|wasm code generation disallowed|EvalError/i.test(
    text,
  )
  // Bytes that are no wasm at all are a page or an empty answer in its place.
  const isNotWasm = /magic word|not of type|mime|http|fetch|network|404|empty|BufferSource/i.test(text)
  if (outOfMemory.test(text)) return new EngineError('out-of-memory', text)
  return new EngineError(isNotWasm && !isBlocked ? 'network' : 'unsupported', text)
}

/** Why a load failed, from the lines that llama.cpp wrote meanwhile. */
export function loadFault(lines: readonly string[]): EngineError {
  // The first lines say what was wrong; the later ones only that it was. No GPU is asked for, so none is missed.
  const told = lines.filter(line => !line.startsWith('ggml_webgpu'))
  const detail = told.slice(0, 3).join(' | ') || 'the model could not be loaded'
  return new EngineError(lines.some(line => outOfMemory.test(line)) ? 'out-of-memory' : 'bad-weights', detail)
}

/** An error from a running call. */
export function callFault(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  const text = error instanceof Error ? error.message : String(error)
  const overflow = /\((\d+) tokens\) exceeds the available context size \((\d+) tokens\)/.exec(text)
  if (overflow) {
    const tokens = { promptTokens: Number(overflow[1]), contextTokens: Number(overflow[2]) }
    return new EngineError('context-overflow', text, tokens)
  }
  return new EngineError(outOfMemory.test(text) ? 'out-of-memory' : 'crashed', text)
}
