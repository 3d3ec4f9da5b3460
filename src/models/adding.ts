import type { StoreApi } from 'zustand/vanilla'
import { type Fault, FaultError, toFault } from '../fault.ts'
import { webllmAtAddress } from './add/webllm-address.ts'
import type { Wanted } from './download/source.ts'
import type { LibraryState, Offered } from './library-state.ts'
import type { ModelTasks } from './tasks/tasks.ts'

interface AddingOptions {
  readonly store: StoreApi<LibraryState>
  readonly tasks: ModelTasks
  readonly onEnd: () => Promise<void>
}

/** Models that a person brings: looked at first, taken in by consent. */
export interface Adding {
  offer(files: readonly File[]): void
  add(): void
  cancel(): void
  /** What is to be downloaded, or why the addresses are none. */
  atAddress(modelAddress: string, libraryAddress: string): Wanted | Fault
}

/** Builds the part of the library that takes in files. */
export function createAdding({ store, tasks, onEnd }: AddingOptions): Adding {
  let running: AbortController | undefined

  function show(offered: Offered | undefined, adding?: LibraryState['adding']): void {
    const { offered: _, adding: __, ...others } = store.getState()
    store.setState({ ...others, ...(offered ? { offered } : {}), ...(adding ? { adding } : {}) }, true)
  }

  async function offer(files: readonly File[]): Promise<void> {
    const [first] = files
    if (!first || running) return
    const refuse = (fault: Fault) => show({ kind: 'refused', name: first.name, fault })
    const isPack = (file: File) => /\.hermitpack$/i.test(file.name)
    if (files.some(isPack)) {
      if (files.length > 1) return refuse({ code: 'not-a-model', detail: 'a pack comes alone' })
      return show({ kind: 'pack', files, name: first.name, bytes: first.size })
    }
    try {
      const { inspectGguf } = await import('./add/inspect-gguf.ts')
      show({ kind: 'gguf', files, description: await inspectGguf(files) })
    } catch (error) {
      refuse(toFault(error))
    }
  }

  async function add(offered: Extract<Offered, { kind: 'gguf' | 'pack' }>): Promise<void> {
    const [first] = offered.files
    if (!first || running) return
    const controller = new AbortController()
    running = controller
    const name = offered.kind === 'pack' ? offered.name : offered.description.name
    show(undefined, { name, fraction: 0 })
    const task = {
      signal: controller.signal,
      onProgress: ({ bytes, ofBytes }: { bytes: number; ofBytes: number }) =>
        store.setState({ adding: { name, fraction: ofBytes === 0 ? 0 : bytes / ofBytes } }),
    }
    try {
      if (offered.kind === 'pack') await tasks.addPack(first, task)
      else await tasks.addGguf(offered.files, task)
      show(undefined)
    } catch (error) {
      show(controller.signal.aborted ? undefined : { kind: 'refused', name, fault: toFault(error) })
    } finally {
      running = undefined
      await onEnd()
    }
  }

  return {
    offer: files => void offer(files),
    add() {
      const { offered } = store.getState()
      if (offered && offered.kind !== 'refused') void add(offered)
    },
    cancel() {
      if (running) running.abort(new DOMException('given up', 'AbortError'))
      else show(undefined)
    },
    atAddress(modelAddress, libraryAddress) {
      try {
        return webllmAtAddress(modelAddress, libraryAddress)
      } catch (error) {
        if (error instanceof FaultError) return error.fault
        throw error
      }
    },
  }
}
