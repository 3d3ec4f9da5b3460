import type { Block } from '../document.ts'
import { linesOf } from './plain-blocks.ts'

/** Parts are joined up to about this many letters, so that a function is not cut at each of its empty lines. */
const aimed = 800
/** A part without an empty line that is longer is cut at a line end. */
const longest = 4000

/** Source code as blocks, parted at empty lines; indentation is kept. */
export function codeBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let length = 0
  const flush = () => {
    const whole = lines.join('\n').replace(/^\n+/, '').trimEnd()
    lines = []
    length = 0
    if (whole.trim() !== '') blocks.push({ kind: 'code', text: whole })
  }
  for (const line of linesOf(text)) {
    const isEmpty = line.trim() === ''
    // What begins at the margin after an empty line begins something new.
    if (length > longest || (isEmpty && length > aimed)) flush()
    lines.push(line.trimEnd())
    length += line.length + 1
  }
  flush()
  return blocks
}
