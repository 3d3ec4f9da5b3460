import { Parser } from 'htmlparser2'
import type { ReadEvent } from '../document.ts'
import type { CheckedZip } from './checked-zip.ts'
import { decodeText } from './decode-text.ts'
import { htmlBlocks } from './html-blocks.ts'
import type { ReadLimits } from './limits.ts'
import { refuse } from './refuse.ts'

/** What its package file says of a book. */
interface Package {
  readonly title?: string
  /** Names of its chapters in the zip, in reading order. */
  readonly spine: readonly string[]
}

/** Reads a book chapter by chapter, in the order of its spine: each is a page. Throws FaultError. */
export async function* readEpub(zip: CheckedZip, limits: ReadLimits): AsyncGenerator<ReadEvent> {
  const { title, spine } = await readPackage(zip)
  if (spine.length === 0) throw refuse('document-damaged', undefined, 'no chapters')
  if (spine.length > limits.pages) {
    throw refuse('document-too-many-pages', { pages: spine.length, limit: limits.pages })
  }
  await refuseLocked(zip, spine)
  for (const [at, name] of spine.entries()) {
    const page = at + 1
    // A chapter that the book lost is an empty one: the others can be read.
    const blocks = zip.has(name) ? htmlBlocks(await textOf(zip, name), { isBook: true }).blocks : []
    yield { type: 'read-page', page, of: spine.length, blocks: blocks.map(block => ({ ...block, page })) }
  }
  yield { type: 'read-end', kind: 'epub', ...(title !== undefined && { title }) }
}

async function textOf(zip: CheckedZip, name: string): Promise<string> {
  const bytes = await zip.bytes(name)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  return decodeText(bytes, /<\?xml[^>]*encoding=["']([\w-]+)/i.exec(head)?.[1]).text
}

async function readPackage(zip: CheckedZip): Promise<Package> {
  if (!zip.has('META-INF/container.xml')) throw refuse('document-damaged', undefined, 'no container.xml')
  let path: string | undefined
  parseXml(await textOf(zip, 'META-INF/container.xml'), (name, { 'full-path': fullPath }) => {
    if (name === 'rootfile') path ??= fullPath
  })
  if (path === undefined || !zip.has(path)) throw refuse('document-damaged', undefined, 'no package file')
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const items = new Map<string, string>()
  const order: string[] = []
  let title = ''
  parseXml(
    await textOf(zip, path),
    (name, { id, href, idref }) => {
      if (name === 'item' && id !== undefined && href !== undefined) items.set(id, href)
      if (name === 'itemref' && idref !== undefined) order.push(idref)
    },
    (name, text) => {
      if (name === 'dc:title' && title === '') title = text.replaceAll(/\s+/g, ' ').trim()
    },
  )
  const spine = order
    .map(id => items.get(id))
    .filter(href => href !== undefined)
    .map(href => resolved(folder, href))
  return { spine, ...(title !== '' && { title }) }
}

/** Some shops lock the text of a book; fonts are often only veiled, which is no matter here. */
async function refuseLocked(zip: CheckedZip, spine: readonly string[]): Promise<void> {
  if (!zip.has('META-INF/encryption.xml')) return
  let isLocked = false
  parseXml(await textOf(zip, 'META-INF/encryption.xml'), (name, { URI: uri }) => {
    if (name.endsWith('CipherReference') && uri !== undefined && spine.includes(resolved('', uri)))
      isLocked = true
  })
  if (isLocked) throw refuse('document-encrypted')
}

/** A path as an address in a book's own folder: what leads out of it is just not there. */
function resolved(folder: string, href: string): string {
  try {
    return decodeURIComponent(new URL(href, `book:///${folder}`).pathname.slice(1))
  } catch {
    return href
  }
}

function parseXml(
  xml: string,
  onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void,
  onText?: (name: string, text: string) => void,
): void {
  const open: string[] = []
  let text = ''
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name)
        text = ''
        // Prefixes of elements are the file's own choice, but for that of a title.
        onOpen(name.startsWith('dc:') ? name : (name.split(':').at(-1) ?? name), attributes)
      },
      ontext(data) {
        text += data
      },
      onclosetag(name) {
        onText?.(name, text)
        open.pop()
        text = ''
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(xml)
  parser.end()
}
