/** A piece of text as pdf.js gives it, in the order of the page's content. Lengths are in points. */
export interface TextPiece {
  readonly str: string
  /** a, b, c, d, e, f: from the piece to the page. */
  readonly transform: readonly number[]
  readonly width: number
  readonly hasEOL: boolean
  readonly isVertical: boolean
}

/** A line of a page; y grows upwards. */
export interface Line {
  readonly text: string
  /** Parts of it that stand apart, as cells of a table do. */
  readonly cells: readonly Cell[]
  readonly left: number
  readonly right: number
  /** Of its baseline. */
  readonly y: number
  /** Height of its letters, by most of them. */
  readonly size: number
  readonly isVertical: boolean
}

export interface Cell {
  readonly text: string
  readonly left: number
  readonly right: number
}

/** A gap of so many letter heights is one between cells. */
const cellGap = 1.6
/** And of so many one between words that nothing else parts. */
const wordGap = 0.18

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/

/** Whether no space stands between these two where they meet at a line end: Chinese and Japanese have none. */
export function meetWithoutSpace(before: string, after: string): boolean {
  return wide.test(before.at(-1) ?? '') || wide.test(after[0] ?? '')
}

/** Puts the pieces of a page together to lines, in the order in which the page gives them. */
export function linesOf(pieces: readonly TextPiece[]): Line[] {
  const lines: Line[] = []
  let open: Placed[] = []
  const close = () => {
    const line = lineOf(open)
    if (line) lines.push(line)
    open = []
  }
  for (const piece of pieces) {
    const placed = place(piece)
    const last = open.at(-1)
    if (placed.str.trim() !== '' && last && !isSameLine(last, placed)) close()
    if (placed.str !== '') open.push(placed)
    if (piece.hasEOL) close()
  }
  close()
  return lines
}

interface Placed {
  readonly str: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly isVertical: boolean
  /** Degrees, to a quarter turn; a line has one. */
  readonly turn: number
}

function place({ str, transform, width, isVertical }: TextPiece): Placed {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform
  const size = Math.hypot(c, d) || Math.hypot(a, b)
  const turn = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4
  // Turned text is laid as if it were not: along its own line, and by how far its lines lie apart.
  const [x, y] = [[e, f] as const, [f, -e] as const, [-e, -f] as const, [-f, e] as const][turn] ?? [e, f]
  return { str: clean(str), left: x, right: x + (isVertical ? size : width), y, size, isVertical, turn }
}

/** Control characters and halves of letters are no text. */
function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\ufffd\ufeff]/gu, letter => (letter === '\t' ? ' ' : ''))
}

function isSameLine(before: Placed, after: Placed): boolean {
  if (before.turn !== after.turn || before.isVertical !== after.isVertical) return false
  if (before.isVertical) return Math.abs(before.left - after.left) < before.size * 0.5
  const size = Math.max(before.size, after.size)
  // Small letters stand a little higher or lower. What goes far back begins a new line, even at the same height.
  return Math.abs(before.y - after.y) < size * 0.45 && after.left > before.left - size
}

function lineOf(placed: readonly Placed[]): Line | undefined {
  const worded = placed.filter(({ str }) => str.trim() !== '')
  const first = worded[0]
  if (!first) return undefined
  const cells: { text: string; left: number; right: number }[] = []
  let space = false
  for (const { str, left, right, size, isVertical } of placed) {
    if (str.trim() === '') {
      space = true
      continue
    }
    const cell = cells.at(-1)
    const gap = cell ? left - cell.right : 0
    if (!cell || (!isVertical && gap > size * cellGap)) cells.push({ text: str, left, right })
    else {
      const isParted =
        (space || gap > size * wordGap) && !(wide.test(cell.text.at(-1) ?? '') && wide.test(str[0] ?? ''))
      cell.text += isParted ? ` ${str}` : str
      cell.right = Math.max(cell.right, right)
    }
    space = false
  }
  const tidy = cells.map(cell => ({ ...cell, text: cell.text.replaceAll(/\s+/g, ' ').trim() }))
  const size = usual(worded.map(({ str, size }) => [size, str.length]))
  return {
    text: tidy.map(({ text }) => text).join(' '),
    cells: tidy,
    left: Math.min(...worded.map(({ left }) => left)),
    right: Math.max(...worded.map(({ right }) => right)),
    y: worded.find(each => each.size === size)?.y ?? first.y,
    size,
    isVertical: first.isVertical,
  }
}

/** The value that most of the weight has. */
export function usual(values: readonly (readonly [value: number, weight: number])[]): number {
  const weights = new Map<number, number>()
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight)
  let best = values[0]?.[0] ?? 0
  for (const [value, weight] of weights) if (weight > (weights.get(best) ?? 0)) best = value
  return best
}
