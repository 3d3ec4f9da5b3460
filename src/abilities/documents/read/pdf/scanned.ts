import { type OpenedPdf, openPdf, type PdfFiles } from './open-pdf.ts'

/** Says of pages without text whether they are pictures. */
export interface ScanFinder {
  isScanned(page: number): Promise<boolean>
  close(): Promise<void>
}

/** A drawing of so many strokes may be letters without text; fewer are lines of a form. */
const manyStrokes = 60

/**
 * Decoding a scanned page takes a second, and a book has hundreds. So the file is opened twice more, both times with
 * pictures forbidden: once such that pdf.js passes over them, and once such that it gives a page up at the first. A page
 * that has something on it, and nothing where it was given up, has a picture.
 */
export function createScanFinder(file: Blob, files: PdfFiles): ScanFinder {
  let opening: Promise<readonly [passing: OpenedPdf, stopping: OpenedPdf]> | undefined
  const open = () =>
    Promise.all([openPdf(file, files, { pictures: 'pass' }), openPdf(file, files, { pictures: 'stop' })])
  return {
    async isScanned(number) {
      opening ??= open()
      const [passing, stopping] = await opening
      const drawn = await deedsOn(passing, number)
      if (drawn === 0 || drawn > manyStrokes) return drawn > 0
      return (await deedsOn(stopping, number)) === 0
    },
    async close() {
      const opened = await opening?.catch(() => [])
      await Promise.all((opened ?? []).map(each => each.close()))
    },
  }
}

/** How many things are done to draw a page. */
async function deedsOn({ pdf, orGone }: OpenedPdf, number: number): Promise<number> {
  const page = await orGone(pdf.getPage(number))
  try {
    return (await orGone(page.getOperatorList())).fnArray.length
  } catch {
    return 0
  } finally {
    page.cleanup()
  }
}
