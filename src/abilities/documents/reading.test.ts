import { expect, it } from 'vitest'
import { inSlices } from '../../slices.ts'
import type { Block, ReadEvent } from './document.ts'
import { joinBlocks, joinInSteps } from './read/document-text.ts'
import { readInto } from './reading.ts'

const lines: readonly Block[] = Array.from({ length: 200_000 }, (_, line) => ({
  kind: 'paragraph' as const,
  text: `line ${line}`,
}))

function reading(blocks: readonly Block[], signal: AbortSignal) {
  return readInto({
    tools: {
      async *read(): AsyncGenerator<ReadEvent> {
        yield { type: 'read-page', page: 1, of: 1, blocks }
        yield { type: 'read-end', kind: 'text' }
      },
      join: (all, stop) => inSlices(joinInSteps(all), stop),
    },
    blob: new Blob(['any']),
    fileName: 'long.txt',
    signal,
    now: () => 0,
    onPage() {},
  })
}

it('a file without pages is read whole, however many paragraphs it has', async () => {
  const { text } = await reading(lines, new AbortController().signal)
  expect(text.blocks).toHaveLength(lines.length)
  expect(text.text.endsWith('line 199998\n\nline 199999')).toBe(true)
})

it('a text joined in pieces of many is the same as one joined by hand', () => {
  const { text, blocks } = joinBlocks(lines)
  expect(text === lines.map(line => line.text).join('\n\n')).toBe(true)
  expect(text.length).toBeGreaterThan(2_000_000)
  expect(blocks.every(({ start, end }, at) => text.slice(start, end) === lines[at]?.text)).toBe(true)
})

it('joining lets the page have its turn, and ends when it is given up', async () => {
  const given = new AbortController()
  const joining = reading(lines, given.signal)
  setTimeout(() => given.abort(new Error('given up')))
  await expect(joining).rejects.toThrow('given up')
})
