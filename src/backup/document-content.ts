import * as z from 'zod/mini'
import { decodeVectors } from '../abilities/documents/open-contents.ts'
import { checkNames } from './check-backup.ts'
import type { Bytes } from './header.ts'
import { parseJson } from './header.ts'
import { backupLimits } from './limits.ts'
import { wrongField } from './refusal.ts'

/** A content of a document in a backup, whole as far as its length tells. */
export interface BackupContent {
  readonly documentId: string
  /** As it is named on the disk: text, chunks, vectors, file, part/…. */
  readonly name: string
  readonly bytes: number
  /** Where its frame begins, in bytes of content. */
  readonly at: number
}

/** The frame in front of a content. */
export const contentSchema = z.object({
  id: z.string().check(z.maxLength(200)),
  name: z.string().check(z.regex(/^(?:text|chunks|vectors|file|part\/[\s\S]{0,500})$/)),
  bytes: z.int().check(z.gte(0)),
})

/** Whether a content is looked into: a file is not, it is what the person gave. */
export const isChecked = (name: string) => name !== 'file'

/** The text of a document of ten thousand pages has some 60 MB. */
export const maxCheckedBytes = 128 * 1024 * 1024

const place = z.int().check(z.gte(0))
const page = z.optional(z.int().check(z.gte(1)))
const textSchema = z.object({
  text: z.string(),
  blocks: z.array(
    z.object({
      kind: z.enum(['heading', 'paragraph', 'list-item', 'table', 'code']),
      level: z.optional(z.int().check(z.gte(1), z.lte(6))),
      page,
      start: place,
      end: place,
    }),
  ),
})
const chunksSchema = z.array(
  z.object({ index: place, start: place, end: place, page, headings: z.array(z.string()) }),
)

/** Throws ImportRefusal 'backup-wrong-field' where a content is not what its name says. */
export function checkContent(name: string, bytes: Bytes, where: string): void {
  if (name === 'vectors') {
    try {
      decodeVectors(bytes)
    } catch {
      throw wrongField(where, 'other')
    }
    return
  }
  const value = parseJson(new TextDecoder().decode(bytes))
  if (value === undefined) throw wrongField(where, 'other')
  if (name.startsWith('part/')) checkNames(value, where, backupLimits)
  else if (name === 'text') checkText(value, where)
  else if (name === 'chunks' && !chunksSchema.safeParse(value).success) throw wrongField(where, 'object')
}

function checkText(value: unknown, where: string): void {
  const parsed = textSchema.safeParse(value)
  if (!parsed.success) throw wrongField(where, 'object')
  const { text, blocks } = parsed.data
  let at = 0
  for (const [index, { start, end }] of blocks.entries()) {
    if (start < at || end <= start || end > text.length)
      throw wrongField(`${where}.blocks[${index}]`, 'number')
    at = end
  }
}
