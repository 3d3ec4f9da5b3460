import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js'
import { describe, expect, test } from 'vitest'
import { faultOf, fixture, inNode, read } from './fixtures.fixture.ts'
import { readLimits } from './limits.ts'
import { readFile } from './read-file.ts'

const capBytes = 32 * 1024 * 1024
const limits = { ...readLimits, inflatedBytes: capBytes }

/** What makes a zip a Word document, and which of its files inflates without end. */
const docx = {
  name: 'a.docx',
  bomb: 'word/document.xml',
  rest: [['[Content_Types].xml', '<Types/>']],
} as const
const epub = {
  name: 'a.epub',
  bomb: 'chapter.xhtml',
  rest: [
    ['META-INF/container.xml', '<container><rootfile full-path="book.opf"/></container>'],
    ['book.opf', '<package><item id="c" href="chapter.xhtml"/><itemref idref="c"/></package>'],
  ],
} as const

type Kind = typeof docx | typeof epub

/** A document with a file of so many spaces in it. */
async function bombOf(kind: Kind, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunk = new Uint8Array(1 << 20).fill(0x20)
  let left = bytes
  const spaces = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left <= 0) return controller.close()
      controller.enqueue(chunk)
      left -= chunk.length
    },
  })
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false })
  for (const [name, text] of kind.rest) await writer.add(name, new TextReader(text))
  await writer.add(kind.bomb, spaces)
  return new Uint8Array(await (await writer.close()).arrayBuffer())
}

/** Where the directory of a zip describes its last file. */
function lastEntry(zip: Uint8Array<ArrayBuffer>): number {
  const view = new DataView(zip.buffer)
  return zip.findLastIndex((_, at) => at + 4 <= zip.length && view.getUint32(at, true) === 0x02014b50)
}

function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Reads a bomb and looks at the memory as it goes. */
async function watched(kind: Kind, bomb: Uint8Array<ArrayBuffer>) {
  const before = held()
  let most = before
  let looks = 0
  const look = () => {
    looks += 1
    most = Math.max(most, held())
  }
  // A timer may starve while it inflates, so it is looked at with every piece that is read, and at the refusal too.
  class WatchedFile extends File {
    override slice(...range: Parameters<Blob['slice']>): Blob {
      look()
      return super.slice(...range)
    }
  }
  const watch = setInterval(look, 1)
  let code: string | undefined
  try {
    for await (const _ of readFile(new WatchedFile([bomb], kind.name), kind.name, { ...inNode, limits }))
      look()
  } catch (error) {
    look()
    code = (error as { fault: { code: string } }).fault.code
  } finally {
    clearInterval(watch)
  }
  return { code, looks, bytes: most - before }
}

describe.each([docx, epub])('a zip bomb called $name', kind => {
  test('that says it is small is given up at the limit, with less than twice the limit in memory [fault 42]', async () => {
    const bomb = await bombOf(kind, 12 * capBytes)
    expect(bomb.byteLength).toBeLessThan(capBytes / 32)
    // What it says of its size, where the directory says it: 1,000 bytes.
    new DataView(bomb.buffer).setUint32(lastEntry(bomb) + 24, 1000, true)
    const { code, looks, bytes } = await watched(kind, bomb)
    expect(['document-inflates', 'document-damaged']).toContain(code)
    expect(looks).toBeGreaterThan(3)
    expect(bytes).toBeLessThan(2 * capBytes)
  }, 60_000)

  test('that is honest is given up at the limit too, and says what that is [fault 42]', async () => {
    const bomb = await bombOf(kind, 4 * capBytes)
    const { code, bytes } = await watched(kind, bomb)
    expect(code).toBe('document-inflates')
    expect(bytes).toBeLessThan(2 * capBytes)
    expect(await faultOf(new File([bomb], kind.name), { limits })).toEqual({
      code: 'document-inflates',
      numbers: { limitBytes: capBytes },
    })
  }, 60_000)
})

async function zip(
  files: readonly (readonly [string, string])[],
  options: { password?: string } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options })
  for (const [name, text] of files) await writer.add(name, new TextReader(text))
  return new Uint8Array(await (await writer.close()).arrayBuffer())
}

const paragraph = (text: string) =>
  `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`
const types = [
  '[Content_Types].xml',
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
] as const

describe('a zip that is not what it seems', () => {
  test('has no file whose name leads out of it [fault 42]', async () => {
    const file = await zip([
      types,
      ['word/document.xml', paragraph('inside')],
      ['../word/document.xml', paragraph('outside')],
      ['word/../../styles.xml', paragraph('outside')],
    ])
    const { blocks } = await read(new File([file], 'a.docx'))
    expect(blocks.map(({ text }) => text)).toEqual(['inside'])
  })

  test('leads a book nowhere outside of it', async () => {
    const chapter = (href: string) => [
      ['META-INF/container.xml', '<container><rootfile full-path="O/book.opf"/></container>'] as const,
      ['O/book.opf', `<package><item id="c" href="${href}"/><itemref idref="c"/></package>`] as const,
      ['secret.xhtml', '<p>secret</p>'] as const,
    ]
    const readBook = async (href: string) => faultOf(new File([await zip(chapter(href))], 'a.epub'))
    expect(await readBook('../../../etc/passwd')).toMatchObject({ code: 'document-empty' })
    expect(await readBook('https://example.org/')).toMatchObject({ code: 'document-empty' })
    expect(await readBook('../secret.xhtml'), 'inside, a folder up').toBeUndefined()
  })

  test('is refused where a file is locked, or is there twice', async () => {
    const locked = await zip([types, ['word/document.xml', paragraph('x')]], { password: 'lantern' })
    expect(await faultOf(new File([locked], 'a.docx'))).toMatchObject({ code: 'document-encrypted' })
    const twice = await zip([
      types,
      ['word/document.xml', paragraph('x')],
      ['word/documenu.xml', paragraph('y')],
    ])
    const name = new TextEncoder().encode('documenu')
    for (let at = 0; at < twice.length; at++) {
      if (name.every((byte, of) => twice[at + of] === byte)) twice[at + 7] = 0x74
    }
    expect(await faultOf(new File([twice], 'a.docx'))).toMatchObject({ code: 'document-damaged' })
  })

  test('is refused where two of its files lie in the same bytes', async () => {
    const bytes = await zip([
      types,
      ['word/document.xml', paragraph('x')],
      ['word/styles.xml', paragraph('y')],
    ])
    const view = new DataView(bytes.buffer)
    const last = lastEntry(bytes)
    // The last file is said to lie where the one before it does.
    const before = bytes.subarray(0, last).findLastIndex((_, at) => view.getUint32(at, true) === 0x02014b50)
    view.setUint32(last + 42, view.getUint32(before + 42, true), true)
    expect(await faultOf(new File([bytes], 'a.docx'))).toMatchObject({ code: 'document-damaged' })
  })

  test('is refused where it was cut, and as unknown where it holds something else', async () => {
    const whole = new Uint8Array(await (await fixture('handbook.docx')).arrayBuffer())
    for (const length of [30, 800, whole.length - 30]) {
      expect(await faultOf(new File([whole.slice(0, length)], 'a.docx')), `${length} bytes`).toMatchObject({
        code: 'document-damaged',
      })
    }
    const sheet = await zip([types, ['xl/workbook.xml', '<workbook/>']])
    expect(await faultOf(new File([sheet], 'a.xlsx'))).toMatchObject({ code: 'document-unknown' })
    expect(await faultOf(new File([sheet], 'a.docx'))).toMatchObject({ code: 'document-damaged' })
  })
})
