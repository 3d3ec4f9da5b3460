import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkDocument, mostTokens } from './chunk.ts'
import type { Block, Chunk, DocumentText } from './document.ts'
import { estimateTokens } from './tokens.ts'

/** A document of blocks, joined as readers join them. */
function documentOf(blocks: readonly Block[]): DocumentText {
  let text = ''
  const placed = blocks.map(({ text: part, ...block }) => {
    if (text !== '') text += '\n\n'
    const start = text.length
    text += part
    return { ...block, start, end: text.length }
  })
  return { text, blocks: placed }
}

const heading = (level: number, text: string, page?: number): Block => ({
  kind: 'heading',
  level,
  text,
  ...(page !== undefined && { page }),
})
const paragraph = (text: string, page?: number): Block => ({
  kind: 'paragraph',
  text,
  ...(page !== undefined && { page }),
})
const cut = (blocks: readonly Block[]) => {
  const document = documentOf(blocks)
  return chunkDocument(document, estimateTokens).map(chunk => ({
    ...chunk,
    text: document.text.slice(chunk.start, chunk.end),
  }))
}
const sentence = (about: string) => `The ${about} of the house is kept by the people who live in it. `

describe('cutting a document', () => {
  it('begins a chunk at headings of the first two levels, and tells what it stands under', () => {
    const chunks = cut([
      heading(1, 'Lease'),
      heading(2, 'Pets'),
      paragraph('No dogs.'),
      heading(2, 'Rent'),
      paragraph('900 a month.'),
      heading(3, 'Late payment'),
      paragraph('5 a day.'),
    ])
    expect(chunks.map(({ text }) => text)).toEqual([
      'Lease\n\nPets\n\nNo dogs.',
      'Rent\n\n900 a month.\n\nLate payment\n\n5 a day.',
    ])
    expect(chunks.map(({ headings }) => headings)).toEqual([
      ['Lease', 'Pets'],
      ['Lease', 'Rent'],
    ])
  })

  it('cuts a long text between sentences, and repeats the last of one chunk in the next', () => {
    const text = Array.from({ length: 60 }, (_, index) => sentence(`room number ${index}`))
      .join('')
      .trim()
    const chunks = cut([paragraph(text)])
    expect(chunks.length).toBeGreaterThan(4)
    for (const [index, chunk] of chunks.entries()) {
      expect(chunk.text).toMatch(/^The .* in it\.$/s)
      const next = chunks[index + 1]
      if (next) expect(next.start).toBeLessThan(chunk.end)
    }
  })

  it('does not end a chunk with a heading', () => {
    const filler = sentence('garden').repeat(8).trim()
    const chunks = cut([
      paragraph(filler),
      heading(3, 'Cellar'),
      paragraph(sentence('cellar').repeat(9).trim()),
    ])
    expect(chunks.every(({ text }) => !text.endsWith('Cellar'))).toBe(true)
    expect(chunks.find(({ text }) => text.startsWith('Cellar'))?.headings).toEqual(['Cellar'])
  })

  it('keeps rows of a table and lines of code whole, and leaves the indent of code', () => {
    const rows = Array.from({ length: 120 }, (_, index) => `Row ${index}\tvalue ${index}`).join('\n')
    for (const { text } of cut([{ kind: 'table', text: rows }])) expect(text).toMatch(/^Row \d+\t.*\d$/s)
    const code = Array.from({ length: 90 }, (_, index) => `    call_number(${index})`).join('\n')
    for (const { text } of cut([{ kind: 'code', text: code }])) expect(text).toMatch(/^ {4}call_number/)
  })

  it('gives the page that a chunk begins on', () => {
    const chunks = cut([
      heading(2, 'One', 3),
      paragraph('First.', 3),
      paragraph('Second.', 4),
      heading(2, 'Two', 5),
      paragraph('Third.', 5),
    ])
    expect(chunks.map(({ page }) => page)).toEqual([3, 5])
  })

  it('counts Chinese by its characters and cuts it after its marks', () => {
    const text = '押金应当在退租后三十日内退还。'.repeat(60)
    const chunks = cut([paragraph(text)])
    expect(chunks.length).toBeGreaterThan(3)
    for (const chunk of chunks) {
      expect(chunk.text).toMatch(/^押金.*退还。$/)
      expect(Array.from(chunk.text).length).toBeLessThanOrEqual(mostTokens)
    }
  })

  it('takes a small rest into the chunk before it', () => {
    const chunks = cut([paragraph(sentence('roof').repeat(13).trim()), paragraph('The end.')])
    expect(chunks).toHaveLength(1)
    expect(chunks[0]?.text).toContain('The end.')
  })

  it('is nothing for nothing', () => {
    expect(chunkDocument({ text: '', blocks: [] }, estimateTokens)).toEqual([])
  })

  it('cuts a line without an end between characters', () => {
    const text = 'x'.repeat(100_000) + '蟹'.repeat(100_000)
    const chunks = cut([paragraph(text)])
    expect(chunks.map(chunk => chunk.text).join('').length).toBeGreaterThanOrEqual(text.length)
  })
})

const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
    fc
      .array(fc.constantFrom('word ', 'Longer. ', '句子。', '𠮷', 'a\tb\n', '  ', '!? ', '1234'), {
        minLength: 1,
        maxLength: 400,
      })
      .map(parts => parts.join('')),
  )
  .filter(text => text.trim() !== '')
const anyBlock = fc.record({
  kind: fc.constantFrom('heading', 'paragraph', 'list-item', 'table', 'code'),
  level: fc.integer({ min: 1, max: 6 }),
  text: anyText,
}) as fc.Arbitrary<Block>

describe('headings that stand together before a text', () => {
  it('do not let a small rest cross one of the first two levels', () => {
    const chunks = cut([
      heading(1, 'Lease'),
      paragraph(sentence('roof').repeat(4).trim()),
      heading(3, 'Annex'),
      heading(1, 'Handbook'),
      paragraph('Be kind.'),
    ])
    expect(chunks.map(({ text }) => text.split('\n')[0])).toEqual(['Lease', 'Annex'])
  })
})

describe('whatever the document', () => {
  const check = (blocks: readonly Block[], countTokens: (text: string) => number) => {
    const document = documentOf(blocks)
    const chunks = chunkDocument(document, countTokens)
    let covered = 0
    const starts: number[] = []
    for (const [index, chunk] of chunks.entries()) {
      expect(chunk.index).toBe(index)
      const text = document.text.slice(chunk.start, chunk.end)
      expect(text.trim()).not.toBe('')
      expect(countTokens(text)).toBeLessThanOrEqual(mostTokens)
      // Everything before it is in a chunk, or blank.
      if (chunk.start > covered) expect(document.text.slice(covered, chunk.start).trim()).toBe('')
      expect(chunk.end).toBeGreaterThan(covered)
      covered = chunk.end
      starts.push(chunk.start)
    }
    expect(document.text.slice(covered).trim()).toBe('')
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expectHardBoundaries(document, chunks)
  }

  it('chunks cover it in order, none is empty or over the limit, none crosses a heading of the first two levels', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 12 }), blocks => check(blocks, estimateTokens)),
      {
        numRuns: 300,
      },
    )
  })

  it('a title of a lower level before one of the first does not bring it into the chunk before', () => {
    check(
      [
        { kind: 'heading', level: 1, text: 'Lease' },
        { kind: 'paragraph', text: 'A word of it. '.repeat(12).trim() },
        { kind: 'heading', level: 3, text: 'Nothing here' },
        { kind: 'heading', level: 1, text: 'House rules' },
      ],
      estimateTokens,
    )
  })

  it('with any way to count', () => {
    const letters = (text: string) => text.replace(/\s/g, '').length
    fc.assert(fc.property(fc.array(anyBlock, { maxLength: 8 }), blocks => check(blocks, letters)))
  })
})

/** A chunk that has a heading of the first two levels has only headings before it. */
function expectHardBoundaries({ blocks }: DocumentText, chunks: readonly Chunk[]): void {
  for (const chunk of chunks) {
    const inside = blocks.filter(({ start, end }) => end > chunk.start && start < chunk.end)
    const hard = inside.findLastIndex(({ kind, level = 1 }) => kind === 'heading' && level <= 2)
    expect(inside.slice(0, Math.max(0, hard)).every(({ kind }) => kind === 'heading')).toBe(true)
  }
}

describe('the estimate of tokens', () => {
  it('is near for English', () => {
    // 48 by the tokenizer of all-MiniLM-L6-v2, its two special tokens left out.
    const text =
      "The tenant shall give two months' written notice before leaving the flat; otherwise a fee of $1,250.00 is due. Photosynthesis isn't mentioned anywhere in this agreement, which was signed on 12 March 2024."
    const estimated = estimateTokens(text)
    expect(estimated / 48).toBeGreaterThan(0.85)
    expect(estimated / 48).toBeLessThan(1.2)
  })

  it('counts a character of Han as one', () => {
    expect(estimateTokens('寄居蟹换壳。')).toBe(6)
  })
})
