/// <reference path="./pdfjs.d.ts" />
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js'
import { refuse } from '../refuse.ts'

/** What pdf.js reads beside its code (pdf-files-plugin.ts). */
export interface PdfFiles {
  /** Holds cmaps/ and standard_fonts/; with a slash at its end. */
  readonly folder: string
  /** Whether they are fetched, as in a worker, or read from the disk, as in Node. */
  readonly isFetched: boolean
}

export interface OpenedPdf {
  readonly pdf: PDFDocumentProxy
  /** Waits for pdf.js, which would wait for ever for a file that is gone. Throws FaultError 'document-damaged' then. */
  orGone<T>(work: Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Of the file at once. */
const rangeBytes = 512 * 1024

/**
 * Opens a PDF in this thread, which should be a worker's. Only the bytes that are asked for are read from the file.
 * @param options.pictures What drawing a page does at a picture, instead of decoding it: see scanned.ts.
 * Throws FaultError: 'document-encrypted', 'document-damaged'.
 */
export async function openPdf(
  file: Blob,
  { folder, isFetched }: PdfFiles,
  options: { readonly pictures?: 'pass' | 'stop' } = {},
): Promise<OpenedPdf> {
  const { getDocument, PDFDataRangeTransport } = await loadPdfJs()

  class Slices extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      file
        .slice(begin, end)
        .arrayBuffer()
        .then(bytes => this.onDataRange(begin, new Uint8Array(bytes)), gone)
    }
  }

  let gone: (error: unknown) => void = () => {}
  const isGone = new Promise<never>((_, reject) => {
    gone = error => reject(refuse('document-damaged', undefined, String(error)))
  })
  isGone.catch(() => {})
  const task = getDocument({
    range: new Slices(file.size, null),
    rangeChunkSize: rangeBytes,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: `${folder}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}standard_fonts/`,
    useWorkerFetch: isFetched,
    isEvalSupported: false,
    // Only text is wanted, so letters need no shapes: of the fonts only Symbol and Dingbats are asked for.
    useSystemFonts: true,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWasm: false,
    enableXfa: false,
    verbosity: 0,
    ...(options.pictures && { maxImageSize: 0, stopAtErrors: options.pictures === 'stop' }),
  })
  try {
    const pdf = await Promise.race([task.promise, isGone])
    return { pdf, orGone: work => Promise.race([work, isGone]), close: () => task.destroy() }
  } catch (error) {
    await task.destroy().catch(() => {})
    throw asFault(error)
  }
}

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
let loading: Promise<PdfJs> | undefined

/** pdf.js wants a worker; this thread is one already, so its other half runs here too. */
function loadPdfJs(): Promise<PdfJs> {
  loading ??= (async () => {
    const worker = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    Object.assign(globalThis, { pdfjsWorker: worker })
    return import('pdfjs-dist/legacy/build/pdf.mjs')
  })()
  return loading
}

function asFault(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return refuse('document-encrypted')
  if (name === 'FaultError' || error instanceof RangeError) return error
  return refuse('document-damaged', undefined, String(error))
}
