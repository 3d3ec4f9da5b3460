import { Parser } from 'htmlparser2'
import type { Block } from '../document.ts'
import { refuse } from './refuse.ts'
import { createTableRows } from './table-blocks.ts'

/** A page of HTML as blocks, and the title that it gives itself. */
export interface HtmlDocument {
  readonly blocks: Block[]
  readonly title?: string
}

const words = (list: string) => new Set(list.split(' '))

/** What is not read: code, what is drawn, what is filled in, what leads elsewhere. */
const dropped = words(
  'script style noscript template svg math canvas iframe object embed audio video select textarea button input rp rt',
)
/** Of a page, and not of its text; in a book they are text as well. */
const beside = words('nav aside')
/** Of a page, not of an article in it. */
const frames = words('header footer')
const breaking = words(
  'address article blockquote body caption center dd details dialog div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header footer hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul',
)
const main = words('main article')
/** Elements that hold nothing. */
const empty = words('area base br col embed hr img input link meta param source track wbr')
/** A cell longer than this is a part of a page that is laid out as a table. */
const longestCell = 400
/** Elements in elements in elements, those included that a bad page never closes: the parser slows with each of them. */
const deepest = 20_000

/** An element that is not closed yet, with what it has from those around it. */
interface Open {
  readonly name: string
  readonly isDropped: boolean
  readonly isMain: boolean
  readonly isCode: boolean
  readonly isItem: boolean
  readonly isHead: boolean
  readonly isFigure: boolean
  /** Of the heading that it is in. */
  readonly level: number | undefined
}

const outermost: Open = {
  name: '',
  isDropped: false,
  isMain: false,
  isCode: false,
  isItem: false,
  isHead: false,
  isFigure: false,
  level: undefined,
}

interface OpenTable {
  /** Where its blocks begin, should it turn out to be layout. */
  readonly from: number
  readonly rows: string[][]
  hasHeader: boolean
  isLayout: boolean
}

/**
 * HTML as blocks. Scripts, styles, menus and hidden things are left out; where the page says what its main part is, only
 * that is read. Nothing of it runs or is asked for. Throws FaultError 'document-damaged' where it is nested without end.
 * @param options.isBook For the XHTML of books, where asides are text too.
 */
export function htmlBlocks(
  html: string,
  { isBook = false }: { readonly isBook?: boolean } = {},
): HtmlDocument {
  const found: { block: Block; isMain: boolean }[] = []
  const open: Open[] = []
  const tables: OpenTable[] = []
  let text = ''
  let title = ''
  let headTitle = false

  const top = () => open.at(-1) ?? outermost
  const flush = () => {
    const { isCode, isItem, isMain, level } = top()
    const plain = isCode ? text.replace(/^\n+/, '').trimEnd() : tidy(text)
    text = ''
    if (plain.trim() === '') return
    const block: Block =
      level !== undefined
        ? { kind: 'heading', level, text: plain.replaceAll('\n', ' ') }
        : { kind: isCode ? 'code' : isItem ? 'list-item' : 'paragraph', text: plain }
    found.push({ block, isMain })
    const table = tables.at(-1)
    if (!table) return
    if (level !== undefined || plain.length > longestCell || isCode) table.isLayout = true
    const row = table.rows.at(-1)
    // Words of a table outside of its cells.
    if (!row || row.length === 0) table.rows.push([plain])
    else row[row.length - 1] = `${row[row.length - 1]} ${plain}`.trim()
  }
  const closeTable = () => {
    const table = tables.pop()
    if (!table) return
    const outer = tables.at(-1)
    if (outer) outer.isLayout = true
    if (table.isLayout || outer) return
    const rows = createTableRows(table.hasHeader || 'guess')
    for (const row of table.rows) rows.add(row)
    const { isMain } = top()
    found.splice(table.from, Infinity, ...rows.end().map(block => ({ block, isMain })))
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const outer = top()
        const isDropped = outer.isDropped || isLeftOut(name, attributes, outer.isMain, isBook)
        if (!isDropped && breaking.has(name)) flush()
        if (!isDropped && name === 'br') text += '\n'
        if (!isDropped && name === 'img' && attributes.alt && outer.isFigure) text += ` ${attributes.alt} `
        if (empty.has(name)) return
        if (open.length >= deepest) throw refuse('document-damaged', undefined, 'nested too deep')
        open.push(inner(outer, name, isDropped, attributes.role === 'main'))
        if (name === 'title' && !isDropped && title === '') headTitle = true
        if (isDropped) return
        const table = tables.at(-1)
        if (name === 'table') tables.push({ from: found.length, rows: [], hasHeader: false, isLayout: false })
        else if (name === 'tr') table?.rows.push([])
        else if (table && (name === 'td' || name === 'th')) {
          if (name === 'th' && table.rows.length <= 1) table.hasHeader = true
          if (table.rows.length === 0) table.rows.push([])
          table.rows.at(-1)?.push('')
        }
      },
      ontext(data) {
        if (headTitle) title += data
        else if (!top().isDropped && !top().isHead) text += top().isCode ? data : data.replaceAll(/\s+/g, ' ')
      },
      onclosetag(name) {
        if (name === 'title') headTitle = false
        if (empty.has(name)) return
        const at = open.findLastIndex(each => each.name === name)
        if (at < 0) return
        const { isDropped } = top()
        if (!isDropped && breaking.has(name)) flush()
        open.length = at
        if (name === 'table' && !isDropped) closeTable()
      },
    },
    // Not its XML mode: books use HTML's names of characters.
    { decodeEntities: true, recognizeSelfClosing: isBook },
  )
  parser.write(html.replaceAll(/\r\n?/g, '\n'))
  parser.end()
  flush()
  while (tables.length > 0) closeTable()
  const blocks = chosen(found)
  const name = tidy(title).replaceAll('\n', ' ')
  return { blocks, ...(name !== '' && { title: name }) }
}

function inner(outer: Open, name: string, isDropped: boolean, isMain: boolean): Open {
  const level = /^h[1-6]$/.test(name) ? Number(name[1]) : outer.level
  return {
    name,
    isDropped,
    isMain: outer.isMain || isMain || main.has(name),
    isCode: outer.isCode || name === 'pre',
    isItem: outer.isItem || name === 'li',
    isHead: outer.isHead || name === 'head',
    isFigure: outer.isFigure || name === 'figure',
    level,
  }
}

function isLeftOut(
  name: string,
  attributes: Record<string, string>,
  isInMain: boolean,
  isBook: boolean,
): boolean {
  if (dropped.has(name)) return true
  if (!isBook && (beside.has(name) || (frames.has(name) && !isInMain))) return true
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true
  if (/^(?:navigation|search|banner|contentinfo|complementary)$/.test(attributes.role ?? '')) return true
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '')
}

/** The main part where there is one that is more than a teaser. */
function chosen(found: readonly { block: Block; isMain: boolean }[]): Block[] {
  const inMain = found.filter(each => each.isMain)
  const letters = (list: readonly { block: Block }[]) =>
    list.reduce((sum, { block }) => sum + block.text.length, 0)
  const isEnough = letters(inMain) >= 200 || letters(inMain) * 2 >= letters(found)
  return (inMain.length > 0 && isEnough ? inMain : found).map(({ block }) => block)
}

/** Spaces as a browser shows them; a line break stays one. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map(line => line.replaceAll(/[^\S\n]+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
}
