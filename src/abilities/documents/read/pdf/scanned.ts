import { type OpenedPdf, openPdf, type PdfFiles } from './open-pdf.ts'

/** Says of pages without text whether they are pictures. */
export interface ScanFinder {
  isScanned(page: number): Promise<boolean>
  close(): Promise<void>
}

/** A drawing of so many strokes may be letters without text; fewer are lines of a form. */
const manyStrokes = 60

/**
 * Decoding a scanned page takes a second, and a book has hundreds. So the file is opened once more, in a way that
 * makes pdf.js stop at a picture, before it decodes it, and say so.
 */
export function createScanFinder(file: Blob, files: PdfFiles): ScanFinder {
  let opening: Promise<OpenedPdf> | undefined
  return {
    async isScanned(number) {
      opening ??= openPdf(file, files, { onlyLooks: true })
      const { pdf, orGone } = await opening
      const page = await orGone(pdf.getPage(number))
      try {
        const { fnArray } = await orGone(page.getOperatorList())
        return fnArray.length > manyStrokes
      } catch (error) {
        return /exceeded maximum allowed size/.test(String(error))
      } finally {
        page.cleanup()
      }
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close()
    },
  }
}
