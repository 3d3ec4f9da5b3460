import { type Fault, FaultError } from '../../fault.ts'
import { GgufError, type GgufHeader, readGguf } from '../gguf.ts'
import { describeGguf, type GgufDescription } from './describe-gguf.ts'

/** A model's files in llama.cpp's order, and what they tell. */
export interface OpenedGguf {
  readonly files: readonly File[]
  readonly description: GgufDescription
}

/**
 * What the files of one GGUF tell of their model, from their headers alone: light enough for the page. Throws
 * FaultError: 'not-a-model', 'parts-missing', and those of `describeGguf`.
 */
export async function inspectGguf(files: readonly File[]): Promise<GgufDescription> {
  return (await openGguf(files)).description
}

/** `inspectGguf` with the files put in order. */
export async function openGguf(files: readonly File[]): Promise<OpenedGguf> {
  if (files.length > maxParts) throw notAModel(`${files.length} files at once`)
  const parts: Part[] = []
  for (const file of files) parts.push(await readPart(file))
  const ordered = inOrder(parts)
  const name = ordered[0]?.file.name.replace(/(-\d{5}-of-\d{5})?(\.gguf)?$/i, '') ?? ''
  const description = describeGguf(ordered.map(({ file, header }) => ({ header, bytes: file.size })))
  return {
    files: ordered.map(({ file }) => file),
    description: { ...description, name: description.name || name },
  }
}

interface Part {
  readonly file: File
  readonly header: GgufHeader
  /** From 0. */
  readonly place: number
  readonly of: number
}

/** Real splits have a few dozen parts at most. */
const maxParts = 1000

async function readPart(file: File): Promise<Part> {
  try {
    const header = await readGguf(file)
    const place = header.metadata.get('split.no') ?? 0
    const of = header.metadata.get('split.count') ?? 1
    if (typeof place !== 'number' || typeof of !== 'number' || !(place >= 0 && place < Math.max(of, 1))) {
      throw new GgufError('it contradicts itself on which part it is')
    }
    return { file, header, place, of: Math.max(of, 1) }
  } catch (error) {
    if (error instanceof GgufError) {
      const code = error.kind === 'unsupported' ? 'model-unsupported' : 'not-a-model'
      throw new FaultError({ code, detail: error.message })
    }
    throw notAModel(`the file could not be read: ${String(error)}`)
  }
}

function inOrder(parts: readonly Part[]): readonly Part[] {
  const [first] = parts
  if (!first) throw notAModel('no file was given')
  const total = (part: Part) => part.header.metadata.get('split.tensors.count')
  if (parts.some(part => part.of !== first.of || total(part) !== total(first))) {
    throw notAModel('these are files of different models')
  }
  const ordered = [...parts].sort((a, b) => a.place - b.place)
  const places = new Set(ordered.map(part => part.place))
  if (places.size !== ordered.length) throw notAModel('the same part was given twice')
  if (ordered.length < first.of) {
    throw new FaultError({ code: 'parts-missing', numbers: { have: ordered.length, of: first.of } })
  }
  const tensors = ordered.reduce((sum, part) => sum + part.header.tensors.length, 0)
  const expected = total(first)
  if (expected !== undefined && expected !== tensors) {
    throw notAModel(`${tensors} tensors where there should be ${String(expected)}`)
  }
  return ordered
}

function notAModel(detail: string): FaultError {
  const fault: Fault = { code: 'not-a-model', detail }
  return new FaultError(fault)
}
