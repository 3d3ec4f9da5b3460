import type { DocumentKind } from './document.ts'

const kinds: readonly (readonly [ending: RegExp, kind: DocumentKind])[] = [
  [/\.pdf$/i, 'pdf'],
  [/\.docx$/i, 'docx'],
  [/\.epub$/i, 'epub'],
  [/\.x?html?$/i, 'html'],
  [/\.(md|markdown|mdx)$/i, 'markdown'],
  [/\.(csv|tsv)$/i, 'csv'],
  [/\.(txt|text|log|rst|org|tex)$/i, 'text'],
]

/** What a file seems to be until it has been read. */
export function kindOfName(name: string): DocumentKind {
  return kinds.find(([ending]) => ending.test(name))?.[1] ?? 'code'
}

/** A file's name as a title: without its ending, and in one line. */
export function titleOfName(name: string): string {
  const title = name
    .replace(/\.[A-Za-z0-9]{1,10}$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return title === '' ? name : title
}
