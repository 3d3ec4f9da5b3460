import * as z from 'zod/mini'
import type { SealedBytes } from './seal.ts'

/** The key of the record that says whether the others are sealed. */
export const vaultKey = 'meta/vault'

/**
 * What lies under `vaultKey`. `changing` is set by a tab that is about to rewrite all records, and with it the stamp:
 * whoever finds it has either to wait, or to take it away, and then the rewriting is refused.
 */
export type Header =
  | { readonly state: 'open'; readonly changing?: boolean | undefined }
  | SealedHeader
  /** Written by a later Hermit, or damaged: nothing is read and nothing written. */
  | { readonly state: 'unknown'; readonly changing?: boolean | undefined }

/** The records are sealed with a data key, and that with the key of the passphrase. */
export interface SealedHeader {
  readonly state: 'sealed'
  readonly version: 1
  /** Random, the same for as long as the data key is. */
  readonly id: string
  /** As newKeyParameters gave them; parsed where they are used. */
  readonly parameters: unknown
  readonly wrapped: SealedBytes
  readonly changing?: boolean | undefined
}

const bytes = z.custom<Uint8Array<ArrayBuffer>>(value => value instanceof Uint8Array)
const headerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), changing: z.optional(z.boolean()) }),
  z.object({
    state: z.literal('sealed'),
    version: z.literal(1),
    id: z.string(),
    parameters: z.unknown(),
    wrapped: z.object({ iv: bytes, bytes }),
    changing: z.optional(z.boolean()),
  }),
])

/** A header off the disk; where there is none, nothing has ever been sealed. */
export function parseHeader(value: unknown): Header {
  if (value === undefined) return { state: 'open' }
  const parsed = headerSchema.safeParse(value)
  return parsed.success ? parsed.data : { state: 'unknown' }
}

/** The header without the mark of somebody who is rewriting the records. */
export function settled<Kind extends Header>(header: Kind): Kind {
  const { changing: _, ...others } = header
  // Only an optional field has been taken away.
  return others as Kind
}
