import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js'
import { FaultError } from '../../../fault.ts'
import type { ReadLimits } from './limits.ts'
import { refuse } from './refuse.ts'

/** Files of a zip that can be had one by one, none of them trusted. */
export interface CheckedZip {
  /** In the order of its directory; names that lead out of it are not among them. */
  readonly names: readonly string[]
  has(name: string): boolean
  /**
   * What a file inflates to. Bytes are counted as they come, over all files together, whatever sizes the zip states.
   * Throws FaultError: 'document-inflates' at the limit, 'document-encrypted', 'document-damaged'.
   */
  bytes(name: string): Promise<Uint8Array<ArrayBuffer>>
}

/** A directory of twenty thousand names is about this long. What asks for more at once is no document. */
const maxReadBytes = 16 * 1024 * 1024

/** Opens a zip. Nothing of it is inflated yet. Throws FaultError. */
export async function openZip(file: Blob, limits: ReadLimits): Promise<CheckedZip> {
  const entries = new Map<string, FileEntry>()
  await guarded(async () => {
    const reader = new ZipReader(new CautiousReader(file), { ...options, filenameValidation: 'tolerant' })
    let count = 0
    for await (const entry of reader.getEntriesGenerator()) {
      count += 1
      if (count > limits.zipEntries) throw refuse('document-damaged', undefined, 'too many files')
      const name = entry.filename.replaceAll('\\', '/')
      // Nothing is written anywhere, and nothing outside is ever looked for: such a name is just not there.
      if (entry.directory || name.startsWith('/') || name.split('/').includes('..')) continue
      // Of two files of one name a reader may see this, another that one.
      if (entries.has(name)) throw refuse('document-damaged', undefined, 'a name that is there twice')
      entries.set(name, entry)
    }
  })
  let left = limits.inflatedBytes
  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    async bytes(name) {
      const entry = entries.get(name)
      if (!entry) throw refuse('document-damaged', undefined, 'a part is missing')
      if (entry.encrypted) throw refuse('document-encrypted')
      const chunks: Uint8Array<ArrayBuffer>[] = []
      const target = new WritableStream<Uint8Array<ArrayBuffer>>({
        write(chunk) {
          left -= chunk.length
          if (left < 0) throw refuse('document-inflates', { limitBytes: limits.inflatedBytes })
          chunks.push(chunk)
        },
      })
      await guarded(() =>
        entry.getData(target, { ...options, checkSignature: true, checkOverlappingEntry: true }),
      )
      return joined(chunks)
    },
  }
}

function joined(chunks: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  if (chunks.length === 1 && chunks[0]) return chunks[0]
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FaultError) throw error
    throw refuse('document-damaged', undefined, String(error))
  }
}

/** A zip may claim a directory of any length, and the library takes it in whole. */
class CautiousReader extends BlobReader {
  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > maxReadBytes) throw refuse('document-damaged', undefined, `${length} bytes beside the files`)
    return super.readUint8Array(index, length)
  }
}

/** The library's workers are made from blobs, which the policy of the page does not allow; this is one already. */
const options = { useWebWorkers: false }
