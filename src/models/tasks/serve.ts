import { dataOf, type PortLike } from '../../engines/port/protocol.ts'
import { toFault } from '../../fault.ts'
import type { TaskOperations } from './operations.ts'
import { parseToWorker, type TaskCall, type TaskEvent, type TaskResult, type ToPage } from './protocol.ts'
import type { TaskOptions } from './tasks.ts'

/**
 * Answers the calls that come through the port. The operations may still be on their way (storage is opened first):
 * it listens at once, so that no call is lost, and where they fail every call ends with that fault.
 *
 * @param onOnline Called when the page says that the device is online again.
 */
export function serveTasks(
  port: PortLike,
  operations: TaskOperations | Promise<TaskOperations>,
  onOnline: () => void,
): void {
  const open = new Map<number, AbortController>()
  const post = (message: ToPage) => port.postMessage(message)
  // A failure is told to the calls; without one it would be an error of the worker.
  void Promise.resolve(operations).catch(() => undefined)

  async function answer(id: number, call: TaskCall): Promise<void> {
    const controller = new AbortController()
    open.set(id, controller)
    try {
      const tell = (event: TaskEvent) => post({ type: 'task-event', id, event })
      const result = await perform(call, await operations, controller.signal, tell)
      post({ type: 'task-end', id, result })
    } catch (error) {
      post({ type: 'task-fault', id, fault: toFault(error) })
    } finally {
      open.delete(id)
    }
  }

  port.addEventListener('message', event => {
    const message = parseToWorker(dataOf(event))
    if (message?.type === 'task-ping') post({ type: 'task-pong' })
    else if (message?.type === 'device-online') onOnline()
    else if (message?.type === 'task-abort') open.get(message.id)?.abort()
    else if (message) void answer(message.id, message.call)
  })
  port.start?.()
}

async function perform(
  call: TaskCall,
  operations: TaskOperations,
  signal: AbortSignal,
  tell: (event: TaskEvent) => void,
): Promise<TaskResult> {
  signal.throwIfAborted()
  const options: TaskOptions = {
    signal,
    onProgress: ({ bytes, ofBytes }) => tell({ type: 'task-progress', bytes, ofBytes }),
  }
  switch (call.method) {
    case 'download': {
      const { wanted, hosts, baseUrl } = call
      for await (const event of operations.download(wanted, { hosts, baseUrl, signal })) tell(event)
      return { type: 'downloaded' }
    }
    case 'verify':
      return { type: 'verified', damages: await operations.verify(call.card, options) }
    case 'add-gguf':
      return { type: 'added', card: await operations.addGguf(call.files, options) }
    case 'add-pack':
      return { type: 'added', card: await operations.addPack(call.file, options) }
    case 'pack': {
      const pack = await operations.pack(call.card, call.target, options)
      return { type: 'packed', ...(pack && { pack }) }
    }
  }
}
