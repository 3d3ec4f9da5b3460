import { openAsBlob } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embeddedModel } from '../src/models/catalogue/catalogue.ts'
import { type GgufHeader, readGguf } from '../src/models/gguf.ts'
import { joined, text, u32 } from './gguf-bytes.ts'
import { sampleGguf } from './gguf-sample.ts'
import { type GgufSplit, maxSplitBytes, splitGguf } from './gguf-split.ts'

const architecture = ['general.architecture', joined([u32(8), text('llama')])] as const

interface Opened {
  readonly split: GgufSplit
  readonly header: GgufHeader
  readonly bytes: Uint8Array
}

async function open(splits: readonly GgufSplit[]): Promise<Opened[]> {
  return Promise.all(
    splits.map(async split => ({
      split,
      header: await readGguf(split.blob),
      bytes: new Uint8Array(await split.blob.arrayBuffer()),
    })),
  )
}

/** The first `length` bytes of each tensor, by name, over all files in order. */
function tensorBytes(opened: readonly Opened[], lengths: readonly number[]): [string, string][] {
  const all = opened.flatMap(({ header, bytes }) =>
    header.tensors.map(({ name, offset }) => ({ name, bytes: bytes.subarray(header.dataOffset + offset) })),
  )
  return all.map(({ name, bytes }, index) => [name, bytes.subarray(0, lengths[index]).toString()])
}

const samples = fc
  .record({
    alignment: fc.constantFrom(32, 64, 8),
    contents: fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 12 }),
  })
  .map(({ alignment, contents }) => ({
    alignment,
    metadata: [architecture],
    // A view over a buffer of its own: fast-check's may be of any kind of buffer.
    tensors: contents.map((bytes, index) => ({ name: `blk.${index}`, bytes: new Uint8Array(bytes) })),
  }))

describe('splitGguf', () => {
  it('keeps every tensor, in order, to the bit, in files under the cap', async () => {
    await fc.assert(
      fc.asyncProperty(samples, fc.integer({ min: 800, max: 3000 }), async (sample, cap) => {
        const opened = await open(await splitGguf(new Blob([sampleGguf(sample)]), 'm', cap))
        expect(Math.max(...opened.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(cap)
        const lengths = sample.tensors.map(({ bytes }) => bytes.length)
        expect(tensorBytes(opened, lengths)).toEqual(
          sample.tensors.map(({ name, bytes }) => [name, bytes.toString()]),
        )
      }),
    )
  })

  it("writes llama.cpp's names and split metadata, and an unusual alignment in every file", async () => {
    await fc.assert(
      fc.asyncProperty(samples, async sample => {
        const opened = await open(await splitGguf(new Blob([sampleGguf(sample)]), 'base', 900))
        opened.forEach(({ split, header }, index) => {
          const number = (value: number) => String(value).padStart(5, '0')
          expect(split.name).toBe(`base-${number(index + 1)}-of-${number(opened.length)}.gguf`)
          expect(header.metadata.get('split.no')).toBe(index)
          expect(header.metadata.get('split.count')).toBe(opened.length)
          expect(header.metadata.get('split.tensors.count')).toBe(sample.tensors.length)
          expect(header.alignment).toBe(sample.alignment)
          expect(header.metadata.has('general.architecture')).toBe(index === 0)
        })
      }),
    )
  })

  it('copies the metadata byte for byte into the first file', async () => {
    const source = sampleGguf({
      metadata: [architecture],
      tensors: [{ name: 'a', bytes: new Uint8Array(5) }],
    })
    const [first] = await open(await splitGguf(new Blob([source]), 'm'))
    const { begin, end } = (await readGguf(new Blob([source]))).metadataRange
    expect(first?.bytes.slice(begin, end)).toEqual(source.slice(begin, end))
  })

  it('pads the last tensor of a source that does not', async () => {
    const source = sampleGguf({ metadata: [], tensors: [{ name: 'a', bytes: new Uint8Array(5) }] })
    const [first] = await splitGguf(new Blob([source.slice(0, -27)]), 'm')
    expect((first?.blob.size ?? 0) % 32).toBe(0)
  })

  it('refuses a tensor that no file can hold, and metadata that the first cannot', async () => {
    const big = sampleGguf({
      metadata: [architecture],
      tensors: [{ name: 'a', bytes: new Uint8Array(2000) }],
    })
    await expect(splitGguf(new Blob([big]), 'm', 1000)).rejects.toThrow("tensor 'a' alone")
    const long = joined([u32(8), text('x'.repeat(2000))])
    const wordy = sampleGguf({
      metadata: [['k', long]],
      tensors: [{ name: 'a', bytes: new Uint8Array(5) }],
    })
    await expect(splitGguf(new Blob([wordy]), 'm', 1000)).rejects.toThrow('the metadata alone')
  })

  it('refuses a file that is a split already', async () => {
    const source = sampleGguf({
      metadata: [architecture],
      tensors: [{ name: 'a', bytes: new Uint8Array(5) }],
    })
    const [first] = await splitGguf(new Blob([source]), 'm')
    await expect(splitGguf(first?.blob ?? new Blob(), 'm')).rejects.toThrow('split already')
  })
})

describe('the files of the embedded model', () => {
  it('are standard splits that together hold every tensor', async () => {
    const blobs = await Promise.all(embeddedModel.files.map(({ url }) => openAsBlob(`public/${url}`)))
    const headers = await Promise.all(blobs.map(readGguf))
    expect(headers.map(({ metadata }) => metadata.get('split.no'))).toEqual(blobs.map((_, index) => index))
    for (const { metadata } of headers) expect(metadata.get('split.count')).toBe(blobs.length)
    const names = new Set(headers.flatMap(({ tensors }) => tensors.map(({ name }) => name)))
    expect(names.size).toBe(headers[0]?.metadata.get('split.tensors.count'))
    for (const { size } of blobs) expect(size).toBeLessThanOrEqual(maxSplitBytes)
  })
})
