import type { DocumentText, PlacedBlock } from './document.ts'

/**
 * A plain text with "#" headings, "|" tables and blank lines between blocks as a reader would give it: enough of Markdown
 * for tests and benches.
 */
export function plainText(source: string): DocumentText {
  const blocks: PlacedBlock[] = []
  let text = ''
  for (const part of source.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    const body = part.trim()
    if (body === '') continue
    const heading = /^(#{1,6}) +([^\n]+)$/.exec(body)
    const isTable = body.startsWith('|')
    const isList = /^[-*] /.test(body)
    const shown = heading ? (heading[2] ?? '') : isTable ? tableText(body) : body
    if (text !== '') text += '\n\n'
    const start = text.length
    text += shown
    const place = { start, end: text.length }
    if (heading) blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, ...place })
    else blocks.push({ kind: isTable ? 'table' : isList ? 'list-item' : 'paragraph', ...place })
  }
  return { text, blocks }
}

function tableText(source: string): string {
  const rows = source.split('\n').filter(row => !/^\|[\s|:-]+$/.test(row))
  return rows
    .map(row =>
      row
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim())
        .join('\t'),
    )
    .join('\n')
}
