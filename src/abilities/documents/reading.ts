import { type Fault, FaultError, toFault } from '../../fault.ts'
import type { Block, DocumentRecord, DocumentText } from './document.ts'
import type { DocumentProgress } from './library-state.ts'
import type { DocumentTools } from './library-work.ts'

/** A document as it was read, and what its record says of it. */
export interface ReadDocument {
  readonly text: DocumentText
  readonly record: Pick<DocumentRecord, 'kind' | 'characters'> &
    Partial<Pick<DocumentRecord, 'title' | 'pages' | 'scannedPages'>>
}

interface ReadRequest {
  readonly tools: Pick<DocumentTools, 'read' | 'join'>
  readonly blob: Blob
  readonly fileName: string
  readonly signal: AbortSignal
  readonly now: () => number
  readonly onPage: (progress: DocumentProgress) => void
}

/** How often progress is told at most. */
const progressGapMs = 100
/** No time left is said before so much of it has passed. */
const firstGuessMs = 1500

/**
 * Reads a whole document. Throws what its reader throws; where it has no text FaultError 'document-scanned', with the
 * numbers of pages and of those that are pictures, or 'document-empty'.
 */
export async function readInto(request: ReadRequest): Promise<ReadDocument> {
  const { tools, blob, fileName, signal, now, onPage } = request
  const file = blob instanceof File ? blob : new File([blob], fileName)
  const blocks: Block[] = []
  let [pages, scannedPages] = [0, 0]
  let ended: { kind: DocumentRecord['kind']; title?: string } | undefined
  const began = now()
  let toldAt = Number.NEGATIVE_INFINITY
  for await (const event of tools.read(file, signal)) {
    signal.throwIfAborted()
    if (event.type === 'read-end') {
      ended = event
      continue
    }
    // One by one: those of a file without pages come all at once, and as arguments they would be too many for the stack.
    for (const block of event.blocks) blocks.push(block)
    pages = Math.max(pages, event.of)
    if (event.isScanned) scannedPages += 1
    const ms = now() - began
    if (ms - toldAt < progressGapMs) continue
    toldAt = ms
    const msLeft = (ms / event.page) * (event.of - event.page)
    onPage({
      ...{ step: 'reading', page: event.page, of: event.of },
      ...(ms > firstGuessMs && event.page > 2 && { msLeft }),
    })
  }
  if (!ended) throw new FaultError({ code: 'document-stopped', detail: 'the reader did not come to an end' })
  const text = await tools.join(blocks, signal)
  if (text.text.trim() === '') {
    throw new FaultError(
      scannedPages > 0
        ? { code: 'document-scanned', numbers: { pages, scannedPages } }
        : { code: 'document-empty' },
    )
  }
  const hasPages = blocks.some(({ page }) => page !== undefined)
  const { kind, title = '' } = ended
  return {
    text,
    record: {
      kind,
      characters: text.text.length,
      ...(hasPages && { pages }),
      ...(scannedPages > 0 && { scannedPages }),
      ...(title.trim() !== '' && { title: title.trim().slice(0, 300) }),
    },
  }
}

/** What is said of a failure; what nobody foresaw is the file's doing, with its text for the details. */
export function workFault(error: unknown): Fault {
  const fault = toFault(error)
  return fault.code === 'crashed' ? { ...fault, code: 'document-stopped' } : fault
}

/** There is nothing that could be read again. */
export function fileMissing(): FaultError {
  return new FaultError({ code: 'document-interrupted', detail: 'the file was not kept' })
}
