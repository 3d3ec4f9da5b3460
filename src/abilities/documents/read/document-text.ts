import { atOnce } from '../../../slices.ts'
import type { Block, DocumentText, PlacedBlock } from '../document.ts'

const between = '\n\n'
/** So many blocks are a step: some microseconds each. */
const stepBlocks = 64
/** So many characters are joined in a step; the last step then puts a few long pieces together, which is a plain copy. */
const pieceCharacters = 1_000_000

/** Joins blocks into a text and places. A block without text, which no reader makes, is left out. */
export function joinBlocks(blocks: readonly Block[]): DocumentText {
  return atOnce(joinInSteps(blocks))
}

/** The same in small steps: of a document of 100 MB it takes seconds. */
export function* joinInSteps(blocks: readonly Block[]): Generator<void, DocumentText> {
  const placed: PlacedBlock[] = []
  const pieces: string[] = []
  let texts: string[] = []
  let joined = 0
  let end = -between.length
  let count = 0
  for (const { text, ...rest } of blocks) {
    if (++count % stepBlocks === 0) yield
    if (text === '') continue
    const start = end + between.length
    end = start + text.length
    texts.push(text)
    placed.push({ ...rest, start, end })
    if (end - joined < pieceCharacters) continue
    pieces.push(texts.join(between))
    texts = []
    joined = end
    yield
  }
  if (texts.length > 0) pieces.push(texts.join(between))
  yield
  return { text: pieces.join(between), blocks: placed }
}
