import * as z from 'zod/mini'
import type { DocumentRecord } from '../abilities/documents/document.ts'
import { documentKey, documentPrefix } from '../abilities/documents/document-key.ts'
import { notePrefix } from '../abilities/notes/note.ts'
import { conversationPrefix } from '../chat/records.ts'
import { FaultError } from '../fault.ts'
import { migrate, migrationSteps } from '../storage/migrations.ts'
import { type BackupContents, checkNames, checkRecords, countMessages } from './check-backup.ts'
import { type ChunkReader, chunkBytes, isKeyOf, readChunks } from './chunks.ts'
import {
  type BackupContent,
  checkContent,
  contentSchema,
  isChecked,
  maxCheckedBytes,
} from './document-content.ts'
import { type Frame, type FrameReader, frameKinds, readFrames } from './frames.ts'
import { type Bytes, damaged, joined, newer, openHeader, parseJson } from './header.ts'
import { type BackupLimits, backupLimits } from './limits.ts'
import { tooLarge, tooMany, wrongField } from './refusal.ts'

/** A model in a backup. Its files have been checked against accidents, not yet against its own hashes. */
export interface BackupModel {
  readonly id: string
  readonly name: string
  /** Of its files. */
  readonly bytes: number
  /** Where its frame begins, in bytes of content. */
  readonly at: number
}

/** A backup of which every byte has been read and every record checked. */
export interface ReadBackup extends BackupContents {
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly createdBy: string
  readonly models: readonly BackupModel[]
  /** What its documents hold. */
  readonly contents: readonly BackupContent[]
  /** A content in pieces, read and checked once more. Throws FaultError 'backup-damaged'. */
  pieces(content: BackupContent, signal: AbortSignal): AsyncIterable<Bytes>
  /** The pack of a model, read and checked once more. Throws FaultError 'backup-damaged'. */
  pack(model: BackupModel, signal: AbortSignal): Promise<Blob>
}

export interface ReadOptions {
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void
  readonly signal?: AbortSignal
  /** Tests bring smaller ones. */
  readonly limits?: BackupLimits
}

const time = z.number().check(z.gte(0), z.lte(8.64e15))
const text = z.string().check(z.maxLength(1000))
const manifestSchema = z.object({
  createdAt: time,
  createdBy: text,
  recordsVersion: z.int().check(z.gte(1)),
})
const recordSchema = z.object({ key: text, value: z.unknown() })
const modelSchema = z.object({ id: text, name: text, bytes: z.int().check(z.gte(0)) })
const endSchema = z.object({ records: z.int(), models: z.int() })

/**
 * Reads and checks a backup, all of it: it can be restored, or it is refused. Throws FaultError 'backup-unknown',
 * 'backup-cut', 'backup-damaged', 'backup-newer', 'wrong-passphrase', 'import-too-many', 'import-too-large';
 * ImportRefusal 'backup-wrong-field', which names the field; and the signal's reason.
 *
 * @param key Of the passphrase; of no use where the backup is in the open.
 */
export async function readBackup(
  file: Blob,
  key: CryptoKey | undefined,
  options: ReadOptions = {},
): Promise<ReadBackup> {
  const opened = await openHeader(file)
  const { encryption } = opened.header
  if (encryption && !(key && (await isKeyOf(encryption, key)))) {
    throw new FaultError({ code: 'wrong-passphrase' })
  }
  const chunks = watched(readChunks(file, opened, key), file, options)
  const frames = readFrames(chunks, chunkBytes)
  const manifest = await readManifest(frames)
  const { records, models, contents } = await readAll(frames, options.limits ?? backupLimits)
  const { set, delete: removed } = migrate(records, manifest.recordsVersion, migrationSteps)
  for (const [changed, value] of set) records.set(changed, value)
  for (const gone of removed) records.delete(gone)
  const checked = checkRecords(records)
  return {
    ...checked,
    documents: checked.documents.flatMap(document => asHeld(document, contents)),
    contents,
    pieces: (content, signal) => readPieces(readChunks(file, opened, key), content, signal),
    createdAt: manifest.createdAt,
    createdBy: manifest.createdBy,
    models,
    pack: (model, signal) => readPack(readChunks(file, opened, key), model, signal),
  }
}

/** Tells how far it is, and stops between two chunks. */
function watched(chunks: ChunkReader, file: Blob, { onProgress, signal }: ReadOptions): ChunkReader {
  return {
    async read(number) {
      signal?.throwIfAborted()
      onProgress?.(Math.min(1, ((number + 1) * chunkBytes) / file.size))
      return chunks.read(number)
    },
  }
}

async function readManifest(frames: FrameReader): Promise<z.infer<typeof manifestSchema>> {
  const frame = await frames.next()
  if (frame.kind !== frameKinds.manifest) throw damaged('it does not begin with a manifest')
  const manifest = parsed(manifestSchema, frame, 'manifest')
  const known = migrationSteps.length
  if (manifest.recordsVersion > known) throw newer(manifest.recordsVersion, known)
  return manifest
}

async function readAll(frames: FrameReader, limits: BackupLimits) {
  const records = new Map<string, unknown>()
  const models: BackupModel[] = []
  const contents: BackupContent[] = []
  let open: OpenContent | undefined
  const sum = { messages: 0, chats: 0, documents: 0, notes: 0, bytes: 0 }
  const closeContent = () => {
    const whole = open && endContent(open)
    if (whole) contents.push(whole)
    open = undefined
  }
  for (;;) {
    const frame = await frames.next()
    if (frame.kind !== frameKinds.contentData) closeContent()
    switch (frame.kind) {
      case frameKinds.record: {
        sum.bytes += frame.body.length
        if (sum.bytes > limits.bytes) throw tooLarge(sum.bytes, limits.bytes)
        const { key, value } = parsed(recordSchema, frame, `records[${records.size}]`)
        const place = key.startsWith(conversationPrefix) ? `chats[${sum.chats++}]` : key
        if (key.startsWith(documentPrefix) && ++sum.documents > limits.documents) {
          throw damaged('more documents than any device has')
        }
        if (key.startsWith(notePrefix) && ++sum.notes > limits.notes) {
          throw damaged('more notes than any device has')
        }
        // Counted before any of them is checked: a million would take its time.
        sum.messages += countMessages(value)
        if (sum.messages > limits.messages || sum.chats > limits.chats) {
          throw tooMany(sum.messages, limits.messages)
        }
        checkNames(value, place, limits)
        if (records.has(key)) throw wrongField(place, 'unique')
        records.set(key, value)
        break
      }
      case frameKinds.model:
        if (models.length >= limits.models) throw damaged('more models than any device has')
        models.push({ ...parsed(modelSchema, frame, `models[${models.length}]`), at: frame.at })
        break
      case frameKinds.modelData:
        if (models.length === 0) throw damaged('files of no model')
        break
      case frameKinds.content: {
        const { id, name, bytes } = parsed(contentSchema, frame, `contents[${contents.length}]`)
        const isSecond = contents.some(one => one.documentId === id && one.name === name)
        if (!records.has(documentKey(id)) || isSecond) throw damaged('contents of no document, or twice')
        if (contents.length >= limits.contents) throw damaged('more contents than any device has')
        if (isChecked(name) && bytes > maxCheckedBytes) throw tooLarge(bytes, maxCheckedBytes)
        open = { documentId: id, name, bytes, at: frame.at, read: 0, kept: [] }
        break
      }
      case frameKinds.contentData: {
        if (!open) throw damaged('data of no content')
        open.read += frame.body.length
        if (open.read > open.bytes) throw damaged('a content is longer than it says')
        if (isChecked(open.name)) open.kept.push(frame.body)
        break
      }
      case frameKinds.end: {
        const end = parsed(endSchema, frame, 'end')
        if (end.records !== records.size || end.models !== models.length) throw damaged('the number of parts')
        await frames.close()
        return { records, models, contents }
      }
      default:
        throw damaged('a second manifest')
    }
  }
}

function parsed<Value>(schema: z.ZodMiniType<Value>, { body }: Frame, place: string): Value {
  const value = parseJson(new TextDecoder().decode(body))
  const result = schema.safeParse(value)
  if (!result.success) throw wrongField(place, 'object')
  return result.data
}

interface OpenContent extends BackupContent {
  read: number
  /** Of one that is looked into. */
  readonly kept: Bytes[]
}

/** A content that has been read; undefined for one that could not be read whole when the backup was made. */
function endContent({ read, kept, ...content }: OpenContent): BackupContent | undefined {
  const { documentId, name, bytes } = content
  if (read !== bytes) return undefined
  if (isChecked(name)) checkContent(name, joined(kept), `contents[${documentId}].${name}`)
  return content
}

/** A document as much of it as is in the backup; nothing where its text is not. */
function asHeld(document: DocumentRecord, contents: readonly BackupContent[]): readonly DocumentRecord[] {
  const names = new Set(
    contents.flatMap(({ documentId, name }) => (documentId === document.id ? [name] : [])),
  )
  if (!names.has('text')) return []
  const { chunks, embeddedBy, ...others } = document
  return [
    {
      ...others,
      hasFile: names.has('file'),
      ...(names.has('chunks') && chunks !== undefined && { chunks }),
      ...(names.has('vectors') && embeddedBy !== undefined && { embeddedBy }),
    },
  ]
}

async function* readPieces(
  chunks: ChunkReader,
  content: BackupContent,
  signal: AbortSignal,
): AsyncGenerator<Bytes> {
  const frames = readFrames(chunks, chunkBytes, content.at)
  if ((await frames.next()).kind !== frameKinds.content) throw damaged('a content is not where it was')
  let read = 0
  while (read < content.bytes) {
    signal.throwIfAborted()
    const { kind, body } = await frames.next()
    if (kind !== frameKinds.contentData) throw damaged('a content ends early')
    read += body.length
    yield body
  }
}

async function readPack(chunks: ChunkReader, model: BackupModel, signal: AbortSignal): Promise<Blob> {
  const frames = readFrames(chunks, chunkBytes, model.at)
  if ((await frames.next()).kind !== frameKinds.model) throw damaged('a model is not where it was')
  const parts: Blob[] = []
  for (;;) {
    signal.throwIfAborted()
    const { kind, body } = await frames.next()
    if (kind !== frameKinds.modelData) return new Blob(parts)
    // A Blob each: the browser keeps on the disk what grows long.
    parts.push(new Blob([body]))
  }
}
