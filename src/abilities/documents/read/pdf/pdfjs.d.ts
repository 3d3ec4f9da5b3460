/** The half of pdf.js that reads files; the package has no types for it, and only its other half calls it. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown
}
