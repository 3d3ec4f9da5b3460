import type { Block, DocumentKind, ReadEvent } from '../document.ts'
import { decodeText } from './decode-text.ts'
import { endingOf, kindByName } from './document-name.ts'
import { type ReadLimits, readLimits } from './limits.ts'
import type { PdfFiles } from './pdf/open-pdf.ts'
import { refuse } from './refuse.ts'
import { sniff } from './sniff.ts'

export interface ReadOptions {
  /** Where the tables lie that PDFs in Chinese, Japanese and Korean may need. */
  readonly pdfFiles: PdfFiles
  /** Tests bring smaller ones. */
  readonly limits?: ReadLimits
}

/** What a file that is read whole is made of. */
interface Whole {
  readonly kind: DocumentKind
  readonly blocks: readonly Block[]
  readonly title?: string
}

/**
 * Reads a document: what it is, is decided by its bytes, and where those are text by its name. Every page is told as it
 * is read. Throws FaultError. For a worker: it keeps its thread busy.
 */
export async function* readFile(file: Blob, name: string, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const { limits = readLimits, pdfFiles } = options
  if (file.size === 0) throw refuse('document-empty')
  if (file.size > limits.bytes) {
    throw refuse('document-too-large', { bytes: file.size, limitBytes: limits.bytes })
  }
  const head = new Uint8Array(await bytesOf(file.slice(0, 1024)))
  const promised = kindByName(name)
  const found = sniff(head)
  if (found === 'other') throw refuse('document-unknown', undefined, 'the bytes are of another kind of file')
  if (found === 'compound') throw await refusedCompound(file)
  if (found === 'pdf') {
    const { readPdf } = await import('./pdf/read-pdf.ts')
    yield* readPdf(file, limits, pdfFiles)
  } else if (found === 'zip') {
    yield* readZip(file, name, limits)
  } else if (promised === 'pdf' || promised === 'docx' || promised === 'epub') {
    throw refuse('document-damaged', undefined, 'the beginning of the file is not of its kind')
  } else {
    yield* told(await readText(new Uint8Array(await bytesOf(file)), name, promised))
  }
}

async function* told({ kind, blocks, title }: Whole): AsyncGenerator<ReadEvent> {
  if (blocks.length === 0) throw refuse('document-empty')
  yield { type: 'read-page', page: 1, of: 1, blocks }
  yield { type: 'read-end', kind, ...(title !== undefined && title !== '' && { title }) }
}

async function* readZip(file: Blob, name: string, limits: ReadLimits): AsyncGenerator<ReadEvent> {
  const { openZip } = await import('./checked-zip.ts')
  const zip = await openZip(file, limits)
  if (zip.has('META-INF/container.xml')) {
    const { readEpub } = await import('./epub.ts')
    let isEmpty = true
    for await (const event of readEpub(zip, limits)) {
      if (event.type === 'read-page' && event.blocks.length > 0) isEmpty = false
      if (event.type === 'read-end' && isEmpty) throw refuse('document-empty')
      yield event
    }
  } else if (zip.names.some(each => /^word\/document\d*\.xml$/.test(each))) {
    const { docxBlocks } = await import('./docx.ts')
    yield* told({ kind: 'docx', ...(await docxBlocks(zip)) })
  } else {
    const promised = kindByName(name)
    throw refuse(promised === 'docx' || promised === 'epub' ? 'document-damaged' : 'document-unknown')
  }
}

async function readText(bytes: Uint8Array, name: string, promised: DocumentKind | undefined): Promise<Whole> {
  if (promised === 'html') return readHtml(bytes, endingOf(name).startsWith('mht'))
  const { text } = decodeText(bytes)
  switch (promised) {
    case 'markdown': {
      const { markdownBlocks } = await import('./markdown-blocks.ts')
      return { kind: 'markdown', ...markdownBlocks(text) }
    }
    case 'csv': {
      const { csvBlocks } = await import('./csv-blocks.ts')
      return { kind: 'csv', blocks: csvBlocks(text, /^t/.test(endingOf(name)) ? '\t' : undefined) }
    }
    case 'code': {
      const { codeBlocks } = await import('./code-blocks.ts')
      return { kind: 'code', blocks: codeBlocks(text) }
    }
    case 'text':
      break
    default:
      // A page that was saved without an ending.
      if (/^\s*(?:<!doctype html|<html)\b/i.test(text.slice(0, 1000))) return readHtml(bytes, false)
  }
  const { plainBlocks } = await import('./plain-blocks.ts')
  return { kind: 'text', blocks: plainBlocks(text) }
}

async function readHtml(bytes: Uint8Array, isSavedInOne: boolean): Promise<Whole> {
  const { htmlBlocks } = await import('./html-blocks.ts')
  if (isSavedInOne) {
    const { pageOfMhtml } = await import('./mhtml.ts')
    const page = pageOfMhtml(bytes)
    return { kind: 'html', ...htmlBlocks(decodeText(page.bytes, page.charset ?? charsetOf(page.bytes)).text) }
  }
  return { kind: 'html', ...htmlBlocks(decodeText(bytes, charsetOf(bytes)).text) }
}

/** What a page says of its own encoding, in its first 4,096 bytes. */
function charsetOf(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /<\?xml[^>]*encoding=["']([\w-]+)/i.exec(head)?.[1]
  )
}

/** Word writes a document with a password into a container of its old format, and says so in it. */
async function refusedCompound(file: Blob): Promise<Error> {
  const name = Array.from('EncryptedPackage', letter => `${letter}\0`).join('')
  const text = new TextDecoder('latin1').decode(await bytesOf(file))
  return text.includes(name)
    ? refuse('document-encrypted')
    : refuse('document-unknown', undefined, 'an old Office file')
}

/** A file that has changed or gone since it was chosen cannot be read. */
function bytesOf(file: Blob): Promise<ArrayBuffer> {
  return file.arrayBuffer().catch((error: unknown) => {
    throw refuse('document-damaged', undefined, String(error))
  })
}
