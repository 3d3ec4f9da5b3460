import type { FaultCode } from '../../fault.ts'
import type { FaultNumbers, Formats } from './formats.ts'

/** What can go wrong with a document. */
export type DocumentFault = Extract<FaultCode, `document-${string}`>

/** What is said in English of a document that could not be read. */
export function documentFaultsEn({ integer, bytes }: Formats) {
  const faults: Record<DocumentFault, (numbers: FaultNumbers) => string> = {
    'document-empty': () => 'There is no text in this file.',
    'document-unknown': () =>
      'This is not a kind of file that Hermit can read, whatever its name says. It reads PDF, Word (.docx), EPUB, web pages and plain text.',
    'document-encrypted': () =>
      'This document is locked with a password, and Hermit cannot open it. Save a copy without one and add that.',
    'document-damaged': () => 'This file is damaged or cut off, so it could not be read.',
    'document-encoding': () =>
      'Hermit cannot tell which encoding this text is in. Save it as UTF-8 and add it again.',
    'document-too-large': ({ bytes: have, limitBytes }) =>
      have !== undefined && limitBytes !== undefined
        ? `This file has ${bytes(have)}; Hermit reads up to ${bytes(limitBytes)}.`
        : 'This file is too large to be read here.',
    'document-too-many-pages': ({ pages, limit }) =>
      pages !== undefined && limit !== undefined
        ? `This document has ${integer(pages)} pages; Hermit reads up to ${integer(limit)}.`
        : 'This document has too many pages to be read here.',
    'document-inflates': ({ limitBytes }) =>
      limitBytes !== undefined
        ? `This file unpacks to more than ${bytes(limitBytes)}, which no document does, so Hermit stopped reading it.`
        : 'This file unpacks to more than any document does, so Hermit stopped reading it.',
    'document-scanned': ({ pages, scannedPages }) =>
      pages !== undefined && scannedPages !== undefined
        ? `There is no text in it: ${integer(scannedPages)} of ${integer(pages)} pages are pictures, and Hermit cannot recognise text in pictures yet.`
        : 'The pages of this document are pictures, and Hermit cannot recognise text in pictures yet.',
    'document-interrupted': () => 'Reading was interrupted when its tab was closed.',
    'document-content-damaged': () =>
      'What is kept of this document is damaged. Add its file again to read it anew.',
    'document-missing': () => 'This document is not in the library.',
    'document-stopped': () =>
      'Reading stopped unexpectedly; the device may have too little memory for this file.',
  }
  const faultNames: Record<DocumentFault, string> = {
    'document-empty': 'no text in the file',
    'document-unknown': 'not a readable kind of file',
    'document-encrypted': 'document locked',
    'document-damaged': 'document damaged',
    'document-encoding': 'unknown encoding',
    'document-too-large': 'document too large',
    'document-too-many-pages': 'too many pages',
    'document-inflates': 'document unpacks without end',
    'document-scanned': 'pages are pictures',
    'document-interrupted': 'interrupted',
    'document-content-damaged': 'content damaged',
    'document-missing': 'not in the library',
    'document-stopped': 'reading stopped',
  }
  const faultActions: Record<DocumentFault, string> = {
    'document-empty': 'Dismiss',
    'document-unknown': 'Dismiss',
    'document-encrypted': 'Dismiss',
    'document-damaged': 'Dismiss',
    'document-encoding': 'Dismiss',
    'document-too-large': 'Dismiss',
    'document-too-many-pages': 'Dismiss',
    'document-inflates': 'Dismiss',
    'document-scanned': 'Dismiss',
    'document-interrupted': 'Try again',
    'document-content-damaged': 'Add the file again',
    'document-missing': 'Dismiss',
    'document-stopped': 'Try again',
  }
  return { faults, faultNames, faultActions }
}
