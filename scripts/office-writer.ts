import {
  TextReader,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-custom.js'
import { alice, handbook } from './document-texts.ts'

/** Zips have times in them; these have always the same. */
const at = new Date(2026, 0, 1)

async function zip(
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, lastModDate: at })
  for (const [name, content] of files) {
    const reader = typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content)
    await writer.add(name, reader, name === 'mimetype' ? { level: 0 } : {})
  }
  return writer.close()
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const paragraph = (text: string, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
const styled = (style: string) => `<w:pStyle w:val="${style}"/>`

/** The handbook as Word writes one: styles, a list, a table, a footnote, a picture. */
export function handbookDocx(): Promise<Uint8Array> {
  const listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
  const table = handbook.fees
    .map(row => `<w:tr>${row.map(cell => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`)
    .join('')
  const body = [
    paragraph(handbook.title, styled('Title')),
    paragraph(handbook.intro),
    paragraph('Rules', styled('Heading1')),
    ...handbook.rules.map(rule => paragraph(rule, listed)),
    paragraph('Fees', styled('Heading1')),
    `<w:tbl>${table}</w:tbl>`,
    `<w:p><w:r><w:t>${handbook.note}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
    paragraph('中文说明：进港前请先鸣钟两次。'),
  ]
  const style = (id: string, name: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
  const type = (part: string, kind: string) =>
    `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`
  const link = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${kind}" Target="${target}"/>`
  const links = (body: string) =>
    `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`
  return zip([
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('document', 'document.main')}${type('styles', 'styles')}${type('numbering', 'numbering')}${type('footnotes', 'footnotes')}</Types>`,
    ],
    ['_rels/.rels', links(link(1, 'officeDocument', 'word/document.xml'))],
    [
      'docProps/core.xml',
      `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${handbook.title} &amp; Fees</dc:title></cp:coreProperties>`,
    ],
    ['word/document.xml', `${xml}<w:document ${word}><w:body>${body.join('')}</w:body></w:document>`],
    [
      'word/_rels/document.xml.rels',
      links(
        link(1, 'styles', 'styles.xml') +
          link(2, 'numbering', 'numbering.xml') +
          link(3, 'footnotes', 'footnotes.xml'),
      ),
    ],
    [
      'word/styles.xml',
      `${xml}<w:styles ${word}>${style('Title', 'Title')}${style('Heading1', 'heading 1')}</w:styles>`,
    ],
    [
      'word/numbering.xml',
      `${xml}<w:numbering ${word}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ],
    [
      'word/footnotes.xml',
      `${xml}<w:footnotes ${word}><w:footnote w:id="2">${paragraph('The regatta of 1905 lasted three weeks.')}</w:footnote></w:footnotes>`,
    ],
    ['word/media/image1.bin', new Uint8Array(4000).fill(7)],
  ])
}

/** Alice's first chapters; the files lie in another order than they are read. */
export function aliceEpub(): Promise<Uint8Array> {
  const chapter = (title: string, paragraphs: readonly string[]) =>
    `${xml}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><link rel="stylesheet" href="../style.css"/></head><body><section><h2>${title}</h2>${paragraphs.map(text => `<p>${text.replaceAll('—', '&mdash;')}</p>`).join('\n')}</section></body></html>`
  const files = alice.map(
    ({ title, paragraphs }, at) =>
      [`OEBPS/text/chapter ${at + 1}.xhtml`, chapter(title, paragraphs)] as const,
  )
  const items = alice.map(
    (_, at) => `<item id="c${at}" href="text/chapter%20${at + 1}.xhtml" media-type="application/xhtml+xml"/>`,
  )
  return zip([
    ['mimetype', 'application/epub+zip'],
    [
      'META-INF/container.xml',
      `${xml}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    ],
    [
      'OEBPS/book.opf',
      `${xml}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Alice’s Adventures in Wonderland</dc:title><dc:creator>Lewis Carroll</dc:creator><dc:language>en</dc:language></metadata><manifest><item id="css" href="style.css" media-type="text/css"/>${items.toReversed().join('')}</manifest><spine>${alice.map((_, at) => `<itemref idref="c${at}"/>`).join('')}</spine></package>`,
    ],
    ['OEBPS/style.css', 'p { margin: 0 }'],
    ...files.toReversed(),
  ])
}
