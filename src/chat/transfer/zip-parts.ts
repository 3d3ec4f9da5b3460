import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js'
import { createJsonBytes } from './json-bytes.ts'
import type { ImportLimits } from './limits.ts'
import { ImportRefusal, refuse } from './refusal.ts'

/** A directory of a hundred thousand names is about this long. What asks for more at once is no export. */
const maxReadBytes = 16 * 1024 * 1024

/** ChatGPT's file, or the parts that a large one comes in; and Hermit's own, zipped by hand. */
const wanted = /^(?:conversations(?:-\d+)?|hermit-chats[^/\\]*)\.json$/

/**
 * The JSON files of chats in a zip, in the order of their names; everything else in it is left alone. Nothing is
 * written anywhere, so names with `../` in them are just passed over. Throws ImportRefusal.
 */
export async function zipParts(
  file: Blob,
  limits: ImportLimits,
  onProgress: (fraction: number) => void,
): Promise<unknown[]> {
  try {
    const reader = new ZipReader(new CautiousReader(file), { ...options, filenameValidation: 'tolerant' })
    const found: FileEntry[] = []
    let count = 0
    for await (const entry of reader.getEntriesGenerator()) {
      count += 1
      if (count > limits.zipEntries) throw refuse('import-zip-damaged', undefined, 'too many files')
      if (!entry.directory && isWanted(entry.filename)) found.push(entry)
    }
    found.sort((a, b) => (a.filename < b.filename ? -1 : 1))
    return await inflateAll(found, limits, onProgress)
  } catch (error) {
    if (error instanceof ImportRefusal) throw error
    throw refuse('import-zip-damaged', undefined, String(error))
  }
}

function isWanted(name: string): boolean {
  const steps = name.split(/[/\\]/)
  return !steps.includes('..') && wanted.test(steps.at(-1) ?? '')
}

async function inflateAll(
  entries: readonly FileEntry[],
  limits: ImportLimits,
  onProgress: (fraction: number) => void,
): Promise<unknown[]> {
  const ofBytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  const values: unknown[] = []
  let bytes = 0
  for (const entry of entries) {
    if (entry.encrypted) throw refuse('import-zip-damaged', undefined, 'encrypted')
    const json = createJsonBytes({ ...limits, bytes: limits.bytes - bytes })
    let here = 0
    const target = new WritableStream<Uint8Array>({
      write(chunk) {
        here += chunk.length
        // A size that is not as the zip says is the library's to refuse; here it only serves the progress.
        json.add(chunk)
        onProgress(Math.min(1, (bytes + here) / ofBytes))
      },
    })
    await entry.getData(target, { ...options, checkSignature: true, checkOverlappingEntry: true })
    bytes += here
    values.push(json.value())
  }
  return values
}

/** A zip may claim a directory of any length, and the library takes it in whole. */
class CautiousReader extends BlobReader {
  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > maxReadBytes)
      throw refuse('import-zip-damaged', undefined, `${length} bytes beside the files`)
    return super.readUint8Array(index, length)
  }
}

/** The library's workers are made from blobs, which the policy of the page does not allow; this is one already. */
const options = { useWebWorkers: false }
