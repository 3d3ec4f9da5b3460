import type { CitedSentence } from './attribute.ts'

/** Where the numbers of a sentence belong in a drawn block. */
export interface Placement {
  /** Which of its texts, and the offset in it. */
  readonly node: number
  readonly offset: number
  readonly numbers: readonly number[]
}

const wordJoiner = '\u2060'
/** Code, tables and formulas are drawn in ways that their sentences cannot be followed through. */
const notProse = 'pre, code, .code-box, .table-box, .formula, button'

/** Marks that end a sentence, and what closes behind them. */
const endMarks = /^[.!?…。！？]+["'”’)）」》]*/u

/**
 * Where sentences end in a block, by its letters and digits alone: what Markdown makes of all else makes no difference.
 * @param texts The block's texts, in order.
 */
export function placementsIn(texts: readonly string[], sentences: readonly CitedSentence[]): Placement[] {
  const runs: { readonly at: number; readonly node: number; readonly offset: number }[] = []
  let letters = ''
  texts.forEach((text, node) => {
    for (const run of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      runs.push({ at: letters.length, node, offset: run.index })
      letters += run[0]
    }
  })
  const placements: Placement[] = []
  let from = 0
  let run = 0
  for (const { text, numbers } of sentences) {
    const wanted = lettersOf(text)
    const at = wanted === '' ? -1 : letters.indexOf(wanted, from)
    if (at < 0) continue
    from = at + wanted.length
    if (numbers.length === 0) continue
    while ((runs[run + 1]?.at ?? Number.POSITIVE_INFINITY) < from) run += 1
    const last = runs[run]
    if (!last) continue
    const end = last.offset + from - last.at
    const [marks = ''] = /^[^\s\p{L}\p{N}]*/u.exec(texts[last.node]?.slice(end) ?? '') ?? []
    const offset = end + marks.length
    const isAtEnd = offset === texts[last.node]?.length
    // What ends a sentence may stand behind its bold last word, in a text of its own.
    const [behind = ''] = (isAtEnd && endMarks.exec(texts[last.node + 1] ?? '')) || []
    const place = behind === '' ? { node: last.node, offset } : { node: last.node + 1, offset: behind.length }
    placements.push({ ...place, numbers })
  }
  return placements
}

/** Of a link the words count, not its address. */
function lettersOf(markdown: string): string {
  return markdown.replace(/\]\([^()\s]*\)/g, ']').replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Puts buttons with the numbers of its sentences into a block. */
export function placeNumbers(
  block: DocumentFragment,
  sentences: readonly CitedSentence[],
  nameOf: (number: number) => string,
): void {
  const nodes: Text[] = []
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text && !node.parentElement?.closest(notProse)) nodes.push(node)
  }
  const placements = placementsIn(
    nodes.map(({ data }) => data),
    sentences,
  )
  // From the end: what is before a place stays where it is.
  for (const { node, offset, numbers } of placements.toReversed()) {
    const text = nodes[node]
    if (!text) continue
    const after = offset < text.length ? text.splitText(offset) : text.nextSibling
    for (const number of numbers) {
      // A number does not begin a line: it stays with what it is the number of.
      text.parentNode?.insertBefore(document.createTextNode(wordJoiner), after)
      text.parentNode?.insertBefore(numberButton(number, nameOf(number)), after)
    }
  }
}

function numberButton(number: number, name: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'source-number'
  button.dataset.source = String(number)
  button.textContent = String(number)
  button.ariaLabel = name
  button.title = name
  return button
}
