import * as z from 'zod/mini'
import type { Source, Wanted } from '../download/source.ts'
import type { ModelAdapterCard, ModelCard, ModelFileCard, ModelLibraryCard } from '../model.ts'
import type { InstalledModel, Part } from './types.ts'

/** A whole file in pieces, under its SHA-256. (A Blob in its place is a whole file in one piece: how files were kept at first.) */
export interface FileRecord {
  readonly bytes: number
  /** Names the pieces, `piece/<lot>/<place>`: it goes with them from the part to the file and back. */
  readonly lot: string
  /** Id of the model for which it was fetched. */
  readonly owner: string
  readonly pieces: readonly string[]
  readonly validator?: string
}

/** A Part as it lies on the disk, under `part/<key>`. */
export interface PartRecord extends Part {
  readonly lot: string
}

type ShapeOf<T> = Record<keyof T, z.ZodMiniType>

const text = z.string()
const texts = z.array(text)
const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const count = z.number().check(z.int(), z.nonnegative())

const fileCardShape = {
  name: text,
  url: text,
  bytes: count,
  sha256: sha256Schema,
} satisfies ShapeOf<ModelFileCard>

const libraryShape = {
  ...fileCardShape,
  needs: z.array(z.enum(['shader-f16', 'hardware'])),
} satisfies ShapeOf<ModelLibraryCard>

const adapterShape = { ...fileCardShape, id: z.literal('tools') } satisfies ShapeOf<ModelAdapterCard>

const outlineShape = {
  id: text,
  name: text,
  offerId: z.exactOptional(text),
  architecture: z.exactOptional(text),
  isBase: z.exactOptional(z.boolean()),
  format: z.enum(['gguf', 'mlc', 'onnx']),
  engines: texts,
  libraries: z.exactOptional(z.array(z.object(libraryShape))),
  adapters: z.exactOptional(z.array(z.object(adapterShape))),
  parametersM: z.number(),
  quantisation: text,
  contextTokens: count,
  maxAnswerTokens: z.exactOptional(count),
  licence: text,
  licenceUrl: text,
  languages: texts,
} satisfies ShapeOf<Wanted['outline']>

const cardShape = {
  ...outlineShape,
  files: z.array(z.object(fileCardShape)),
  trust: z.exactOptional(z.enum(['card', 'host', 'first-use'])),
  revision: z.exactOptional(text),
} satisfies ShapeOf<ModelCard>

/** A ModelCard off a disk: this one's or a pack's. */
export const modelCardSchema: z.ZodMiniType<ModelCard> = z.object(cardShape)

const hubFolderSchema = z.object({ repo: text, revision: text })
const sourceSchema: z.ZodMiniType<Source> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pinned'), card: z.object(cardShape) }),
  z.object({ kind: z.literal('gguf'), folder: hubFolderSchema, names: texts }),
  z.object({
    kind: z.literal('mlc'),
    folder: z.union([hubFolderSchema, z.object({ url: text })]),
    libraryUrl: text,
  }),
])

const wantedShape = {
  outline: z.object(outlineShape),
  source: sourceSchema,
  bytes: z.exactOptional(count),
  isPaused: z.exactOptional(z.boolean()),
} satisfies ShapeOf<Wanted>
const wantedSchema: z.ZodMiniType<Wanted> = z.object(wantedShape)

const installedShape = { card: modelCardSchema, addedAt: z.number() } satisfies ShapeOf<InstalledModel>
const installedSchema: z.ZodMiniType<InstalledModel> = z.object(installedShape)

const fileShape = {
  bytes: count,
  lot: text,
  owner: text,
  pieces: texts,
  validator: z.exactOptional(text),
} satisfies ShapeOf<FileRecord>
const fileSchema: z.ZodMiniType<FileRecord> = z.object(fileShape)

const partShape = {
  key: text,
  owner: text,
  bytes: z.exactOptional(count),
  pieces: z.array(z.nullable(text)),
  validator: z.exactOptional(text),
  hash: z.exactOptional(
    z.object({
      state: z.custom<Uint8Array>(value => value instanceof Uint8Array),
      hashedPieces: count,
    }),
  ),
  lot: text,
} satisfies ShapeOf<PartRecord>
const partSchema: z.ZodMiniType<PartRecord> = z.object(partShape)

/**
 * Keys of the database 'hermit-weights', one object store 'files':
 * `<sha256>` a whole file (FileRecord, or a Blob as at first); `part/<key>` an unfinished one (PartRecord);
 * `piece/<lot>/<place in six digits>` a Blob of either; `model/<id>` InstalledModel; `want/<id>` Wanted.
 */
export const partKey = (key: string) => `part/${key}`
export const modelKey = (id: string) => `model/${id}`
export const wantKey = (id: string) => `want/${id}`
export const piecePrefix = (lot: string) => `piece/${lot}/`
export const pieceKey = (lot: string, index: number) => `${piecePrefix(lot)}${String(index).padStart(6, '0')}`

/** Whether a key is a whole file's. */
export function isSha256(key: string): boolean {
  return sha256Schema.safeParse(key).success
}

/** What lies under a whole file's hash, checked; undefined if it is no FileRecord. */
export function parseFile(value: unknown): FileRecord | undefined {
  return fileSchema.safeParse(value).data
}

/** What lies under `key`, checked; undefined if it has another shape or is another part's. */
export function parsePart(key: string, value: unknown): PartRecord | undefined {
  const part = partSchema.safeParse(value).data
  return part && partKey(part.key) === key ? part : undefined
}

/** What lies under `key`, checked; undefined if it has another shape or is another model's. */
export function parseModel(key: string, value: unknown): InstalledModel | undefined {
  const model = installedSchema.safeParse(value).data
  return model && modelKey(model.card.id) === key ? model : undefined
}

/** What lies under `key`, checked; undefined if it has another shape or is another model's. */
export function parseWanted(key: string, value: unknown): Wanted | undefined {
  const wanted = wantedSchema.safeParse(value).data
  return wanted && wantKey(wanted.outline.id) === key ? wanted : undefined
}
