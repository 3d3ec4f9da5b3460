import type { PortLink } from '../../engines/port/connection.ts'
import { FaultError } from '../../fault.ts'
import type { Weights } from '../weights/types.ts'
import { createPortTasks } from './port-tasks.ts'
import type { ModelTasks } from './tasks.ts'

export interface ModelTasksOptions {
  /** The page's own. They may still be opening. */
  readonly weights: Weights | Promise<Weights>
}

/**
 * The long work on models: in a worker, where the weights lie on disk; otherwise here, because only this page has
 * them. The page's policy then keeps downloads to the page's own origin.
 */
export function createModelTasks({ weights }: ModelTasksOptions): ModelTasks {
  let chosen: Promise<ModelTasks> | undefined
  const tasks = () => {
    chosen ??= choose().catch((error: unknown) => {
      chosen = undefined // the code did not come; the next call asks for it again
      throw new FaultError({ code: 'network', detail: String(error) })
    })
    return chosen
  }

  async function choose(): Promise<ModelTasks> {
    const baseUrl = document.baseURI
    const opened = await weights
    if (opened.mode === 'disk' && typeof Worker !== 'undefined') {
      return createPortTasks({ connect: makeWorker, baseUrl, onlineEvents: window })
    }
    // Not needed for the first paint, and with most browsers never.
    const { createOperations } = await import('./operations.ts')
    const operations = createOperations(opened, 'page')
    return {
      ...operations,
      download: (wanted, hosts, signal) => operations.download(wanted, { hosts, baseUrl, signal }),
    }
  }

  return {
    async *download(wanted, hosts, signal) {
      yield* (await tasks()).download(wanted, hosts, signal)
    },
    verify: async (card, options) => (await tasks()).verify(card, options),
    addGguf: async (files, options) => (await tasks()).addGguf(files, options),
    addPack: async (file, options) => (await tasks()).addPack(file, options),
    pack: async (card, target, options) => (await tasks()).pack(card, target, options),
  }
}

function makeWorker(): PortLink {
  const worker = new Worker(new URL('./models.worker.ts', import.meta.url), { type: 'module' })
  return { port: worker, terminate: () => worker.terminate() }
}
