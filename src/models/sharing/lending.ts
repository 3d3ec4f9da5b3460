import {
  type Engine,
  EngineError,
  engineErrorCodes,
  type GenerateEvent,
  type GenerateRequest,
} from '../../engines/engine.ts'
import { createEventStream } from '../../engines/event-stream.ts'
import { createFairQueue } from '../../engines/fair-queue.ts'
import { serveOverChannel } from '../../engines/port/channel-link.ts'
import { cancelledEnd } from '../../engines/usage.ts'
import { FaultError } from '../../fault.ts'
import type { Tabs } from '../../tabs/tabs.ts'
import type { Session } from '../session-state.ts'

/** The engine that a call was of is not the one in use any more: another tab owns now. */
export class EngineMoved extends Error {
  override readonly name = 'EngineMoved'
}

/** What the owner of the engine does: lets all tabs have it, one call at a time, as long as it owns. */
export interface Lending {
  /** From here on this tab owns. */
  begin(): void
  /** It owns no more: calls fail with EngineMoved, the other tabs' with it. */
  end(): void
  /** Aborted when it owns no more. */
  readonly signal: AbortSignal
  /** Session.generate, in turn. Nothing is given that was written after the engine was lost: EngineMoved. */
  generate(caller: string, request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  /** Serves the engine to another tab on the channel of this name, until that tab is gone. */
  serve(tabId: string, port: string): void
  /** Whether any other tab is served. */
  isLent(): boolean
}

/** Builds the owner's side over its own session. */
export function createLending(session: Session, tabs: Tabs): Lending {
  const queue = createFairQueue()
  let tenure = new AbortController()
  const served = new Map<string, () => void>()

  async function* generate(
    caller: string,
    request: GenerateRequest,
    callerSignal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    const mine = tenure.signal
    const done = new AbortController()
    const signal = AbortSignal.any([callerSignal, mine, done.signal])
    const places = createEventStream<GenerateEvent>()
    const turn = queue.enter(caller, signal, ahead => places.push({ type: 'queued', ahead }))
    void turn.then(places.end)
    try {
      yield* places
      const hasTurn = (await turn) !== undefined
      for await (const event of hasTurn ? session.generate(request, signal) : [cancelledEnd()]) {
        // The person's own stop ends the same way whoever owns.
        if (!callerSignal.aborted) {
          const asking = assureOwner(mine)
          if (asking) await asking
        }
        yield event
      }
    } catch (error) {
      if (!callerSignal.aborted) await assureOwner(mine)
      throw error
    } finally {
      done.abort()
      ;(await turn)?.()
    }
  }

  /** Throws EngineMoved where another tab owns; a promise where that has to be asked. Done for every token. */
  function assureOwner(mine: AbortSignal): Promise<void> | undefined {
    const moved = () => new EngineMoved('another tab owns')
    const owns = !mine.aborted && tabs.ownsStill()
    if (owns === true) return undefined
    if (owns === false) throw moved()
    return owns.then(isOwner => {
      if (mine.aborted || !isOwner) throw moved()
    })
  }

  function engineFor(tabId: string): Engine {
    return {
      info: { id: 'shared', label: 'Shared', locality: 'device' },
      // There is nothing to load: the owner does that by itself, and tells when it has.
      async *load() {
        const { phase } = session.store.getState()
        if (phase.name !== 'ready') throw new EngineError('crashed', 'the model is not ready')
        yield { type: 'load-end', contextTokens: phase.contextTokens, threads: phase.threads }
      },
      async *generate(request, signal) {
        try {
          yield* generate(tabId, request, signal)
        } catch (error) {
          throw asEngineError(error)
        }
      },
      async countTokens(messages) {
        try {
          return await session.countTokens(messages, tenure.signal)
        } catch (error) {
          throw asEngineError(error)
        }
      },
      // One tab does not unload what others use.
      async unload() {},
    }
  }

  function stopServing(tabId: string): void {
    served.get(tabId)?.()
    served.delete(tabId)
  }

  return {
    get signal() {
      return tenure.signal
    },
    begin() {
      tenure = new AbortController()
    },
    end() {
      tenure.abort(new EngineMoved('another tab owns'))
      for (const tabId of [...served.keys()]) stopServing(tabId)
    },
    generate,
    serve(tabId, port) {
      stopServing(tabId)
      const left = new AbortController()
      const stop = serveOverChannel(engineFor(tabId), port)
      served.set(tabId, () => {
        left.abort()
        stop()
      })
      // A tab that has crashed says nothing: its answer would be written to its end, for nobody.
      void tabs.whenGone(tabId, left.signal).then(() => {
        if (!left.signal.aborted) stopServing(tabId)
      })
    },
    isLent: () => served.size > 0,
  }
}

/** As it can cross a port; what is no engine's error is one of the session, which tells it by its phase too. */
function asEngineError(error: unknown): unknown {
  if (!(error instanceof FaultError)) return error
  const { code, detail = '', numbers } = error.fault
  const known = engineErrorCodes.find(each => each === code)
  const { promptTokens, contextTokens } = numbers ?? {}
  const tokens =
    promptTokens === undefined || contextTokens === undefined ? undefined : { promptTokens, contextTokens }
  return new EngineError(known ?? 'crashed', detail, tokens)
}
