import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js'
import mammoth from 'mammoth'
import type { Block } from '../document.ts'
import type { CheckedZip } from './checked-zip.ts'
import { htmlBlocks } from './html-blocks.ts'
import { refuse } from './refuse.ts'

/** The parts of a DOCX that hold text or say where it is; pictures, fonts and macros are never inflated. */
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:_rels\/)?[^/]+\.(?:xml|rels))$/

/** Word's own names for the title of a document. */
const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"]

/**
 * A Word document as blocks. mammoth trusts the sizes that a zip states: what it is given is a zip made anew from parts
 * that were inflated under the limit. Throws FaultError.
 */
export async function docxBlocks(zip: CheckedZip): Promise<{ blocks: Block[]; title?: string }> {
  const { bytes, title } = await plainZip(zip)
  const html = await toHtml(bytes)
  // Where a footnote leads back to its place.
  const blocks = htmlBlocks(html).blocks.map(block => ({ ...block, text: block.text.replace(/ ↑$/, '') }))
  return { blocks, ...(title !== undefined && { title }) }
}

async function toHtml(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // In a browser mammoth takes an ArrayBuffer, in Node a Buffer: it looks at which of the two is given.
  const input = { arrayBuffer: bytes.buffer, buffer: bytes }
  try {
    const { value } = await mammoth.convertToHtml(input as Parameters<typeof mammoth.convertToHtml>[0], {
      styleMap,
      externalFileAccess: false,
      // Pictures are not there any more.
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    })
    return value
  } catch (error) {
    throw refuse('document-damaged', undefined, String(error))
  }
}

/** Only what is read, stored as it is: its sizes are true because we wrote them. */
async function plainZip(zip: CheckedZip): Promise<{ bytes: Uint8Array<ArrayBuffer>; title?: string }> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level: 0 })
  let title: string | undefined
  for (const name of zip.names.filter(each => wanted.test(each))) {
    const part = await zip.bytes(name)
    if (name === 'docProps/core.xml') title = titleOf(new TextDecoder().decode(part))
    await writer.add(name, new Uint8ArrayReader(part))
  }
  const bytes = await writer.close()
  return { bytes: new Uint8Array(bytes), ...(title !== undefined && { title }) }
}

function titleOf(core: string): string | undefined {
  const found = /<dc:title>([^<]{1,300})<\/dc:title>/.exec(core)?.[1]
  const { blocks } = htmlBlocks(found ?? '')
  return blocks[0]?.text
}
