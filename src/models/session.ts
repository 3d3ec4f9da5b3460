import { createStore } from 'zustand/vanilla'
import { type Engine, type EngineErrorCode, engineErrorCodes, type PromptMessage } from '../engines/engine.ts'
import { type Ladder, type Step, stepKey, stepsBelow } from '../engines/ladder.ts'
import { cancelledEnd } from '../engines/usage.ts'
import { type Fault, FaultError, toFault } from '../fault.ts'
import { type Download, fetchAdapters, fetchFiles, loadStep } from './bring-up.ts'
import type { DeviceMemory } from './device-memory.ts'
import { type ModelCard, type ModelFileCard, modelBytes, withAdapters } from './model.ts'
import { createRest } from './rest.ts'
import {
  firstSessionState,
  type Session,
  type SessionPhase,
  type SessionState,
  type StepDown,
} from './session-state.ts'
import type { Weights } from './weights/types.ts'
import { whenReady } from './when-ready.ts'

export interface SessionOptions {
  /** What is shown until the first plan is made. */
  readonly model: ModelCard
  /** All ways to run the wanted model here, best first. Asked again when a choice has changed or a failure is forgotten. */
  readonly plan: () => Promise<Ladder>
  /** The engine with this id, the same one each time. */
  readonly engine: (id: string) => Engine
  /** What is known of this device from earlier runs. */
  readonly memory: DeviceMemory
  readonly weights: Promise<Weights>
  readonly download: Download
  /** Says before anything is fetched why this device cannot run any engine at all. */
  readonly refusal: () => Promise<Fault | undefined>
  /** Whether a download may begin without asking (false on a metered connection). */
  readonly mayDownload: () => boolean
  /** What to read into the KV cache right after loading. */
  readonly warmUp: readonly PromptMessage[]
  /** Called when the model is ready and has read the system prompt: the time for what may wait. */
  readonly onWarm?: () => void
  /** Called after a download, which has hashed what came in. */
  readonly onDownloaded?: () => void
  /** Let go of the model when it was unused for so long; undefined is never. */
  readonly restAfterMs?: () => number | undefined
}

/** Crashes in a row at the foot of the ladder that are healed silently before the person is asked. */
const crashLimit = 2

/** Faults of a processor: what is below it on the ladder may work. */
const processorFaults: readonly string[] = [
  'unsupported',
  'out-of-memory',
  'bad-weights',
  'device-lost',
  'wrong-output',
  'crashed',
] satisfies EngineErrorCode[]

/** Faults of a model on the processor: a smaller one may work. What only crashes is begun again first. */
const modelFaults: readonly string[] = [
  'unsupported',
  'out-of-memory',
  'bad-weights',
] satisfies EngineErrorCode[]

/** Builds a session; nothing happens until start(). */
export function createSession(options: SessionOptions): Session {
  const { memory } = options
  const store = createStore<SessionState>(() => firstSessionState(options.model))
  let running: AbortController | undefined
  let ladder: Ladder | undefined
  /** What is left of the ladder; the first is in use or being tried. */
  let steps: readonly Step[] = []
  let crashes = 0
  /** Calls of generate() that have not ended. */
  let open = 0
  const rest = createRest(options.restAfterMs ?? (() => undefined), () => void letGo())

  const setPhase = (phase: SessionPhase) => store.setState({ phase })

  /** Removes fields: zustand merges, and an optional field that is undefined is not one that is absent. */
  function drop(field: 'runsOn' | 'stepDown'): void {
    const { [field]: _, ...others } = store.getState()
    store.setState(others as SessionState, true)
  }

  /** Runs one attempt at getting ready; a newer attempt or a cancel ends it quietly. */
  async function attempt(mayDownload: boolean): Promise<void> {
    running?.abort()
    const controller = new AbortController()
    running = controller
    const { signal } = controller
    try {
      setPhase({ name: 'starting' })
      drop('runsOn')
      const refusal = await options.refusal()
      if (refusal) throw new FaultError(refusal)
      if (!ladder) {
        const planned = await options.plan()
        if (signal.aborted) return
        ladder = planned
        steps = planned.steps
      }
      store.setState({ hasFailures: memory.failures().length > 0 })
      const weights = await options.weights
      for (;;) {
        const step = steps[0]
        if (!step) throw new FaultError({ code: 'unsupported' })
        try {
          if (await bringUp(step, weights, mayDownload, signal)) warmUp(step, signal)
          return
        } catch (error) {
          if (signal.aborted || !(await goDown(step, error, weights))) throw error
        }
      }
    } catch (error) {
      if (!signal.aborted) setPhase({ name: 'stopped', fault: toFault(error) })
    }
  }

  /** False where the person is asked first. */
  async function bringUp(
    step: Step,
    weights: Weights,
    mayDownload: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    store.setState({ model: step.card })
    const { missing } = await weights.state(step.card)
    if (signal.aborted) return false
    if (missing.length > 0) {
      if (missing.some(file => file.url === '')) throw new FaultError({ code: 'not-fetchable' })
      const canWait = !(await isBelowWhole(weights))
      if (!mayDownload && !canWait) throw new FaultError({ code: 'model-missing' })
      const isCpu = step.processor === 'cpu'
      if (!mayDownload) {
        const all = isCpu ? withAdapters(step.card) : step.card
        setPhase({ name: 'needs-download', bytes: bytesOf((await weights.state(all)).missing) })
        return false
      }
      await fetchFiles(step.card, options.download, canWait, setPhase, signal)
      // With the first visit everything is here that works offline. The model runs without it too.
      if (isCpu) await fetchAdapters(step.card, options.download, weights, signal)
      options.onDownloaded?.()
    }
    const isGpu = step.processor === 'gpu'
    const check = isGpu && !memory.isChecked(checkKey(step)) ? 'full' : 'quick'
    const end = await loadStep(step, options.engine(step.engineId), weights, check, setPhase, signal)
    if (signal.aborted) throw signal.reason
    if (isGpu) memory.setChecked(checkKey(step))
    const { contextTokens, threads, thinking, adapters, toolFormat, device, withoutReuse = false } = end
    store.setState({
      phase: {
        ...{ name: 'ready', contextTokens, threads },
        ...(thinking && { thinking }),
        ...(adapters && { adapters }),
        ...(toolFormat && { toolFormat }),
      },
      runsOn: {
        engineId: step.engineId,
        processor: step.processor,
        reason: ladder?.reason ?? 'asked',
        ...(device === undefined ? {} : { device }),
        contextTokens,
        threads,
        withoutReuse,
      },
    })
    if (end.decodeRate !== undefined) memory.noteRate(step.engineId, step.card.id, end.decodeRate)
    rest.touch(open)
    return true
  }

  /** Whether a step further down has everything on the device: then nothing needs to be waited for. */
  async function isBelowWhole(weights: Weights): Promise<boolean> {
    for (const step of steps.slice(1)) {
      if ((await weights.state(step.card)).missing.length === 0) return true
    }
    return false
  }

  /**
   * Leaves a step that failed for the next one down, and tells it. False where there is none, or where the fault
   * is not the step's own. A step is left once and not tried again, so this ends.
   */
  async function goDown(step: Step, error: unknown, weights: Weights): Promise<boolean> {
    const { code, detail } = toFault(error)
    const isOwn =
      step.processor === 'gpu'
        ? processorFaults.includes(code)
        : modelFaults.includes(code) && steps[1] !== undefined && steps[1].card.id !== step.card.id
    // What could not be fetched for this step is no reason to stop where the next one has all it needs.
    const isFiles = !isOwn && step.processor === 'gpu' && (await isBelowWhole(weights))
    if (!isOwn && !isFiles) return false
    const below = isOwn ? stepsBelow(steps, step, engineCode(code)) : withoutGpu(steps)
    const next = below[0]
    if (!next) return false
    steps = below
    if (isOwn) {
      memory.addFailure({ key: stepKey(step), code: engineCode(code) })
      const stepDown: StepDown = {
        code,
        detail,
        to: next.processor,
        contextTokens: next.contextTokens,
        isSmallerContext: next.contextTokens < step.contextTokens,
        isOtherModel: next.card.id !== step.card.id,
      }
      store.setState({ hasFailures: true, stepDown })
    }
    if (step.processor === 'gpu' && next.processor === 'cpu' && ladder)
      ladder = { ...ladder, reason: isOwn ? 'failed-gpu' : 'no-gpu-build' }
    await options.engine(step.engineId).unload()
    return true
  }

  /** Reads the system prompt into the KV cache; a message does not wait for it. */
  function warmUp(step: Step, signal: AbortSignal): void {
    const run = async () => {
      // A message that waited goes first and reads the system prompt itself; reading it after would cost the
      // conversation its KV cache.
      if (open > 0) return
      const request = { messages: options.warmUp, maxTokens: 0 }
      for await (const _ of options.engine(step.engineId).generate(request, signal)) {
        // Only the KV cache is wanted.
      }
    }
    run()
      .then(() => {
        if (!signal.aborted) options.onWarm?.()
      })
      .catch(error => {
        if (!signal.aborted) void heal(step, error)
      })
  }

  /** A processor that fails is left for the next step; at the foot the worker is replaced, up to a limit. */
  async function heal(step: Step, error: unknown): Promise<void> {
    const fault = toFault(error)
    if (fault.code !== 'crashed' && fault.code !== 'device-lost' && fault.code !== 'out-of-memory') return
    // Another call, or the warm-up, has seen the same end of the engine.
    if (steps[0] !== step || store.getState().phase.name !== 'ready') return
    setPhase({ name: 'starting' })
    if (await goDown(step, error, await options.weights)) return attempt(false)
    crashes += 1
    if (crashes <= crashLimit) return attempt(false)
    setPhase({ name: 'stopped', fault })
  }

  async function unload(): Promise<void> {
    const step = steps[0]
    if (step) await options.engine(step.engineId).unload()
  }

  async function letGo(): Promise<void> {
    if (store.getState().phase.name !== 'ready' || open > 0) return
    running?.abort()
    setPhase({ name: 'resting' })
    drop('runsOn')
    await unload()
  }

  function wake(): void {
    rest.touch(open)
    if (store.getState().phase.name === 'resting') void attempt(false)
  }

  /** Resolves with the step in use when ready; rejects when stopped or aborted. */
  async function ready(signal: AbortSignal): Promise<Step> {
    await whenReady({ store, wake }, signal)
    const [step] = steps
    if (!step) throw new FaultError({ code: 'crashed', detail: 'ready without a step' })
    return step
  }

  /** From the top of the ladder, as it looks now. */
  async function again(mayDownload: boolean): Promise<void> {
    crashes = 0
    running?.abort()
    setPhase({ name: 'starting' })
    await unload()
    ladder = undefined
    drop('stepDown')
    await attempt(mayDownload)
  }

  return {
    store,
    start: () => void attempt(options.mayDownload()),
    async suspend() {
      running?.abort()
      rest.stop()
      setPhase({ name: 'elsewhere' })
      drop('runsOn')
      await unload()
      // The other tab may choose otherwise.
      ladder = undefined
    },
    download: () => void attempt(true),
    cancelDownload() {
      if (store.getState().phase.name !== 'downloading') return
      running?.abort()
      void attempt(false)
    },
    retry() {
      crashes = 0
      if (steps.length === 0) memory.forgetFailures()
      void (steps.length === 0 ? again(true) : attempt(true))
    },
    tryAgain() {
      memory.forgetFailures()
      void again(true)
    },
    choose() {
      // Before the start there is nothing to change, and another tab's model is not this one's to change.
      const { name } = store.getState().phase
      if (ladder && name !== 'elsewhere') void again(name !== 'needs-download' && options.mayDownload())
    },
    forgetStepDown: () => drop('stepDown'),
    wake,
    rest: letGo,
    async stopDamaged() {
      running?.abort()
      drop('runsOn')
      setPhase({ name: 'stopped', fault: { code: 'model-damaged' } })
      await unload()
    },
    async forget() {
      running?.abort()
      drop('runsOn')
      setPhase({ name: 'needs-download', bytes: modelBytes(store.getState().model) })
      await unload()
    },
    async *generate(request, signal) {
      open += 1
      rest.stop()
      let step: Step | undefined
      try {
        step = await ready(signal)
        for await (const event of options.engine(step.engineId).generate(request, signal)) {
          // Under an adapter it is slower than in a chat.
          if (event.type === 'text-end' && request.adapter === undefined) {
            const { completionTokens, decodeMs } = event.usage
            // Shorter ones say more about the machine's mood than about its speed.
            if (completionTokens >= 16 && decodeMs > 0) {
              memory.noteRate(step.engineId, step.card.id, (completionTokens / decodeMs) * 1000)
            }
          }
          yield event
        }
        crashes = 0
      } catch (error) {
        if (signal.aborted) return yield cancelledEnd()
        if (step) void heal(step, error)
        throw new FaultError(toFault(error))
      } finally {
        open -= 1
        rest.touch(open)
      }
    },
    async countTokens(messages, signal) {
      let step: Step | undefined
      try {
        step = await ready(signal)
        return await options.engine(step.engineId).countTokens(messages)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        if (step) void heal(step, error)
        throw new FaultError(toFault(error))
      }
    },
  }
}

function withoutGpu(steps: readonly Step[]): Step[] {
  return steps.filter(step => step.processor !== 'gpu')
}

/** What a check is good for: this GPU with this compiled library and these weights, whatever the context. */
function checkKey(step: Step): string {
  return [step.engineId, ...step.card.files.map(({ sha256 }) => sha256.slice(0, 16))].join(':')
}

/** What is remembered of a failure is told in the engine's words. */
function engineCode(code: string): EngineErrorCode {
  return engineErrorCodes.find(known => known === code) ?? 'crashed'
}

function bytesOf(files: readonly ModelFileCard[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0)
}
