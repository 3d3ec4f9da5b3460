import { EngineError } from '../engine.ts'

const outOfMemory = /out of memory|insufficient memory|OutOfMemory|allocation failed|cannot allocate|\bOOM\b/i
const lost = /device (was |is )?lost|DeviceLostError|instance reference no longer exists/i
const blocked = /content security policy|unsafe-eval|wasm code generation disallowed/i
const unfit =
  /WebGPUNotAvailable|compatible GPU|exceeds limit|FeatureSupport|ShaderF16|createComputePipeline|shader|GPUPipelineError/i

/** What WebLLM or the browser threw while loading. What is not known is in the files: nothing else was put in. */
export function loadFault(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  const text = textOf(error)
  if (outOfMemory.test(text)) return new EngineError('out-of-memory', text)
  if (lost.test(text)) return new EngineError('device-lost', text)
  return new EngineError(blocked.test(text) || unfit.test(text) ? 'unsupported' : 'bad-weights', text)
}

/** What WebLLM or the browser threw in a running call. */
export function callFault(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  const text = textOf(error)
  if (outOfMemory.test(text)) return new EngineError('out-of-memory', text)
  if (lost.test(text)) return new EngineError('device-lost', text)
  // A schema that the grammar compiler cannot read says nothing about the engine's health.
  return new EngineError(/GrammarMatcherInit/.test(text) ? 'unsupported' : 'crashed', text)
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
