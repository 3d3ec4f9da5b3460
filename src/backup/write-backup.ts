import type { DocumentRecord } from '../abilities/documents/document.ts'
import { parseDocument } from '../abilities/documents/record.ts'
import { ContentMoved, type SealedStore } from '../abilities/documents/sealed-store.ts'
import { FaultError } from '../fault.ts'
import type { ModelCard } from '../models/model.ts'
import { modelBytes } from '../models/model.ts'
import { packParts } from '../models/pack/pack-model.ts'
import type { Weights } from '../models/weights/types.ts'
import { migrationSteps } from '../storage/migrations.ts'
import { countMessages } from './check-backup.ts'
import { type ChunkWriter, type Give, type Seal, writeChunks } from './chunks.ts'
import { frameKinds, writeFrame } from './frames.ts'
import { backupLimits } from './limits.ts'
import { tooLarge, tooMany } from './refusal.ts'

/** A record as it lies in the database. */
export type BackupRecord = readonly [key: string, value: unknown]

/** What goes into a backup. */
export interface BackupSource {
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The program and its version. */
  readonly createdBy: string
  readonly records: AsyncIterable<BackupRecord> | Iterable<BackupRecord>
  /** Models of this device whose files go along. */
  readonly models: readonly ModelCard[]
  /** Where their files are. */
  readonly weights?: () => Promise<Weights>
  /** Where it is that documents hold what they hold. */
  readonly documents?: () => Promise<Pick<SealedStore, 'open' | 'names'>>
}

export interface WriteOptions {
  readonly signal: AbortSignal
  /** Told of bytes of models: records take no time beside them. */
  readonly onProgress?: (fraction: number) => void
}

/**
 * Writes a backup piece by piece; no more of it than a few MiB is in memory. Throws FaultError: 'import-too-many' and
 * 'import-too-large' where it is more than could be restored, those of packing a model; and the signal's reason.
 * What was given by then is no backup.
 */
export async function writeBackup(
  source: BackupSource,
  seal: Seal | undefined,
  give: Give,
  { signal, onProgress }: WriteOptions,
): Promise<void> {
  const { createdAt, createdBy } = source
  const chunks = await writeChunks(seal, async bytes => {
    signal.throwIfAborted()
    await give(bytes)
  })
  const manifest = { createdAt, createdBy, recordsVersion: migrationSteps.length }
  await writeFrame(chunks, frameKinds.manifest, bytesOf(manifest))
  const documents: DocumentRecord[] = []
  const records = await writeRecords(source, chunks, signal, documents)
  await writeContents(source, chunks, documents, signal)
  await writeModels(source, chunks, { signal, ...(onProgress && { onProgress }) })
  await writeFrame(chunks, frameKinds.end, bytesOf({ records, models: source.models.length }))
  await chunks.end()
}

async function writeRecords(
  source: BackupSource,
  chunks: ChunkWriter,
  signal: AbortSignal,
  documents: DocumentRecord[],
): Promise<number> {
  const sum = { records: 0, messages: 0, bytes: 0 }
  for await (const [key, value] of source.records) {
    signal.throwIfAborted()
    const body = bytesOf({ key, value })
    const document = parseDocument(key, value)
    if (document) documents.push(document)
    sum.records += 1
    sum.messages += countMessages(value)
    sum.bytes += body.length
    if (sum.messages > backupLimits.messages || sum.records > backupLimits.chats) {
      throw tooMany(sum.messages, backupLimits.messages)
    }
    if (sum.bytes > backupLimits.bytes) throw tooLarge(sum.bytes, backupLimits.bytes)
    await writeFrame(chunks, frameKinds.record, body)
  }
  return sum.records
}

async function writeContents(
  { documents: open }: BackupSource,
  chunks: ChunkWriter,
  documents: readonly DocumentRecord[],
  signal: AbortSignal,
): Promise<void> {
  if (documents.length === 0 || !open) return
  const store = await open()
  for (const document of documents) {
    for (const name of await store.names(document.id, '')) {
      const found = await store.open(document, name)
      if (!found) continue
      await writeFrame(chunks, frameKinds.content, bytesOf({ id: document.id, name, bytes: found.bytes }))
      try {
        for await (const piece of found.pieces) {
          signal.throwIfAborted()
          await writeFrame(chunks, frameKinds.contentData, piece)
        }
      } catch (error) {
        // Shorter than it says, it is left out by who reads: one damaged document must not cost the whole backup.
        const isDamaged = error instanceof FaultError && error.fault.code === 'document-content-damaged'
        if (!isDamaged && !(error instanceof ContentMoved)) throw error
      }
    }
  }
}

async function writeModels(
  { models, weights }: BackupSource,
  chunks: ChunkWriter,
  { signal, onProgress }: WriteOptions,
): Promise<void> {
  if (models.length === 0 || !weights) return
  const opened = await weights()
  const ofBytes = models.reduce((sum, card) => sum + modelBytes(card), 0)
  let before = 0
  for (const card of models) {
    const { id, name } = card
    await writeFrame(chunks, frameKinds.model, bytesOf({ id, name, bytes: modelBytes(card) }))
    const onPart = async (part: Blob) =>
      writeFrame(chunks, frameKinds.modelData, new Uint8Array(await part.arrayBuffer()))
    await packParts(card, opened, onPart, {
      signal,
      onProgress: ({ bytes }) => onProgress?.((before + bytes) / ofBytes),
    })
    before += modelBytes(card)
  }
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}
