import { serveReading } from './serve-reading.ts'

// The build puts pdf.js's tables there (pdf-files-plugin.ts), beside the folder of this script.
serveReading(self, {
  pdfFiles: { folder: new URL('../pdf/', self.location.href).href, isFetched: true },
})
