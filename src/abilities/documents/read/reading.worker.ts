import { serveReading } from './serve-reading.ts'

// The build puts pdf.js's tables there (cmaps-plugin.ts), beside the folder of this script.
serveReading(self, {
  pdfFiles: { cMapUrl: new URL('../pdf/cmaps/', self.location.href).href, isFetched: true },
})
