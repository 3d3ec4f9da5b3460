import type { PDFDocumentProxy, PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js'
import { FaultError } from '../../../../fault.ts'
import type { ReadEvent } from '../../document.ts'
import type { ReadLimits } from '../limits.ts'
import { refuse } from '../refuse.ts'
import { linesOf, type TextPiece } from './lines.ts'
import { type OpenedPdf, openPdf, type PdfFiles } from './open-pdf.ts'
import { blocksOf, type DocumentStyle, mendCutWord, outlineKey } from './paragraphs.ts'
import { neighbours, type PageLines, withoutRunningLines } from './running-lines.ts'
import { createScanFinder } from './scanned.ts'

interface ReadPage extends PageLines {
  readonly isScanned: boolean
  readonly isBroken?: boolean
}

const emptyPage: ReadPage = { page: 0, lines: [], bottom: 0, height: 1, isScanned: false }

/** Reads a PDF page by page; text in pictures is not seen, but said of the page. Throws FaultError. */
export async function* readPdf(file: Blob, limits: ReadLimits, files: PdfFiles): AsyncGenerator<ReadEvent> {
  const opened = await openPdf(file, files)
  const scans = createScanFinder(file, files)
  try {
    const { pdf } = opened
    const of = pdf.numPages
    if (of > limits.pages) throw refuse('document-too-many-pages', { pages: of, limit: limits.pages })
    if (of === 0) throw refuse('document-empty')
    const outline = await outlineOf(pdf)
    const pages: ReadPage[] = []
    let isEmpty = true
    let isBroken = false
    let held: Extract<ReadEvent, { type: 'read-page' }> | undefined
    /** Letters by their height, so far. */
    const sizes = new Map<number, number>()
    for (let page = 1; page <= of; page++) {
      // Some pages ahead, to know what comes again on each, and what size the text has.
      while (pages.length < Math.min(of, page + 2 * neighbours)) {
        const read = await readPage(opened, pages.length + 1, scans.isScanned)
        for (const { size, text } of read.lines) {
          const key = Math.round(size * 2) / 2
          sizes.set(key, (sizes.get(key) ?? 0) + text.length)
        }
        pages.push(read)
      }
      const here = pages[page - 1]
      if (!here) break
      const around = pages
        .slice(Math.max(0, page - 1 - neighbours), page + neighbours)
        .filter(each => each !== here)
      const style: DocumentStyle = { bodySize: largest(sizes), outline }
      const [before, blocks] = mendCutWord(
        held?.blocks ?? [],
        blocksOf(withoutRunningLines(here, around), page, style),
      )
      // What was told is let go of but for its margins' neighbours.
      if (page > neighbours) pages[page - 1 - neighbours] = emptyPage
      isBroken ||= here.isBroken ?? false
      isEmpty &&= blocks.length === 0 && !here.isScanned
      if (held) yield { ...held, blocks: before }
      held = { type: 'read-page', page, of, blocks, ...(here.isScanned && { isScanned: true }) }
    }
    if (held) yield held
    if (isEmpty) throw refuse(isBroken ? 'document-damaged' : 'document-empty')
    const title = await titleOf(pdf)
    yield { type: 'read-end', kind: 'pdf', ...(title !== undefined && { title }) }
  } finally {
    await Promise.all([opened.close(), scans.close()])
  }
}

async function readPage(
  { pdf, orGone }: OpenedPdf,
  number: number,
  isScanned: (page: number) => Promise<boolean>,
): Promise<ReadPage> {
  let page: PDFPageProxy | undefined
  try {
    page = await orGone(pdf.getPage(number))
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view
    const { items, styles } = await orGone(page.getTextContent())
    const pieces = items
      .filter(isText)
      .map(({ str, transform, width, height, hasEOL, fontName }): TextPiece => {
        const isVertical = styles[fontName]?.vertical ?? false
        // The cast holds: a matrix has numbers.
        return {
          str,
          transform: transform as number[],
          width: isVertical ? height : width,
          hasEOL,
          isVertical,
        }
      })
    const lines = linesOf(pieces)
    const height = page.rotate % 180 === 0 ? top - bottom : right - left
    return {
      page: number,
      lines,
      bottom,
      height: Math.max(1, height),
      isScanned: lines.length === 0 && (await isScanned(number)),
    }
  } catch (error) {
    // One page that is broken is an empty one: the others can be read. A file that is gone, and memory, are all pages'.
    if (error instanceof FaultError || error instanceof RangeError) throw error
    return { ...emptyPage, page: number, isBroken: true }
  } finally {
    page?.cleanup()
  }
}

function isText(item: object): item is TextItem {
  return 'str' in item
}

function largest(sizes: ReadonlyMap<number, number>): number {
  let best = 12
  for (const [size, letters] of sizes) if (letters > (sizes.get(best) ?? 0)) best = size
  return best
}

/** Outlines are the PDF's own, and may be large. */
const mostTitles = 5000

async function outlineOf(pdf: PDFDocumentProxy): Promise<ReadonlyMap<string, number>> {
  const titles = new Map<string, number>()
  const outline = await pdf.getOutline().catch(() => null)
  let level = outline ?? []
  for (let depth = 1; level.length > 0 && titles.size < mostTitles; depth++) {
    for (const { title } of level) {
      const key = outlineKey(title)
      if (key !== '' && !titles.has(key)) titles.set(key, depth)
    }
    // The cast holds: what lies below is of the same kind.
    level = level.flatMap(({ items }) => items as typeof level)
  }
  return titles
}

async function titleOf(pdf: PDFDocumentProxy): Promise<string | undefined> {
  const info: unknown = await pdf.getMetadata().then(
    metadata => metadata.info,
    () => undefined,
  )
  const title: unknown = typeof info === 'object' && info !== null && 'Title' in info ? info.Title : undefined
  if (typeof title !== 'string') return undefined
  const words = title.replaceAll(/\s+/g, ' ').trim()
  // What a program called its file is no title.
  return words === '' || /^(?:untitled|microsoft word - .*|.*\.(?:docx?|tex|dvi|indd|qxd|pdf))$/i.test(words)
    ? undefined
    : words.slice(0, 300)
}
