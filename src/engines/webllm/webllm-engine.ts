import { createCallQueue } from '../call-queue.ts'
import {
  type Engine,
  EngineError,
  type EngineInfo,
  type GenerateEvent,
  type GenerateRequest,
  type LoadableModel,
  type LoadEvent,
} from '../engine.ts'
import { createEventStream } from '../event-stream.ts'
import { cancelledEnd } from '../usage.ts'
import { createInstance, type WebllmInstance } from './instance.ts'
import { createReply } from './reply.ts'
import { callFault } from './webllm-faults.ts'

const info: EngineInfo = { id: 'webllm', label: 'Graphics processor', locality: 'device' }

/**
 * WebLLM on the graphics processor. Made to live in a worker of its own, whose Cache API it replaces by the files
 * that it is given: nothing is fetched and nothing is stored.
 */
export function createWebllmEngine(): Engine {
  const queue = createCallQueue()
  let instance: WebllmInstance | undefined

  const release = async (why: string): Promise<void> => {
    const old = instance
    instance = undefined
    await old?.kill(new DOMException(why, 'AbortError'))
  }
  const loaded = (): WebllmInstance => {
    if (!instance) throw new EngineError('crashed', 'no model is loaded')
    if (instance.gone.reason instanceof EngineError) throw instance.gone.reason
    return instance
  }

  async function* load(model: LoadableModel, signal: AbortSignal): AsyncGenerator<LoadEvent> {
    signal.throwIfAborted()
    await release('another model is loaded')
    const mine = createInstance()
    instance = mine
    const onAbort = () => void mine.kill(signal.reason)
    signal.addEventListener('abort', onAbort)
    const events = createEventStream<LoadEvent>()
    mine.load(model, events.push).then(events.end, events.fail)
    let isDone = false
    try {
      for await (const event of events) {
        signal.throwIfAborted()
        isDone = event.type === 'load-end'
        yield event
      }
    } catch (error) {
      signal.throwIfAborted()
      throw error
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (!isDone) {
        void mine.kill(new DOMException('the load was left', 'AbortError'))
        if (instance === mine) instance = undefined
      }
    }
  }

  /** Runs one reply when its turn comes; the turn is given up when the GPU is free, not when the reader is. */
  async function* generate(request: GenerateRequest, caller: AbortSignal): AsyncGenerator<GenerateEvent> {
    if (caller.aborted) return yield cancelledEnd()
    const mine = loaded()
    // A GGUF without a chat template is not loaded here, and WebLLM's own list has none.
    if (request.prompt !== undefined) throw new EngineError('unsupported', 'only chats can be gone on with')
    if (request.grammar !== undefined || request.adapter !== undefined)
      throw new EngineError('unsupported', 'no grammar and no adapter here')
    const abandoned = new AbortController()
    const signal = AbortSignal.any([caller, abandoned.signal, mine.gone])
    const leave = await queue.enter(signal)
    if (!leave) {
      if (!caller.aborted && mine.gone.reason instanceof EngineError) throw mine.gone.reason
      return yield cancelledEnd()
    }
    const events = createEventStream<GenerateEvent>()
    const run = async () => {
      let stop = () => {}
      try {
        const { pipeline, cache, prompt: write } = mine.loaded()
        const prompt = write(request.messages, request.thinking, request.tools)
        const reply = createReply({ pipeline, cache, prompt, request, signal, emit: events.push })
        stop = () => {
          if (!caller.aborted && mine.gone.reason instanceof EngineError) return events.fail(mine.gone.reason)
          events.push(cancelledEnd(reply.usage()))
          events.end()
        }
        // At once: the GPU finishes its running step by itself.
        signal.addEventListener('abort', stop)
        await mine.alive(reply.run())
        events.push(reply.end())
        events.end()
      } catch (error) {
        if (signal.aborted) stop()
        else events.fail(callFault(error))
      } finally {
        signal.removeEventListener('abort', stop)
        leave()
      }
    }
    void run()
    try {
      yield* events
    } finally {
      abandoned.abort()
    }
  }

  return {
    info,
    load,
    generate,
    async countTokens(messages) {
      return loaded().loaded().prompt(messages).length
    },
    unload: () => release('the model was unloaded'),
  }
}
