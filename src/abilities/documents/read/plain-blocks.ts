import type { Block } from '../document.ts'
import { headingLevel } from './heading-words.ts'

/** A part without an empty line that is longer than this has its paragraphs as lines. */
const longestPart = 1500

/** Plain text as blocks: parted by empty lines, and in texts that have none by lines. */
export function plainBlocks(text: string): Block[] {
  const lines = linesOf(text)
  const blocks: Block[] = []
  let part: string[] = []
  const flush = () => {
    const whole = part.join('\n')
    part = []
    if (whole === '') return
    const pieces = whole.length > longestPart || isIndented(whole) ? whole.split('\n') : [whole]
    for (const piece of pieces) blocks.push({ kind: 'paragraph', text: piece.trim() })
  }
  for (const line of lines) {
    const trimmed = line.trim()
    const level = trimmed === '' ? undefined : headingLevel(trimmed)
    if (trimmed === '' || level !== undefined) flush()
    if (level !== undefined) blocks.push({ kind: 'heading', level, text: trimmed })
    else if (trimmed !== '') part.push(line.trimEnd())
  }
  flush()
  return blocks
}

/** Every line begins with the two wide spaces of a Chinese paragraph. */
function isIndented(part: string): boolean {
  return part.split('\n').every(line => /^(?:\u3000|\s{2,}(?=[\u4e00-\u9fff“「]))/.test(line))
}

/** The lines of a text, whatever ends them; a form feed ends one too. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\r\n\f\u2028\u2029]/)
}
