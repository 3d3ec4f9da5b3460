import type { Block, DocumentText, PlacedBlock } from '../document.ts'

const between = '\n\n'

/** Joins blocks into a text and places. A block without text, which no reader makes, is left out. */
export function joinBlocks(blocks: readonly Block[]): DocumentText {
  const texts: string[] = []
  const placed: PlacedBlock[] = []
  let end = -between.length
  for (const { text, ...rest } of blocks) {
    if (text === '') continue
    const start = end + between.length
    end = start + text.length
    texts.push(text)
    placed.push({ ...rest, start, end })
  }
  return { text: texts.join(between), blocks: placed }
}
