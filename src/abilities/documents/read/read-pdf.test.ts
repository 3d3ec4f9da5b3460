import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { faultOf, fileOf, fixture, outlined, read } from './fixtures.fixture.ts'
import { readLimits } from './limits.ts'

const wordsOf = (text: string) => text.split(/\s+/).filter(word => word !== '')

describe('a book of 54 pages', () => {
  test('comes back word for word, without the running titles, the page numbers and the cuts in words', async () => {
    const { pages, blocks, end } = await read(await fixture('opticks.pdf'))
    const text = await readFile(new URL('./fixtures/opticks.txt', import.meta.url), 'utf8')
    expect(pages.map(({ page, of }) => [page, of])).toEqual(
      Array.from({ length: 54 }, (_, at) => [at + 1, 54]),
    )
    expect(wordsOf(blocks.map(block => block.text).join(' '))).toEqual(wordsOf(text))
    expect(end).toEqual({ type: 'read-end', kind: 'pdf', title: 'Opticks, the First Book' })
  })

  test('has its chapters as headings and its paragraphs whole, on their pages', async () => {
    const { pages, blocks } = await read(await fixture('opticks.pdf'))
    expect(outlined(pages[0]?.blocks ?? []).map(line => line.slice(0, 40))).toEqual(
      [
        'h1 THE FIRST BOOK OF OPTICKS',
        'h1 PART I.',
        'paragraph My Design in this Book is not ',
        'h1 DEFINITIONS',
        'h1 DEFIN. I.',
        'paragraph By the Rays of Light I underst',
      ].map(line => expect.stringContaining(line.slice(0, 38))),
    )
    expect(blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toContain(
      'PROP. V. THEOR. IV.',
    )
    // As many as in the book, and as many again as pages cut.
    const text = await readFile(new URL('./fixtures/opticks.txt', import.meta.url), 'utf8')
    const parts = text.trim().split('\n\n').length
    expect(blocks.length).toBeGreaterThanOrEqual(parts)
    expect(blocks.length).toBeLessThan(parts + 54)
    expect(blocks.every(block => block.page !== undefined)).toBe(true)
  })
})

test('Chinese in a font that the file does not carry is read by the tables, without spaces at line ends', async () => {
  const { blocks, pages } = await read(await fixture('chinese.pdf'))
  const text = blocks.map(block => block.text).join('\n')
  expect(pages).toHaveLength(4)
  expect(text).toContain('土地平旷，屋舍俨然，有良田、美池、桑竹之属。阡陌交通，鸡犬相闻。其中往来种作')
  expect(text).toContain('温故而知新，可以为师矣。”\n子曰：“学而不思则罔')
  expect(outlined(blocks)).toContain('h1 桃花源记')
  expect(text, 'running titles and page numbers').not.toMatch(/古文选读|第 ?\d/)
})

test('columns are read one after the other, lists and tables as what they are', async () => {
  const { blocks } = await read(await fixture('columns.pdf'))
  expect(outlined(blocks).map(line => line.slice(0, 48))).toEqual(
    [
      'h1 The Lantern Bay Letter',
      'paragraph Alice was beginning to get very tired',
      'paragraph "Curiouser and curiouser!" cried Alice',
      'paragraph This handbook is for everyone who work',
      'paragraph They were indeed a queer-looking party',
      'list-item Sound the bell twice before you leave ',
      'list-item Moor at berth 7 only when the red lamp',
      'list-item Report any oil on the water to the har',
      'paragraph αβγ',
      'table Length\tSummer\tWinter\nup to 8 m\t14 a night\t',
    ].map(line => expect.stringContaining(line)),
  )
  expect(blocks.at(-1)?.text.split('\n')[3]).toBe('over 12 m\t34 a night\t27 a night')
  expect(blocks[4]?.text).toContain('clinging close to them, and all dripping wet, cross, and uncomfortable.')
})

describe('a page that is a picture', () => {
  test('is told as one, and a page with nothing on it is not', async () => {
    const { pages } = await read(await fixture('mixed.pdf'))
    expect(pages.map(({ isScanned, blocks }) => [isScanned ?? false, blocks.length])).toEqual([
      [false, 3],
      [true, 0],
      [false, 0],
    ])
  })

  test('is no fault even where all are: the end comes all the same', async () => {
    const { pages, end } = await read(await fixture('scanned.pdf'))
    expect(pages.map(({ isScanned }) => isScanned)).toEqual([true])
    expect(end.kind).toBe('pdf')
  })
})

describe('a PDF that cannot be read', () => {
  test('is refused for its password', async () => {
    expect(await faultOf(await fixture('locked.pdf'))).toMatchObject({ code: 'document-encrypted' })
  })

  test('is read where only changes are forbidden', async () => {
    expect((await read(await fixture('restricted.pdf'))).blocks).toHaveLength(3)
  })

  test('is refused where it is cut or no PDF after its first line', async () => {
    expect(await faultOf(await fixture('broken.pdf'))).toMatchObject({ code: 'document-damaged' })
    expect(await faultOf(fileOf('a.pdf', '%PDF-1.7\nand nothing more'))).toMatchObject({
      code: 'document-damaged',
    })
    expect(await faultOf(fileOf('a.pdf', 'A letter.'))).toMatchObject({ code: 'document-damaged' })
  })

  test('is refused with its pages where it has too many', async () => {
    const limits = { ...readLimits, pages: 53 }
    expect(await faultOf(await fixture('opticks.pdf'), { limits })).toEqual({
      code: 'document-too-many-pages',
      numbers: { pages: 54, limit: 53 },
    })
  })

  test('is refused where there is nothing on its pages', async () => {
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    ]
    const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('')
    const file = fileOf('a.pdf', `%PDF-1.4\n${body}trailer\n<< /Root 1 0 R >>\n%%EOF\n`)
    expect(await faultOf(file)).toMatchObject({ code: 'document-empty' })
  })
})
