import type { Fault } from '../../fault.ts'
import type { DownloadEvent } from '../download/events.ts'
import type { Hosts, Wanted } from '../download/source.ts'
import type { ModelCard } from '../model.ts'
import type { Damage } from '../weights/types.ts'
import type { TaskProgress } from './tasks.ts'

/**
 * The protocol's one rule: a call is answered by zero or more events, then exactly one end or one fault. An aborted
 * call is answered as well, when its work has stopped: nothing is written after the answer.
 */
export type TaskCall =
  | {
      readonly method: 'download'
      readonly wanted: Wanted
      readonly hosts: Hosts
      /** The page's: addresses in cards are relative to it, not to the worker's script. */
      readonly baseUrl: string
    }
  | { readonly method: 'verify'; readonly card: ModelCard }
  | { readonly method: 'add-gguf'; readonly files: readonly File[] }
  | { readonly method: 'add-pack'; readonly file: Blob }
  | { readonly method: 'pack'; readonly card: ModelCard; readonly target?: FileSystemFileHandle }

/** What a call has come to. A download says it with its last event. */
export type TaskResult =
  | { readonly type: 'downloaded' }
  | { readonly type: 'verified'; readonly damages: readonly Damage[] }
  | { readonly type: 'added'; readonly card: ModelCard }
  | { readonly type: 'packed'; readonly pack?: Blob }

/** What a call tells on its way. */
export type TaskEvent = DownloadEvent | ({ readonly type: 'task-progress' } & TaskProgress)

/** From the page to where the work is done. */
export type ToWorker =
  | { readonly type: 'task-start'; readonly id: number; readonly call: TaskCall }
  | { readonly type: 'task-abort'; readonly id: number }
  /** Chromium tells only pages of it. */
  | { readonly type: 'device-online' }
  /** To be answered by 'task-pong'. */
  | { readonly type: 'task-ping' }

/** From where the work is done to the page. */
export type ToPage =
  | { readonly type: 'task-event'; readonly id: number; readonly event: TaskEvent }
  | { readonly type: 'task-end'; readonly id: number; readonly result: TaskResult }
  | { readonly type: 'task-fault'; readonly id: number; readonly fault: Fault }
  | { readonly type: 'task-pong' }

/** What came to the worker, or undefined if it is none of our messages. */
export function parseToWorker(data: unknown): ToWorker | undefined {
  if (!isRecord(data)) return undefined
  if (data.type === 'device-online' || data.type === 'task-ping') return { type: data.type }
  if (typeof data.id !== 'number') return undefined
  const { id } = data
  if (data.type === 'task-abort') return { type: 'task-abort', id }
  return data.type === 'task-start' && isCall(data.call)
    ? { type: 'task-start', id, call: data.call }
    : undefined
}

/** What came to the page, or undefined if it is none of our messages. */
export function parseToPage(data: unknown): ToPage | undefined {
  if (!isRecord(data)) return undefined
  if (data.type === 'task-pong') return { type: 'task-pong' }
  if (typeof data.id !== 'number') return undefined
  const { id } = data
  if (data.type === 'task-event') {
    return isEvent(data.event) ? { type: 'task-event', id, event: data.event } : undefined
  }
  if (data.type === 'task-end' && isResult(data.result)) return { type: 'task-end', id, result: data.result }
  if (data.type !== 'task-end' && data.type !== 'task-fault') return undefined
  // An end that cannot be read is still an end: dropping it would leave the call open for ever.
  const fault: Fault = isFault(data.fault)
    ? data.fault
    : { code: 'crashed', detail: 'an unreadable end of a task' }
  return { type: 'task-fault', id, fault }
}

// These check what is read first: both ends of a port are of one build, so the rest is as its types say.
function isCall(data: unknown): data is TaskCall {
  if (!isRecord(data)) return false
  switch (data.method) {
    case 'download':
      return isWanted(data.wanted) && isRecord(data.hosts) && typeof data.baseUrl === 'string'
    case 'verify':
      return isCard(data.card)
    case 'add-gguf':
      return Array.isArray(data.files) && data.files.every(file => file instanceof Blob)
    case 'add-pack':
      return data.file instanceof Blob
    case 'pack':
      return isCard(data.card) && (data.target === undefined || isRecord(data.target))
    default:
      return false
  }
}

function isEvent(data: unknown): data is TaskEvent {
  if (!isRecord(data)) return false
  switch (data.type) {
    case 'task-progress':
    case 'download-progress':
      return typeof data.bytes === 'number' && typeof data.ofBytes === 'number'
    case 'download-retry':
      return typeof data.waitMs === 'number' && isFault(data.reason)
    case 'download-offline':
    case 'download-elsewhere':
      return true
    case 'download-end':
      return isCard(data.card)
    default:
      return false
  }
}

function isResult(data: unknown): data is TaskResult {
  if (!isRecord(data)) return false
  switch (data.type) {
    case 'downloaded':
      return true
    case 'verified':
      return Array.isArray(data.damages)
    case 'added':
      return isCard(data.card)
    case 'packed':
      return data.pack === undefined || data.pack instanceof Blob
    default:
      return false
  }
}

function isWanted(data: unknown): data is Wanted {
  return isRecord(data) && isRecord(data.outline) && isRecord(data.source)
}

function isCard(data: unknown): data is ModelCard {
  return isRecord(data) && typeof data.id === 'string' && Array.isArray(data.files)
}

function isFault(data: unknown): data is Fault {
  return isRecord(data) && typeof data.code === 'string'
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null
}
