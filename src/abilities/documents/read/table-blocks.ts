import type { Block } from '../document.ts'

/** Rows go together up to about this many letters. */
const aimed = 600

/** Gathers rows into blocks of a table. */
export interface TableRows {
  add(cells: readonly string[]): void
  /** The blocks that are whole by now; each is given once. */
  take(): Block[]
  /** The rest. */
  end(): Block[]
}

/**
 * Rows of a table as blocks, each of which can be understood by itself: the header stands in every one.
 * @param header Whether the first row is one; 'guess' takes it for one where it has words and no numbers.
 */
export function createTableRows(header: boolean | 'guess'): TableRows {
  let head: string | undefined
  let isFirst = true
  let rows: string[] = []
  let length = 0
  let done: Block[] = []
  let hasRows = false
  const flush = () => {
    if (rows.length === 0) return
    done.push({ kind: 'table', text: (head === undefined ? rows : [head, ...rows]).join('\n') })
    rows = []
    length = 0
  }
  const take = () => {
    const blocks = done
    done = []
    return blocks
  }
  return {
    add(cells) {
      const row = lineOf(cells)
      const wasFirst = isFirst
      isFirst = false
      if (row === undefined) return
      if (wasFirst && (header === 'guess' ? isHeader(cells) : header)) {
        head = row
        return
      }
      hasRows = true
      rows.push(row)
      length += row.length + 1
      if (length >= aimed) flush()
    },
    take,
    end() {
      flush()
      // A header with nothing under it is all there is.
      if (head !== undefined && !hasRows) done.push({ kind: 'table', text: head })
      return take()
    },
  }
}

/** Cells parted by tabs; undefined for a row without a word. */
function lineOf(cells: readonly string[]): string | undefined {
  const line = cells.map(cell => cell.replaceAll(/\s+/g, ' ').trim()).join('\t')
  return line.trim() === '' ? undefined : line.trimEnd()
}

function isHeader(cells: readonly string[]): boolean {
  const words = cells.map(cell => cell.trim()).filter(cell => cell !== '')
  return words.length > 0 && words.every(cell => !/^[-+]?[\d.,:/%\s$€¥£-]+$/.test(cell))
}
