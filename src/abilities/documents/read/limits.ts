/** How much of a document Hermit reads. The numbers are Hermit's own. */
export const readLimits = {
  /** Of the file: what the worker can hold beside its text on a device of 4 GB. */
  bytes: 100_000_000,
  pages: 2000,
  /** Of what the parts of a DOCX or an EPUB inflate to: many times a thousand pages of text. */
  inflatedBytes: 128 * 1024 * 1024,
  /** Files in a DOCX or an EPUB, pictures too. */
  zipEntries: 20_000,
} as const

export type ReadLimits = { readonly [Key in keyof typeof readLimits]: number }
