import * as z from 'zod/mini'
import { type Fault, FaultError } from '../../fault.ts'
import { foreignCardSchema, isFileName } from '../card-schema.ts'
import { type ModelCard, type ModelFileCard, sideFiles } from '../model.ts'

/** A file of a pack. */
export type PackedFile = Pick<ModelFileCard, 'name' | 'bytes' | 'sha256'>

/** The first file of a pack: the model, and what of it is in the pack. */
export interface Manifest {
  readonly format: 'hermitpack'
  readonly version: 1
  readonly card: ModelCard
  /** In the order in which they lie in the pack. */
  readonly files: readonly PackedFile[]
  /** The program that made it. */
  readonly createdBy: string
}

export const manifestName = 'manifest.json'
/** A card of 4,096 files takes about one. */
export const maxManifestBytes = 2 * 1024 * 1024

const headSchema = z.object({ format: z.literal('hermitpack'), version: z.number() })
const packedFileSchema = z.object({
  name: z.string(),
  bytes: z.number().check(z.int(), z.nonnegative()),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
const manifestSchema: z.ZodMiniType<Manifest> = z.object({
  format: z.literal('hermitpack'),
  version: z.literal(1),
  card: foreignCardSchema,
  files: z.array(packedFileSchema).check(z.minLength(1), z.maxLength(4096)),
  createdBy: z.string().check(z.maxLength(200)),
})

/** Throws FaultError: 'not-a-model' where this is no manifest, 'pack-newer', 'pack-damaged' with the field. */
export function parseManifest(text: string): Manifest {
  const value = parseJson(text)
  const head = headSchema.safeParse(value)
  if (!head.success) throw refusal({ code: 'not-a-model', detail: 'the manifest is not a pack’s' })
  if (head.data.version > 1) {
    throw refusal({
      code: 'pack-newer',
      detail: `version ${head.data.version}`,
      numbers: { version: head.data.version },
    })
  }
  const { data: manifest, error } = manifestSchema.safeParse(value)
  if (!manifest) {
    const [issue] = error.issues
    throw damaged(`manifest: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const wrong = contradiction(manifest)
  if (wrong) throw damaged(`manifest: ${wrong}`)
  return manifest
}

/** Every file is the card's, once, and none that the model needs is missing. */
function contradiction({ card, files }: Manifest): string | undefined {
  const known = [...card.files, ...sideFiles(card)]
  const names = new Set<string>()
  for (const { name, bytes, sha256 } of files) {
    if (!isFileName(name) || name === manifestName || names.has(name)) return `the name '${name}'`
    names.add(name)
    const isKnown = known.some(file => file.name === name && file.bytes === bytes && file.sha256 === sha256)
    if (!isKnown) return `'${name}' is not the card’s`
  }
  const missing = card.files.find(file => files.every(({ sha256 }) => sha256 !== file.sha256))
  return missing && `'${missing.name}' is missing`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The fault of a pack that cannot be trusted to be whole. */
export function damaged(detail: string): FaultError {
  return refusal({ code: 'pack-damaged', detail })
}

function refusal(fault: Fault): FaultError {
  return new FaultError(fault)
}
