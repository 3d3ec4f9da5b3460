import type { SealedStore } from '../abilities/documents/sealed-store.ts'
import type { Conversation } from '../chat/conversation.ts'
import { titleOf } from '../chat/conversation.ts'
import type { PreviewRow } from '../chat/transfer/import-port.ts'
import { contentMark } from '../chat/transfer/plan-import.ts'
import { toFault } from '../fault.ts'
import type { Weights } from '../models/weights/types.ts'
import type { BackupPort, FromBackup, ToBackup } from './backup-port.ts'
import { type ReadBackup, readBackup } from './read-backup.ts'
import { fieldOf } from './refusal.ts'
import { restoreContents } from './restore-documents.ts'
import { type RestoredModels, restoreModels } from './restore-models.ts'
import { openSink } from './sink.ts'
import { type BackupRecord, writeBackup } from './write-backup.ts'

/** About this many letters of chats cross to the page at once: well under 50 ms to unpack. */
const pieceLength = 500_000

/** Writes and reads backups for a page; what it has read stays here until it is asked for. */
export function serveBackup(
  port: BackupPort,
  openWeights: () => Promise<Weights>,
  openDocuments: () => Promise<SealedStore>,
): void {
  let backup: ReadBackup | undefined
  let restored: RestoredModels | undefined
  let cancelling = new AbortController()
  let takeRecords: (piece: Extract<ToBackup, { type: 'backup-records' }>) => void = () => {}
  const post = (message: FromBackup) => port.postMessage(message)

  let told = 0
  const onProgress = (fraction: number) => {
    if (fraction !== 0 && fraction < 1 && fraction - told < 0.01) return
    told = fraction
    post({ type: 'backup-progress', fraction })
  }

  /** Records as the page hands them over, a piece when it is asked. */
  async function* recordsOfPage(signal: AbortSignal): AsyncGenerator<BackupRecord> {
    for (let isLast = false; !isLast; ) {
      const piece = await new Promise<Extract<ToBackup, { type: 'backup-records' }>>((resolve, reject) => {
        takeRecords = resolve
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        post({ type: 'backup-more' })
      })
      yield* piece.records
      isLast = piece.isLast
    }
  }

  async function write(asked: Extract<ToBackup, { type: 'backup-write' }>): Promise<FromBackup> {
    const { signal } = cancelling
    const { createdAt, createdBy, models, seal, target } = asked
    const sink = await openSink(target)
    try {
      const source = {
        ...{ createdAt, createdBy, models, records: recordsOfPage(signal) },
        ...{ weights: openWeights, documents: openDocuments },
      }
      await writeBackup(source, seal, sink.write, { signal, onProgress })
      signal.throwIfAborted()
      const blob = await sink.close()
      return { type: 'backup-written', ...(blob && { blob }) }
    } catch (error) {
      await sink.abort()
      throw error
    }
  }

  async function read({ file, key }: Extract<ToBackup, { type: 'backup-read' }>): Promise<FromBackup> {
    backup = await readBackup(file, key, { onProgress })
    const { createdAt, createdBy, chats, drafts, presets, agent, settings, models, documents } = backup
    const { notes, reminders, outside } = backup
    const rows = chats.map(rowOf)
    const preview = {
      createdAt,
      createdBy,
      rows,
      drafts,
      presets,
      agent,
      models,
      documents,
      notes,
      reminders,
      outside,
      ...(settings && { settings }),
    }
    return { type: 'backup-preview', preview }
  }

  /** As many of the chats as make a piece: the page asks for the next when it has unpacked this one. */
  function give(indices: readonly number[]): FromBackup {
    const chats: Conversation[] = []
    let taken = 0
    for (let length = 0; taken < indices.length && length < pieceLength; taken++) {
      const chat = backup?.chats[indices[taken] ?? -1]
      if (!chat) continue
      chats.push(chat)
      length += chat.messages.reduce((sum, { text }) => sum + text.length + 200, 200)
    }
    return { type: 'backup-chats', chats, taken }
  }

  async function takeModels(): Promise<FromBackup> {
    const { signal } = cancelling
    if (backup) restored = await restoreModels(backup, await openWeights(), { signal, onProgress })
    return { type: 'backup-done' }
  }

  async function takeDocuments({
    documents,
  }: Extract<ToBackup, { type: 'backup-documents' }>): Promise<FromBackup> {
    const { signal } = cancelling
    if (backup) await restoreContents(backup, documents, await openDocuments(), { signal, onProgress })
    return { type: 'backup-done' }
  }

  async function forgetModels(): Promise<FromBackup> {
    await restored?.undo()
    return { type: 'backup-done' }
  }

  async function answer(work: () => Promise<FromBackup> | FromBackup): Promise<void> {
    cancelling = new AbortController()
    told = 0
    try {
      post(await work())
    } catch (error) {
      const field = fieldOf(error)
      post({ type: 'backup-fault', fault: toFault(error), ...(field && { field }) })
    }
  }

  port.addEventListener('message', event => {
    // Only our own page has this port.
    const message = event.data as ToBackup
    switch (message.type) {
      case 'backup-write':
        return void answer(() => write(message))
      case 'backup-records':
        return takeRecords(message)
      case 'backup-read':
        return void answer(() => read(message))
      case 'backup-take':
        return void answer(() => give(message.indices))
      case 'backup-models':
        return void answer(takeModels)
      case 'backup-documents':
        return void answer(() => takeDocuments(message))
      case 'backup-forget-models':
        return void answer(forgetModels)
      case 'backup-cancel':
        return cancelling.abort(new DOMException('given up', 'AbortError'))
    }
  })
}

function rowOf(chat: Conversation, index: number): PreviewRow {
  const { id, createdAt, updatedAt, messages } = chat
  return {
    index,
    id,
    title: titleOf(chat),
    messages: messages.length,
    createdAt,
    updatedAt,
    fingerprint: contentMark(chat),
  }
}
