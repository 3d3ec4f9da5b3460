import type { Block, DocumentText, PlacedBlock } from '../document.ts'

/** Whether Hermit reads files of this name. */
export function isDocumentName(name: string): boolean {
  return /\.(txt|text|md|markdown)$/i.test(name)
}

/** The text of blocks, and where each of them lies in it. */
export function joinBlocks(blocks: readonly Block[]): DocumentText {
  const placed: PlacedBlock[] = []
  const parts: string[] = []
  let at = 0
  for (const { text, ...block } of blocks) {
    placed.push({ ...block, start: at, end: at + text.length })
    parts.push(text)
    at += text.length + 2
  }
  return { text: parts.join('\n\n'), blocks: placed }
}
