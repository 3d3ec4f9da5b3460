import { describe, expect, test } from 'vitest'
import type { Fault, FaultCode } from '../../../fault.ts'
import { faultSentence } from '../../../ui/i18n/text.ts'
import { textOf } from '../../../ui/i18n/texts.fixture.ts'
import { faultOf, fileOf, fixture, outlined, read } from './fixtures.fixture.ts'
import { readLimits } from './limits.ts'

const handbook = [
  'h1 Lantern Bay Harbour Handbook',
  'paragraph This handbook is for everyone who works at Lantern Bay. Keep a copy on the boat and another one ashore; the one ashore should be dry.',
  'h2 Rules',
  'list-item Sound the bell twice before you leave the inner harbour.',
  'list-item Moor at berth 7 only when the red lamp is out.',
  'list-item Report any oil on the water to the harbour office on channel 12.',
  'h2 Fees',
  'table Length\tSummer\tWinter\nup to 8 m\t14 a night\t9 a night\n8 to 12 m\t21 a night\t15 a night\nover 12 m\t34 a night\t27 a night',
]

describe('a document', () => {
  test('from Word has its title, headings, list, table and footnote', async () => {
    const { blocks, end } = await read(await fixture('handbook.docx'))
    expect(outlined(blocks)).toEqual([
      ...handbook.map(line => line.replace('h2', 'h1')),
      'paragraph Fees are doubled during the regatta in the second week of August.[1]',
      'paragraph 中文说明：进港前请先鸣钟两次。',
      'list-item The regatta of 1905 lasted three weeks.',
    ])
    expect(end).toEqual({ type: 'read-end', kind: 'docx', title: 'Lantern Bay Harbour Handbook & Fees' })
  })

  test('that is a book is read in the order of its spine, a chapter a page', async () => {
    const { pages, end } = await read(await fixture('alice.epub'))
    expect(pages.map(({ blocks, page, of }) => [page, of, blocks[0]?.text, blocks[0]?.page])).toEqual([
      [1, 3, 'Chapter I. Down the Rabbit-Hole', 1],
      [2, 3, 'Chapter II. The Pool of Tears', 2],
      [3, 3, 'Chapter III. A Caucus-Race and a Long Tale', 3],
    ])
    expect(pages[2]?.blocks[1]?.text).toContain('assembled on the bank—the birds')
    expect(end).toEqual({ type: 'read-end', kind: 'epub', title: 'Alice’s Adventures in Wonderland' })
  })

  test.each(['saved-page.html', 'saved-page.mhtml'])(
    'that a browser saved is read without menus, scripts and hidden things: %s',
    async name => {
      const { blocks, end } = await read(await fixture(name))
      expect(outlined(blocks)).toEqual([
        ...handbook,
        'paragraph Fees are doubled during the regatta in the second week of August.\nAsk at the office — it is the café with the bell.',
        'code   tide  high\n  -----------\n  06:12  4.1 m',
      ])
      expect(end).toEqual({ type: 'read-end', kind: 'html', title: 'Lantern Bay Harbour Handbook – Example' })
    },
  )

  test('in Markdown has what its marks say, and the code as it stands', async () => {
    const { blocks, end } = await read(await fixture('handbook.md'))
    expect(outlined(blocks)).toEqual([
      ...handbook,
      'paragraph Note: Fees are doubled during the regatta in the second week of August. See the office.',
      "code # what the harbour's clock runs\nchime --times 2\n\nchime --end",
    ])
    expect(end.title).toBe('Lantern Bay Harbour Handbook')
  })

  test('of values has the header in each of its parts, and every row once', async () => {
    const { blocks, end } = await read(await fixture('berths.csv'))
    expect(end.kind).toBe('csv')
    expect(blocks.length).toBeGreaterThan(2)
    const rows = blocks.map(({ text }) => text.split('\n'))
    expect(rows.every(([head]) => head === 'Berth\tName\tLength in m\tPlace')).toBe(true)
    expect(rows.flatMap(lines => lines.slice(1)).map(line => line.split('\t')[0])).toEqual(
      Array.from({ length: 60 }, (_, at) => String(at + 1)),
    )
    expect(rows[0]?.[1]).toBe('1\tBoat "Curlew 1"\t6\tBerth 1, north pier')
  })

  test('of source code keeps its indentation', async () => {
    const code = 'def a(x):\n    return x\n\n\ndef b(y):\n    return y\n'
    const { blocks, end } = await read(fileOf('a.py', code))
    expect(end.kind).toBe('code')
    expect(blocks).toEqual([{ kind: 'code', text: code.trimEnd() }])
  })

  test('in the encodings of its time is read as text', async () => {
    const texts = await Promise.all(
      ['analects-gb18030.txt', 'peach-blossom-big5.txt', 'cat-shift-jis.txt', 'albatros-latin1.txt'].map(
        async name => (await read(await fixture(name))).blocks.map(({ text }) => text).join('\n'),
      ),
    )
    expect(texts[0]).toContain('温故而知新，可以为师矣')
    expect(texts[1]).toContain('漁人甚異之，復前行，欲窮其林')
    expect(texts[2]).toContain('名前はまだ無い')
    expect(texts[3]).toContain('À peine les ont-ils déposés sur les planches')
  })

  test('with an unknown ending is looked at: a text is read, a page as a page', async () => {
    expect((await read(fileOf('NOTES.xyz', 'Only a note.\n'))).end.kind).toBe('text')
    expect((await read(fileOf('page', '<!doctype html><title>T</title><p>Hello'))).end).toMatchObject({
      kind: 'html',
      title: 'T',
    })
  })
})

/** A file that says it is so long; nothing of it is there. */
class LongFile extends File {
  override get size(): number {
    return 100_000_001
  }
}

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
const program = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0])
const random = Uint8Array.from({ length: 4000 }, (_, at) => ((at * 2654435761) >>> 13) & 255)

describe('a file that is no document', () => {
  const refused: readonly (readonly [
    name: string,
    bytes: Uint8Array<ArrayBuffer> | string,
    code: FaultCode,
  ])[] = [
    ['empty.txt', '', 'document-empty'],
    ['empty.pdf', '', 'document-empty'],
    ['blank.md', ' \n\n', 'document-empty'],
    ['picture.pdf', png, 'document-unknown'],
    ['setup.txt', program, 'document-unknown'],
    ['noise.txt', random, 'document-unknown'],
    ['letter.rtf', '{\\rtf1\\ansi Dear Sir}', 'document-unknown'],
    ['letter.docx', 'Dear Sir,', 'document-damaged'],
    // Controls of Latin-1 alone: no encoding makes letters of them.
    [
      'noise-without-controls.txt',
      Uint8Array.from({ length: 600 }, (_, at) => 0x80 + ((at * 37) % 0x1f)),
      'document-encoding',
    ],
  ]
  test.each(refused)('is refused by its bytes, whatever it is called: %s', async (name, bytes, code) => {
    expect(await faultOf(fileOf(name, bytes))).toMatchObject({ code })
  })

  test('is refused with its size where it is too large', async () => {
    expect(await faultOf(new LongFile(['x'], 'a.txt'))).toEqual({
      code: 'document-too-large',
      numbers: { bytes: 100_000_001, limitBytes: readLimits.bytes },
    })
  })

  test('of old Office is told from one with a password', async () => {
    const head = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    const locked = Uint8Array.from([...head, ...Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await faultOf(fileOf('old.doc', head))).toMatchObject({ code: 'document-unknown' })
    expect(await faultOf(fileOf('a.docx', locked))).toMatchObject({ code: 'document-encrypted' })
  })
})

test('every fault of a document has a sentence in both languages, with its numbers', () => {
  const faults: readonly Fault[] = [
    { code: 'document-empty' },
    { code: 'document-unknown' },
    { code: 'document-encrypted' },
    { code: 'document-damaged' },
    { code: 'document-encoding' },
    { code: 'document-too-large', numbers: { bytes: 123_000_000, limitBytes: 100_000_000 } },
    { code: 'document-too-many-pages', numbers: { pages: 2345, limit: 2000 } },
    { code: 'document-inflates', numbers: { limitBytes: 134_217_728 } },
    { code: 'document-scanned' },
    { code: 'document-stopped' },
  ]
  for (const fault of faults) {
    const [english, chinese] = [faultSentence(textOf('en'), fault), faultSentence(textOf('zh-CN'), fault)]
    expect(english).toMatch(/^[A-Z].*\.$/)
    expect(chinese).toMatch(/^[\u4e00-\u9fff].*。$/)
  }
  expect(faultSentence(textOf('en'), faults[5] as Fault)).toContain('123.0 MB')
  expect(faultSentence(textOf('zh-CN'), faults[6] as Fault)).toContain('2,345')
})
