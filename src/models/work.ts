import type { StoreApi } from 'zustand/vanilla'
import { toFault } from '../fault.ts'
import { chooseFile, saveBlob } from '../ui/save-file.ts'
import type { LibraryState, Work, WorkResult } from './library-state.ts'
import type { ModelCard } from './model.ts'
import type { Session } from './session-state.ts'
import type { ModelTasks, TaskProgress } from './tasks/tasks.ts'

interface WorkOptions {
  readonly store: StoreApi<LibraryState>
  readonly tasks: ModelTasks
  readonly session: Session
  readonly cardOf: (id: string) => ModelCard | undefined
  readonly onChecked: (id: string) => void
}

/** What is done with models on this device, one thing at a time for each. */
export interface WorkOnModels {
  check(id: string): void
  pack(id: string): void
  stop(id: string): void
  stopAll(): void
  dismiss(id: string): void
  set(id: string, work: Work): void
  clear(id: string): void
  fail(id: string, error: unknown): void
}

/** Builds the part of the library that checks and packs. */
export function createWork({ store, tasks, session, cardOf, onChecked }: WorkOptions): WorkOnModels {
  const running = new Map<string, AbortController>()

  const set = (id: string, work: Work) => store.setState({ work: { ...store.getState().work, [id]: work } })
  function clear(id: string): void {
    const { [id]: _, ...work } = store.getState().work
    store.setState({ work })
  }
  const tell = (id: string, result: WorkResult) =>
    store.setState({ results: { ...store.getState().results, [id]: result } })
  function dismiss(id: string): void {
    const { [id]: _, ...results } = store.getState().results
    store.setState({ results })
  }
  const fail = (id: string, error: unknown) => tell(id, { kind: 'failed', fault: toFault(error) })

  async function run(
    id: string,
    what: Work['what'],
    task: (card: ModelCard, options: Parameters<ModelTasks['verify']>[1]) => Promise<WorkResult | undefined>,
  ): Promise<void> {
    const card = cardOf(id)
    if (!card || running.has(id) || store.getState().work[id]) return
    const controller = new AbortController()
    running.set(id, controller)
    dismiss(id)
    set(id, { what, fraction: 0 })
    const onProgress = ({ bytes, ofBytes }: TaskProgress) =>
      set(id, { what, fraction: ofBytes === 0 ? 0 : bytes / ofBytes })
    try {
      const result = await task(card, { signal: controller.signal, onProgress })
      if (result) tell(id, result)
    } catch (error) {
      if (!controller.signal.aborted) fail(id, error)
    } finally {
      running.delete(id)
      clear(id)
    }
  }

  const stop = (id: string) => running.get(id)?.abort(new DOMException('stopped', 'AbortError'))

  async function check(card: ModelCard, options: Parameters<ModelTasks['verify']>[1]): Promise<WorkResult> {
    const damage = await tasks.verify(card, options)
    if (damage.length === 0) {
      onChecked(card.id)
      return { kind: 'whole' }
    }
    const bytes = damage.reduce((sum, { file, goodBytes }) => sum + file.bytes - goodBytes, 0)
    if (session.store.getState().model.id === card.id) await session.stopDamaged()
    return { kind: 'damaged', bytes }
  }

  return {
    set,
    clear,
    fail,
    dismiss,
    check: id => void run(id, 'checking', check),
    pack(id) {
      // Asked at once: a browser shows its dialog only in answer to a press.
      const choosing = chooseFile(`${id}.hermitpack`)
      void run(id, 'packing', async (card, options) => {
        const target = await choosing
        if (target === 'none-chosen') return undefined
        const blob = await tasks.pack(card, target, options)
        if (blob) saveBlob(`${id}.hermitpack`, blob)
        return { kind: 'packed' }
      })
    },
    stopAll() {
      for (const id of running.keys()) stop(id)
    },
    stop,
  }
}
