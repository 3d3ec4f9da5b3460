import type { DocumentRecord } from '../abilities/documents/document.ts'
import type { Conversation } from '../chat/conversation.ts'
import { ImportRefusal } from '../chat/transfer/refusal.ts'
import { FaultError } from '../fault.ts'
import type { ModelCard } from '../models/model.ts'
import type { BackupPort, BackupPreview, FromBackup, ToBackup } from './backup-port.ts'
import type { Seal } from './chunks.ts'
import type { BackupRecord } from './write-backup.ts'

/** The worker's end as the page holds it. */
export interface BackupLink extends BackupPort {
  terminate(): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'error', listener: (event: Event) => void): void
}

/** How work in the worker is followed and stopped. */
export interface BackupTask {
  readonly signal: AbortSignal
  /** From 0 to 1. */
  readonly onProgress: (fraction: number) => void
  /** Makes the worker; tests bring a port. */
  readonly connect?: () => BackupLink
}

/** What is to be saved. */
export interface BackupOrder {
  readonly createdAt: number
  readonly createdBy: string
  readonly records: Iterable<BackupRecord>
  readonly models: readonly ModelCard[]
  readonly seal: Seal | undefined
  /** Where to; without it the backup is given as a Blob. */
  readonly target: FileSystemFileHandle | undefined
}

/** A backup that has been read and checked. It takes room until it is closed. */
export interface OpenedBackup {
  readonly preview: BackupPreview
  /** All its chats. Throws FaultError if the worker has died. */
  chats(): Promise<Conversation[]>
  /** Takes its models in: all of them, or none has stayed. Throws FaultError and the signal's reason. */
  addModels(task: Omit<BackupTask, 'connect'>): Promise<void>
  /** Writes what these documents hold: all of it, or nothing has stayed. Throws FaultError and the signal's reason. */
  addDocuments(documents: readonly DocumentRecord[], task: Omit<BackupTask, 'connect'>): Promise<void>
  /** Takes those out again that were not here before. */
  forgetModels(): Promise<void>
  close(): void
}

/** Records that go to the worker at once: a few milliseconds of copying. */
const recordsAtOnce = 20
/** Chats that are asked for at once; a piece seldom has so many. */
const chatsAtOnce = 500

/**
 * Writes a backup in a worker: into `target`, or into a Blob. Throws FaultError and the signal's reason; then the target
 * is as it was.
 */
export async function saveBackup(order: BackupOrder, task: BackupTask): Promise<Blob | undefined> {
  const { records, createdAt, createdBy, models, seal, target } = order
  const call = openCalls(task.connect)
  const pieces = inPieces(records)
  try {
    return await call<Blob | undefined>(
      {
        type: 'backup-write',
        ...{ createdAt, createdBy, models },
        ...(seal && { seal }),
        ...(target && { target }),
      },
      (message, resolve) => {
        if (message.type === 'backup-more') call.post({ type: 'backup-records', ...pieces() })
        else if (message.type === 'backup-written') resolve(message.blob)
      },
      task,
    )
  } finally {
    call.close()
  }
}

/** Reads and checks a backup in a worker. Throws FaultError, ImportRefusal with the field, and the signal's reason. */
export async function openBackup(
  file: Blob,
  key: CryptoKey | undefined,
  task: BackupTask,
): Promise<OpenedBackup> {
  const call = openCalls(task.connect)
  try {
    const preview = await call<BackupPreview>(
      { type: 'backup-read', file, ...(key && { key }) },
      (message, resolve) => {
        if (message.type === 'backup-preview') resolve(message.preview)
      },
      task,
      'end',
    )
    return {
      preview,
      async chats() {
        const chats: Conversation[] = []
        const indices = preview.rows.map(({ index }) => index)
        for (let begin = 0; begin < indices.length; ) {
          const rest = indices.slice(begin, begin + chatsAtOnce)
          begin += await call<number>({ type: 'backup-take', indices: rest }, (message, resolve) => {
            if (message.type !== 'backup-chats') return
            chats.push(...message.chats)
            resolve(message.taken)
          })
        }
        return chats
      },
      addDocuments: (documents, task) => call<void>({ type: 'backup-documents', documents }, whenDone, task),
      addModels: models => call<void>({ type: 'backup-models' }, whenDone, models),
      forgetModels: () => call<void>({ type: 'backup-forget-models' }, whenDone),
      close: call.close,
    }
  } catch (error) {
    call.close()
    throw error
  }
}

type OnMessage<Result> = (message: FromBackup, resolve: (result: Result) => void) => void

const whenDone: OnMessage<void> = (message, resolve) => {
  if (message.type === 'backup-done') resolve()
}

interface Calls {
  /**
   * One call at a time. @param onAbort 'ask' waits until the worker has let go of what it wrote; 'end' does not: it
   * has written nothing.
   */
  <Result>(
    question: ToBackup,
    onMessage: OnMessage<Result>,
    task?: Omit<BackupTask, 'connect'>,
    onAbort?: 'ask' | 'end',
  ): Promise<Result>
  post(message: ToBackup): void
  close(): void
}

function openCalls(connect: () => BackupLink = makeWorker): Calls {
  const link = connect()
  let hear: (message: FromBackup) => void = () => {}
  let settled: Promise<unknown> = Promise.resolve()
  let fail: (error: unknown) => void = () => {}
  // What comes through is our own worker's.
  link.addEventListener('message', event => hear(event.data as FromBackup))
  link.addEventListener('error', event =>
    fail(new FaultError({ code: 'crashed', detail: event instanceof ErrorEvent ? event.message : 'worker' })),
  )

  async function call<Result>(
    question: ToBackup,
    onMessage: OnMessage<Result>,
    task?: Omit<BackupTask, 'connect'>,
    onAbort: 'ask' | 'end' = 'ask',
  ): Promise<Result> {
    task?.signal.throwIfAborted()
    const giveUp = () => {
      if (onAbort === 'end') fail(task?.signal.reason)
      else link.postMessage({ type: 'backup-cancel' })
    }
    task?.signal.addEventListener('abort', giveUp)
    try {
      const answer = new Promise<Result>((resolve, reject) => {
        fail = reject
        hear = message => {
          if (message.type === 'backup-fault') reject(new ImportRefusal(message.fault, message.field))
          else if (message.type === 'backup-progress') task?.onProgress(message.fraction)
          else onMessage(message, resolve)
        }
        link.postMessage(question)
      })
      settled = answer.catch(() => {})
      return await answer
    } catch (error) {
      // It has stopped by now; why is known best by who stopped it.
      task?.signal.throwIfAborted()
      throw error
    } finally {
      task?.signal.removeEventListener('abort', giveUp)
    }
  }

  return Object.assign(call, {
    post: (message: ToBackup) => link.postMessage(message),
    // What was given up has to be taken back first.
    close: () => void settled.then(() => link.terminate()),
  })
}

/** Gives the records a piece at a time. */
function inPieces(records: Iterable<BackupRecord>) {
  const iterator = records[Symbol.iterator]()
  return () => {
    const piece: BackupRecord[] = []
    while (piece.length < recordsAtOnce) {
      const { value, done } = iterator.next()
      if (done) return { records: piece, isLast: true }
      piece.push(value)
    }
    return { records: piece, isLast: false }
  }
}

function makeWorker(): BackupLink {
  return new Worker(new URL('./backup.worker.ts', import.meta.url), { type: 'module' })
}
