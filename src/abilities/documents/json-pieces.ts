import type { Chunk, DocumentText } from './document.ts'
import type { Bytes } from './sealed-store.ts'

/** So many characters are sealed at once: in UTF-8 never more than `pieceBytes`, and made in some milliseconds. */
const pieceCharacters = 500_000
/** So much of a text, or of a list, is turned into JSON in one go. */
const textCharacters = 100_000
const listItems = 200

/**
 * A document's text as the JSON that JSON.stringify makes of it, in pieces to be sealed. Each is made when it is asked
 * for, so that a long document does not hold up the page.
 */
export function* textInPieces({ text, blocks }: DocumentText): Generator<Bytes> {
  yield* encoded(
    (function* () {
      yield '{"text":"'
      for (let at = 0; at < text.length; at += textCharacters) {
        // A character that is cut in two is written as two escapes, which are one character again when they are read.
        yield JSON.stringify(text.slice(at, at + textCharacters)).slice(1, -1)
      }
      yield '","blocks":'
      yield* listParts(blocks)
      yield '}'
    })(),
  )
}

/** The same of its chunks. */
export function* chunksInPieces(chunks: readonly Chunk[]): Generator<Bytes> {
  yield* encoded(listParts(chunks))
}

function* listParts(items: readonly unknown[]): Generator<string> {
  yield '['
  for (let at = 0; at < items.length; at += listItems) {
    const part = JSON.stringify(items.slice(at, at + listItems)).slice(1, -1)
    yield at > 0 ? `,${part}` : part
  }
  yield ']'
}

function* encoded(parts: Iterable<string>): Generator<Bytes> {
  const encoder = new TextEncoder()
  let waiting = ''
  for (const part of parts) {
    if (waiting.length + part.length > pieceCharacters && waiting !== '') {
      yield encoder.encode(waiting)
      waiting = ''
    }
    waiting += part
  }
  yield encoder.encode(waiting)
}
