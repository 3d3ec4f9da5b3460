import { FaultError } from '../../../fault.ts'
import type { Block, ReadEvent } from '../document.ts'

/**
 * Reads a document of text, block by block: paragraphs are parted by blank lines, headings are Markdown's. Throws
 * FaultError 'document-unreadable' for what is not text; an abort throws the signal's reason.
 */
export async function* readDocument(file: File, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  const bytes = await file.arrayBuffer()
  signal.throwIfAborted()
  const isMarkdown = /\.(md|markdown)$/i.test(file.name)
  yield { type: 'read-page', page: 1, of: 1, blocks: blocksOf(decode(bytes), isMarkdown) }
  yield { type: 'read-end', kind: isMarkdown ? 'markdown' : 'text' }
}

function decode(bytes: ArrayBuffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Said below: the same holds for both.
  }
  throw new FaultError({ code: 'document-unreadable', detail: 'not text in UTF-8' })
}

function blocksOf(text: string, isMarkdown: boolean): Block[] {
  const parts = text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(part => part.trim())
    .filter(part => part !== '')
  return parts.flatMap((part): Block[] => {
    const heading = isMarkdown ? /^(#{1,6}) +(.+?)(?:\n+|$)/.exec(part) : null
    if (!heading?.[1] || !heading[2]) return [{ kind: 'paragraph', text: part }]
    const rest = part.slice(heading[0].length).trim()
    const first: Block = { kind: 'heading', level: heading[1].length, text: heading[2] }
    return rest === '' ? [first] : [first, { kind: 'paragraph', text: rest }]
  })
}
