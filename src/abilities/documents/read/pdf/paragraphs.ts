import type { Block } from '../../document.ts'
import { headingLevel } from '../heading-words.ts'
import { type Line, meetWithoutSpace, usual } from './lines.ts'

/** What is known of the whole document when a page of it is put together. */
export interface DocumentStyle {
  /** Height of most of its letters, in points. */
  readonly bodySize: number
  /** Titles of its outline as `outlineKey` writes them, and how deep they lie, from 1. */
  readonly outline: ReadonlyMap<string, number>
}

/** A title of an outline, whatever its spaces and cases. */
export function outlineKey(title: string): string {
  return title.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
}

const bullet = /^(?:[•◦▪‣●○■□–—*-]|\(?(?:\d{1,3}|[a-z])[.)]|（?[一二三四五六七八九十\d]{1,3}[）、])\s*(?=\S)/
const ended = /[.!?。！？…"”’」』)）]$/

/** Lines that lie one under the other, and their margins. */
interface Column {
  readonly lines: readonly Line[]
  readonly left: number
  readonly right: number
  /** From baseline to baseline, by most of its lines. */
  readonly leading: number
}

/** The blocks of a page, from its lines in reading order. */
export function blocksOf(lines: readonly Line[], page: number, style: DocumentStyle): Block[] {
  const blocks: Block[] = []
  let before: { readonly line: Line; readonly column: Column } | undefined
  let part: Line[] = []
  const flush = () => {
    const block = blockOf(part, style)
    if (block) blocks.push({ ...block, page })
    part = []
  }
  for (const column of columnsOf(lines)) {
    for (let at = 0; at < column.lines.length; at++) {
      const line = column.lines[at]
      if (!line) continue
      const rows = tableAt(column.lines, at)
      if (rows > 0) {
        flush()
        const table = column.lines.slice(at, at + rows)
        const text = table.map(row => row.cells.map(cell => cell.text).join('\t')).join('\n')
        blocks.push({ kind: 'table', text, page })
        before = undefined
        at += rows - 1
        continue
      }
      if (part.length > 0 && before && !goesOn(before.line, line, before.column, column, part, style)) flush()
      part.push(line)
      before = { line, column }
    }
  }
  flush()
  return blocks
}

/** A line that does not lie under the one before it begins a new column. */
function columnsOf(lines: readonly Line[]): Column[] {
  const groups: Line[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isUnder = last && line.y < last.y && line.left < last.right && line.right > last.left
    if (group && isUnder) group.push(line)
    else groups.push([line])
  }
  return groups.map(group => {
    const gaps = group.slice(1).map((line, at) => round((group[at]?.y ?? 0) - line.y))
    const size = usual(group.map(line => [line.size, line.text.length]))
    const near = gaps.filter(gap => gap < size * 2.2)
    return {
      lines: group,
      left: marginOf(group, size),
      right: Math.max(...group.map(line => line.right)),
      leading: near.length > 0 ? usual(near.map(gap => [gap, 1])) : size * 1.3,
    }
  })
}

/** Where lines begin that are not set in: on a page of short paragraphs most of them are first ones. */
function marginOf(lines: readonly Line[], size: number): number {
  const most = usual(lines.map(line => [round(line.left), line.text.length]))
  const few = lines.length > 12 ? 2 : 1
  const lefts = lines.map(line => round(line.left)).filter(left => left < most && left > most - size * 3)
  const margins = lefts.filter(left => lefts.filter(other => other === left).length >= few)
  return Math.min(most, ...margins)
}

/** To half a point. */
function round(value: number): number {
  return Math.round(value * 2) / 2
}

/** Whether a line belongs to the same paragraph as the one before it. */
function goesOn(
  before: Line,
  line: Line,
  columnBefore: Column,
  column: Column,
  part: readonly Line[],
  style: DocumentStyle,
): boolean {
  if (before.isVertical !== line.isVertical) return false
  if (Math.abs(before.size - line.size) > Math.max(before.size, line.size) * 0.12) return false
  if (before.isVertical) return true
  const soFar = joinLines(part.map(each => each.text))
  const isTitleOn = style.outline.has(outlineKey(soFar + line.text))
  if (!isTitleOn && [soFar, line.text].some(text => style.outline.has(outlineKey(text)))) return false
  const areLarge = isLarge(before, style) && isLarge(line, style)
  if (!areLarge && (headingLevel(line.text) ?? headingLevel(before.text)) !== undefined) return false
  const isFull = before.right > columnBefore.right - (columnBefore.right - columnBefore.left) * 0.15
  if (columnBefore !== column) {
    // Into the next column: only in the middle of a sentence.
    return isFull && !ended.test(before.text) && /^[\p{Ll}\p{Script=Han}]/u.test(line.text)
  }
  // Titles are set wider than what stands under them.
  if (before.y - line.y > Math.max(column.leading * 1.35, areLarge ? line.size * 1.6 : 0)) return false
  if (areLarge) return true
  if (bullet.test(line.text)) {
    // Of a list, or a number that a sentence happens to break before.
    const isList = bullet.test(part[0]?.text ?? '')
    return !isList && isFull && !ended.test(before.text) && Math.abs(line.left - before.left) < 2
  }
  const isItem = bullet.test(part[0]?.text ?? '')
  const indent = line.left - (isItem ? before.left : column.left)
  const isFirstIndented = part.length === 1 && Math.abs(line.left - before.left) > 2
  // Two first lines that are set in, one under the other: the first paragraph had one line.
  if (!isItem && part.length === 1 && indent > line.size * 0.8 && ended.test(before.text)) return false
  // A first line set in, and the line after it at the margin.
  if (isFirstIndented && line.left < before.left) return isFull || !ended.test(before.text)
  if (!isItem && indent > line.size * 0.8 && before.left < line.left - line.size * 0.8) return false
  return isFull || !ended.test(before.text)
}

function isLarge(line: Line, { bodySize }: DocumentStyle): boolean {
  return line.size > bodySize * 1.14
}

function blockOf(lines: readonly Line[], style: DocumentStyle): Omit<Block, 'page'> | undefined {
  const first = lines[0]
  if (!first) return undefined
  const text = joinLines(lines.map(line => line.text))
  if (text === '') return undefined
  const level = levelOf(text, first, lines.length, style)
  if (level !== undefined) return { kind: 'heading', level, text }
  const mark = bullet.exec(text)?.[0]
  // A number stays with its item: "see 3." means it.
  if (mark !== undefined && text.length > mark.length) {
    return { kind: 'list-item', text: /[\p{L}\p{N}]/u.test(mark) ? text : text.slice(mark.length) }
  }
  return { kind: 'paragraph', text }
}

function levelOf(text: string, line: Line, lines: number, style: DocumentStyle): number | undefined {
  const deep = style.outline.get(outlineKey(text))
  if (deep !== undefined && text.length < 200) return Math.min(6, deep)
  const ratio = line.size / style.bodySize
  if (isLarge(line, style) && lines <= 4 && text.length < 200 && /\p{L}/u.test(text)) {
    return ratio > 1.7 ? 1 : ratio > 1.35 ? 2 : 3
  }
  return lines <= 2 ? headingLevel(text) : undefined
}

const cutWord = /\p{L}[-\u2010\u00ad]$/u

/** Lines as one text: words that were cut at a line end are whole again. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line
    if (cutWord.test(text) && /^\p{Ll}/u.test(line)) return text.slice(0, -1) + line
    return meetWithoutSpace(text, line) ? text + line : `${text} ${line}`
  }, '')
}

/** A word that is cut at the end of a page is whole there: the next page begins after it. */
export function mendCutWord(before: readonly Block[], after: readonly Block[]): [Block[], Block[]] {
  const last = before.at(-1)
  const first = after[0]
  const rest = /^\p{Ll}\S*/u.exec(first?.text ?? '')?.[0]
  const isCut = last?.kind === 'paragraph' && first?.kind === 'paragraph' && cutWord.test(last.text)
  if (!isCut || rest === undefined) return [[...before], [...after]]
  const left = first.text.slice(rest.length).trimStart()
  return [
    [...before.slice(0, -1), { ...last, text: last.text.slice(0, -1) + rest }],
    [...(left === '' ? [] : [{ ...first, text: left }]), ...after.slice(1)],
  ]
}

/** How many lines from this one on are rows of a table: three or more with cells that stand under each other. */
function tableAt(lines: readonly Line[], from: number): number {
  const first = lines[from]
  if (!first || first.cells.length < 2) return 0
  let rows = 1
  for (; from + rows < lines.length; rows++) {
    const line = lines[from + rows]
    const last = lines[from + rows - 1]
    if (!line || !last || line.cells.length < 2 || last.y - line.y > line.size * 3) break
    const under = line.cells.filter(cell => first.cells.some(each => overlap(each, cell)))
    if (under.length < 2) break
  }
  const table = lines.slice(from, from + rows)
  const letters = table.reduce((sum, { text }) => sum + text.length, 0)
  const cells = table.reduce((sum, line) => sum + line.cells.length, 0)
  // Long cells are columns of text, or a line whose words stand far apart.
  return rows >= 3 && letters / cells < 40 ? rows : 0
}

function overlap(a: { left: number; right: number }, b: { left: number; right: number }): boolean {
  return a.left < b.right && b.left < a.right
}
