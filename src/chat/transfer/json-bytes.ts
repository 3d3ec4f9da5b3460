import type { ImportLimits } from './limits.ts'
import { refuse } from './refusal.ts'

const quote = 0x22
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Takes the bytes of one JSON file as they come, and gives its value once all are there. */
export interface JsonBytes {
  /** Throws ImportRefusal: 'import-too-large', 'import-too-deep'. */
  add(bytes: Uint8Array): void
  /** Throws ImportRefusal: 'import-cut' where it begins as JSON, 'import-unknown' where it does not. */
  value(): unknown
}

/**
 * Reads JSON with its size and depth watched from the first byte on: a parser that is given everything at once knows
 * them too late. In UTF-8 the signs of JSON are never part of another letter, so bytes will do.
 */
export function createJsonBytes(limits: ImportLimits): JsonBytes {
  const decoder = new TextDecoder()
  const pieces: string[] = []
  let size = 0
  let depth = 0
  let isInString = false
  let isEscaped = false

  function watch(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (byte === backslash) isEscaped = true
        else if (byte === quote) isInString = false
      } else if (byte === quote) isInString = true
      else if (byte === openBrace || byte === openBracket) {
        depth += 1
        if (depth > limits.depth) throw refuse('import-too-deep', { depth, limit: limits.depth })
      } else if (byte === closeBrace || byte === closeBracket) depth -= 1
    }
  }

  return {
    add(bytes) {
      size += bytes.length
      if (size > limits.bytes) throw refuse('import-too-large', { bytes: size, limitBytes: limits.bytes })
      watch(bytes)
      pieces.push(decoder.decode(bytes, { stream: true }))
    },
    value() {
      pieces.push(decoder.decode())
      const text = pieces.join('')
      pieces.length = 0
      try {
        return JSON.parse(text)
      } catch {
        // The parser's own message quotes the file.
        throw refuse(/^\s*[[{]/.test(text.slice(0, 1000)) ? 'import-cut' : 'import-unknown')
      }
    },
  }
}
