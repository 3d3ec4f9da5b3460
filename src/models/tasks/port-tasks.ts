import { eventsOf } from '../../engines/event-stream.ts'
import type { PortLink } from '../../engines/port/connection.ts'
import { dataOf } from '../../engines/port/protocol.ts'
import { createWatch, type Watchdog } from '../../engines/port/watch.ts'
import { type Fault, FaultError, toFault } from '../../fault.ts'
import type { DownloadEvent } from '../download/events.ts'
import { parseToPage, type TaskCall, type TaskEvent, type TaskResult, type ToWorker } from './protocol.ts'
import type { ModelTasks, TaskOptions } from './tasks.ts'

export interface PortTasksOptions {
  /** Makes a fresh worker. Called at the first call, and again when there is none any more. */
  connect(): PortLink
  /** The page's address: that of a card is relative to it. */
  readonly baseUrl: string
  /** Dispatches 'online': the page's window. The worker is told, for in Chromium it has no such event. */
  readonly onlineEvents: EventTarget
  /** The worker is ended when it had nothing to do for so long. */
  readonly idleMs?: number
  readonly watchdog?: Watchdog
}

const defaultIdleMs = 30_000
/** Patient: a piece is hashed and written without a word in between, on a slow disk for seconds. */
const defaultWatchdog: Watchdog = { tickMs: 2000, silentTicks: 10, startTicks: 30 }

/** ModelTasks done behind a port by serveTasks. */
export function createPortTasks(options: PortTasksOptions): ModelTasks {
  const { connect, baseUrl } = options
  let link: TaskLink | undefined

  async function run(call: TaskCall, task: OpenTask): Promise<TaskResult> {
    task.signal.throwIfAborted()
    try {
      link ??= openLink(connect(), options, () => {
        link = undefined
      })
      return await link.run(call, task)
    } catch (error) {
      // It has stopped by now; why is known best by who stopped it.
      task.signal.throwIfAborted()
      throw error instanceof FaultError ? error : new FaultError(toFault(error))
    }
  }

  /** A call whose result must be of one type. */
  async function ask<T extends TaskResult['type']>(
    call: TaskCall,
    type: T,
    { signal, onProgress }: TaskOptions,
  ) {
    const result = await run(call, {
      signal,
      onEvent(event) {
        if (event.type === 'task-progress') onProgress?.({ bytes: event.bytes, ofBytes: event.ofBytes })
      },
    })
    if (isOfType(result, type)) return result
    throw new FaultError({ code: 'crashed', detail: `${call.method} was answered by ${result.type}` })
  }

  return {
    download: (wanted, hosts, signal) =>
      eventsOf<DownloadEvent>(signal, (tell, stop) =>
        run(
          { method: 'download', wanted, hosts, baseUrl },
          {
            signal: stop,
            onEvent(event) {
              if (event.type !== 'task-progress') tell(event)
            },
          },
        ),
      ),
    verify: async (card, options) => [
      ...(await ask({ method: 'verify', card }, 'verified', options)).damages,
    ],
    addGguf: async (files, options) => (await ask({ method: 'add-gguf', files }, 'added', options)).card,
    addPack: async (file, options) => (await ask({ method: 'add-pack', file }, 'added', options)).card,
    pack: async (card, target, options) =>
      (await ask({ method: 'pack', card, ...(target && { target }) }, 'packed', options)).pack,
  }
}

interface OpenTask {
  readonly signal: AbortSignal
  onEvent(event: TaskEvent): void
}

/** A live worker with its open calls. */
interface TaskLink {
  /** Rejects with FaultError, and with DataCloneError for a call that cannot be posted. */
  run(call: TaskCall, task: OpenTask): Promise<TaskResult>
}

interface PendingTask extends OpenTask {
  resolve(result: TaskResult): void
  reject(error: FaultError): void
}

/** @param onClosed Called once, before the open calls fail. */
function openLink(
  { port, terminate }: PortLink,
  { onlineEvents, idleMs = defaultIdleMs, watchdog = defaultWatchdog }: PortTasksOptions,
  onClosed: () => void,
): TaskLink {
  const open = new Map<number, PendingTask>()
  let nextId = 1
  let idle: ReturnType<typeof setTimeout> | undefined

  const post = (message: ToWorker) => port.postMessage(message)
  const watch = createWatch(
    watchdog,
    () => post({ type: 'task-ping' }),
    silentTicks => close({ code: 'crashed', detail: `the worker was silent for ${silentTicks} ticks` }),
  )
  const onOnline = () => post({ type: 'device-online' })

  const onMessage = (event: Event) => {
    watch.heard()
    const message = parseToPage(dataOf(event))
    if (!message || message.type === 'task-pong') return
    const task = open.get(message.id)
    if (!task) return
    if (message.type === 'task-event') return task.onEvent(message.event)
    open.delete(message.id)
    if (open.size === 0) rest()
    if (message.type === 'task-end') task.resolve(message.result)
    else task.reject(new FaultError(message.fault))
  }
  const onDeath = (event: Event) => {
    // Otherwise the browser reports it as an error of the page as well.
    event.preventDefault()
    const said = 'message' in event && typeof event.message === 'string' ? event.message : event.type
    close({ code: 'crashed', detail: `the worker reported: ${said}` })
  }

  function rest(): void {
    watch.stop()
    clearTimeout(idle)
    idle = setTimeout(() => close({ code: 'crashed', detail: 'the worker was ended' }), idleMs)
  }
  function close(fault: Fault): void {
    watch.stop()
    clearTimeout(idle)
    port.removeEventListener('message', onMessage)
    port.removeEventListener('messageerror', onDeath)
    port.removeEventListener('error', onDeath)
    onlineEvents.removeEventListener('online', onOnline)
    terminate()
    onClosed()
    for (const task of open.values()) task.reject(new FaultError(fault))
    open.clear()
  }

  port.addEventListener('message', onMessage)
  port.addEventListener('messageerror', onDeath)
  port.addEventListener('error', onDeath)
  onlineEvents.addEventListener('online', onOnline)
  port.start?.()
  rest()

  return {
    async run(call, task) {
      const id = nextId++
      post({ type: 'task-start', id, call })
      clearTimeout(idle)
      watch.start()
      const onAbort = () => {
        if (open.has(id)) post({ type: 'task-abort', id })
      }
      task.signal.addEventListener('abort', onAbort)
      try {
        return await new Promise((resolve, reject) => {
          open.set(id, { ...task, resolve, reject })
        })
      } finally {
        task.signal.removeEventListener('abort', onAbort)
      }
    },
  }
}

function isOfType<T extends TaskResult['type']>(
  result: TaskResult,
  type: T,
): result is Extract<TaskResult, { type: T }> {
  return result.type === type
}
