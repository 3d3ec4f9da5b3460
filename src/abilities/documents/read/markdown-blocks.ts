import type { Block } from '../document.ts'
import { linesOf } from './plain-blocks.ts'
import { createTableRows } from './table-blocks.ts'

/** A Markdown file as blocks, and the title that its front matter or its first heading gives it. */
export interface MarkdownDocument {
  readonly blocks: Block[]
  readonly title?: string
}

const fence = /^ {0,3}(`{3,}|~{3,})/
/** A line that is longer is no heading, no rule, and is taken as it is: the patterns here are for lines that people write. */
const longestLine = 5000

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
const item = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+/
const ruleLine = /^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/
const tableRule = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

/** Splits Markdown into blocks of plain text. Only what is surely a mark is taken away: no word is lost. */
export function markdownBlocks(text: string): MarkdownDocument {
  const { lines, title } = withoutFrontMatter(linesOf(text))
  const blocks: Block[] = []
  let part: string[] = []
  let kind: 'paragraph' | 'list-item' = 'paragraph'
  const flush = () => {
    const plain = part.map(inlineText).join('\n').trim()
    if (plain !== '') blocks.push({ kind, text: plain })
    part = []
    kind = 'paragraph'
  }
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/^(?:\s{0,3}>[ \t]?)+/, '')
    if (line.length > longestLine) {
      part.push(line.trim())
      continue
    }
    const mark = fence.exec(line)?.[1]
    const title = heading.exec(line)
    if (mark !== undefined) {
      flush()
      at = takeCode(lines, at, mark, blocks)
    } else if (title) {
      flush()
      pushHeading(blocks, title[1]?.length ?? 1, title[2] ?? '')
    } else if (line.includes('|') && isTableRule(lines[at + 1] ?? '')) {
      flush()
      at = takeTable(lines, at, blocks)
    } else if (part.length > 0 && kind === 'paragraph' && /^ {0,3}(?:=+|-+)\s*$/.test(line)) {
      const words = part.map(inlineText).join(' ')
      part = []
      pushHeading(blocks, line.includes('=') ? 1 : 2, words)
    } else if (line.trim() === '' || ruleLine.test(line)) {
      flush()
    } else {
      const bullet = item.exec(line)?.[0]
      if (bullet !== undefined) flush()
      if (bullet !== undefined) kind = 'list-item'
      part.push(line.slice(bullet?.length ?? 0).trim())
    }
  }
  flush()
  const first = blocks.find(block => block.kind === 'heading' && block.level === 1)
  const found = title ?? first?.text
  return { blocks, ...(found !== undefined && { title: found }) }
}

function isTableRule(line: string): boolean {
  return line.length <= longestLine && tableRule.test(line.trim())
}

function pushHeading(blocks: Block[], level: number, words: string): void {
  const text = inlineText(words).trim()
  if (text !== '') blocks.push({ kind: 'heading', level, text })
}

/** @returns The line that the code ends at. */
function takeCode(lines: readonly string[], begin: number, mark: string, blocks: Block[]): number {
  const code: string[] = []
  let at = begin + 1
  for (; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const end = fence.exec(line)?.[1]
    if (end?.startsWith(mark) && line.trim() === end) break
    code.push(line)
  }
  const text = code.join('\n').replace(/^\n+/, '').trimEnd()
  if (text !== '') blocks.push({ kind: 'code', text })
  return at
}

/** @returns The last line of the table. */
function takeTable(lines: readonly string[], begin: number, blocks: Block[]): number {
  const rows = createTableRows(true)
  rows.add(cellsOf(lines[begin] ?? ''))
  let at = begin + 2
  for (; at < lines.length && (lines[at] ?? '').includes('|'); at++) rows.add(cellsOf(lines[at] ?? ''))
  blocks.push(...rows.end())
  return at - 1
}

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\||(?<!\\)\|$/g, '')
  return inner.split(/(?<!\\)\|/).map(cell => inlineText(cell.replaceAll('\\|', '|')).trim())
}

/** Words without the marks around them; the words of a link without its address. */
function inlineText(text: string): string {
  if (text.length > longestLine) return text
  return text
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/!\[([^\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replaceAll(/\[([^[\]]+)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replaceAll(/(\*\*|__)(?=\S)([^*_\n]*?\S)\1/g, '$2')
    .replaceAll(/(?<![\w*])([*_])(?=[^\s*_])([^*_\n]*?[^\s*_])\1(?![\w*])/g, '$2')
    .replaceAll(/(`+)(?!`)([^`\n]+?)\1(?!`)/g, '$2')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|>~])/g, '$1')
}

function withoutFrontMatter(lines: readonly string[]): { lines: readonly string[]; title?: string } {
  if (lines[0]?.trim() !== '---') return { lines }
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  const matter = lines.slice(1, end)
  // A rule at the top is none: front matter has keys.
  if (end < 0 || end > 200 || !matter.some(line => /^[\w-]+\s*:/.test(line))) return { lines }
  const title = matter
    .map(line => /^title\s*:\s*(.+?)\s*$/i.exec(line)?.[1])
    .find(found => found !== undefined)
  return {
    lines: lines.slice(end + 1),
    ...(title !== undefined && { title: title.replace(/^(["'])(.*)\1$/, '$2') }),
  }
}
