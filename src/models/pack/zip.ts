import { BlobReader, type FileEntry, ZipReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js'

/** A file in a zip. */
export interface ZipFile {
  readonly name: string
  readonly data: Blob
}

/** What readZip throws: this is no zip of stored files that Hermit is willing to read. */
export class ZipError extends Error {
  override readonly name = 'ZipError'
}

/** A directory of this size lists some ten thousand files. What asks for more at once is no pack. */
const maxReadBytes = 4 * 1024 * 1024

/**
 * The files of a zip that is not compressed, in the order in which they lie in it. Their data are slices of `file`:
 * nothing of them has been read, nor checked. Throws ZipError.
 */
export async function readZip(file: Blob, maxFiles: number): Promise<ZipFile[]> {
  try {
    const reader = new ZipReader(new CautiousReader(file), { ...options, strictness: 'strict' })
    const files: (ZipFile & { readonly begin: number })[] = []
    for await (const entry of reader.getEntriesGenerator()) {
      if (files.length === maxFiles) throw new ZipError(`more than ${maxFiles} files`)
      if (entry.directory) throw new ZipError(`'${entry.filename}' is a folder`)
      const begin = await beginOfData(entry)
      files.push({
        name: entry.filename,
        begin,
        data: file.slice(begin, begin + entry.uncompressedSize),
      })
    }
    const names = new Set(files.map(({ name }) => name))
    if (names.size !== files.length) throw new ZipError('a name is there twice')
    return files.sort((a, b) => a.begin - b.begin)
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError(String(error))
  }
}

/** Where an entry's data begin, once its two headers agree and it lies on no other entry. */
async function beginOfData(entry: FileEntry): Promise<number> {
  const { filename, compressionMethod, compressedSize, uncompressedSize, encrypted } = entry
  if (encrypted || compressionMethod !== 0 || compressedSize !== uncompressedSize) {
    throw new ZipError(`'${filename}' is compressed`)
  }
  await entry.getData(new WritableStream(), { ...options, checkOverlappingEntryOnly: true })
  const begin = entry.localDirectory?.dataOffset
  if (begin === undefined) throw new ZipError(`'${filename}' cannot be found`)
  return begin
}

/** A zip may claim a directory of any length, and the library takes it in whole. */
class CautiousReader extends BlobReader {
  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > maxReadBytes) throw new ZipError(`${length} bytes beside the files`)
    return super.readUint8Array(index, length)
  }
}

/** A file to be written, with its length: what comes must be so long. */
export interface ZipSource {
  readonly name: string
  readonly bytes: number
  /** Called when its turn comes. */
  open(): ReadableStream<Uint8Array>
}

/**
 * Writes files, not compressed, as one zip; those beyond 4 GiB in zip64. Closes `target` at the end; when it fails or
 * is aborted, the target is the caller's to abort. Throws what reading or writing throws, and the signal's reason.
 * @param zip64 Writes every file as if it were beyond 4 GiB.
 */
export async function writeZip(
  sources: readonly ZipSource[],
  target: WritableStream<Uint8Array>,
  signal?: AbortSignal,
  zip64 = false,
): Promise<void> {
  const settings = { ...options, level: 0, extendedTimestamp: false, lastModDate: noDate }
  // Not false: that forbids it where it is needed.
  const writer = new ZipWriter(target, zip64 ? { ...settings, zip64 } : settings)
  for (const { name, bytes, open } of sources) {
    signal?.throwIfAborted()
    const reader = { readable: open(), size: bytes }
    const { uncompressedSize } = await writer.add(name, reader, signal ? { signal } : {})
    if (uncompressedSize !== bytes) throw new ZipError(`'${name}' has ${uncompressedSize} of ${bytes} bytes`)
  }
  await writer.close()
}

/** The library's workers are made from blobs, which the policy of the page does not allow. */
const options = { useWebWorkers: false }
/** The first day that a zip can name: packs of the same model are the same. */
const noDate = new Date(1980, 0, 1)
