import * as z from 'zod/mini'
import type { Versions } from '../../storage/kept.ts'
import { mergeFields } from '../../storage/three-way.ts'
import type { DocumentRecord } from './document.ts'
import { documentKey } from './document-key.ts'

const count = z.optional(z.int().check(z.nonnegative()))
/** One record as it lies on disk and in a backup; only a fault's code is wider here than in its type. */
export const documentSchema = z.object({
  // No slash: it is part of keys.
  id: z.string().check(z.regex(/^[^/]{1,200}$/)),
  title: z.string(),
  fileName: z.string(),
  kind: z.enum(['pdf', 'docx', 'epub', 'html', 'markdown', 'text', 'csv', 'code']),
  bytes: z.int().check(z.nonnegative()),
  addedAt: z.number().check(z.nonnegative()),
  status: z.enum(['reading', 'indexing', 'ready', 'failed']),
  fault: z.optional(
    z.object({
      code: z.string(),
      numbers: z.optional(z.record(z.string(), z.number())),
      detail: z.optional(z.string()),
    }),
  ),
  pages: count,
  scannedPages: count,
  characters: count,
  chunks: count,
  embeddedBy: z.optional(z.string()),
  hasFile: z.boolean(),
  contentKey: z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
})

/** What lies under a document's key, checked; undefined if it has another shape or another id than its key. */
export function parseDocument(key: string, value: unknown): DocumentRecord | undefined {
  const parsed = documentSchema.safeParse(value)
  if (!parsed.success || documentKey(parsed.data.id) !== key) return undefined
  // The schema checks every field; an unknown code of a fault shows as a general sentence.
  return parsed.data as DocumentRecord
}

/** A document of two tabs. What was deleted in one of them stays deleted: its content may be gone. */
export function mergeDocument({ base, mine, theirs }: Versions): unknown {
  if (mine === undefined || (theirs === undefined && base !== undefined)) return undefined
  if (theirs === undefined) return mine
  // What a tab has done last is the further step of the work, or the newer name.
  return mergeFields(Object(base), Object(mine), Object(theirs), here => here)
}
