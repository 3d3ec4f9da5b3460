import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, fileStart, joined, text, u16, u32, u64 } from '../../scripts/gguf-bytes.ts'
import { sampleGguf } from '../../scripts/gguf-sample.ts'
import { GgufError, readGguf } from './gguf.ts'

const read = (bytes: Bytes) => readGguf(new Blob([bytes]))
const value = (type: number, ...bytes: Bytes[]) => joined([u32(type), ...bytes])
const array = (type: number, ...items: Bytes[]) => value(9, u32(type), u64(items.length), ...items)
const numbers = (...items: number[]) => new Uint8Array(items)

const sample = sampleGguf({
  metadata: [
    ['general.architecture', value(8, text('llama'))],
    ['tokens', array(8, text('Ġ你'), text('\ufeff'), text(''))],
    ['types', array(5, u32(-1), u32(3))],
    ['tiny', value(1, numbers(0xff))],
    ['small', value(2, u16(65_535))],
    ['flag', value(7, numbers(1))],
    ['exact', value(10, u64(2 ** 53 - 1))],
    ['huge', value(10, numbers(255, 255, 255, 255, 255, 255, 255, 255))],
    ['negative', value(11, numbers(254, 255, 255, 255, 255, 255, 255, 255))],
    ['ratio', value(6, numbers(0, 0, 0xc0, 0x3f))],
    ['precise', value(12, numbers(0, 0, 0, 0, 0, 0, 0xf8, 0x3f))],
    ['none', array(4)],
  ],
  tensors: [
    { name: 'a', bytes: numbers(1, 2, 3) },
    { name: 'b', bytes: numbers(4) },
  ],
})

describe('readGguf', () => {
  it('reads metadata of every kind', async () => {
    expect(Object.fromEntries((await read(sample)).metadata)).toEqual({
      'general.architecture': 'llama',
      tokens: ['Ġ你', '\ufeff', ''],
      types: [-1, 3],
      tiny: -1,
      small: 65_535,
      flag: true,
      exact: 2 ** 53 - 1,
      huge: 2n ** 64n - 1n,
      negative: -2,
      ratio: 1.5,
      precise: 1.5,
      none: [],
    })
  })

  it('says where the tensors lie', async () => {
    const { tensors, dataOffset, alignment } = await read(sample)
    expect(alignment).toBe(32)
    expect(dataOffset % 32).toBe(0)
    expect(tensors).toEqual([
      { name: 'a', dims: [3], type: 24, offset: 0 },
      { name: 'b', dims: [1], type: 24, offset: 32 },
    ])
    expect([...sample.slice(dataOffset, dataOffset + 3)]).toEqual([1, 2, 3])
    expect(sample[dataOffset + 32]).toBe(4)
  })

  it('says which bytes hold the metadata', async () => {
    const { metadataRange } = await read(sample)
    const start = joined([text('general.architecture'), value(8, text('llama'))])
    expect(metadataRange.begin).toBe(24)
    expect(sample.slice(24, 24 + start.length)).toEqual(start)
    expect(sample.slice(metadataRange.end, metadataRange.end + 9)).toEqual(text('a'))
  })

  it('reads a header that is longer than its first slice, and no more of the file than that', async () => {
    const long = sampleGguf({
      metadata: [['long', array(8, text('x'.repeat(5_000_000)))]],
      tensors: [{ name: 'a', bytes: new Uint8Array(1) }],
    })
    const blob = new Blob([long, new Uint8Array(40_000_000)])
    let mostRead = 0
    const slice = blob.slice.bind(blob)
    blob.slice = (begin, end, type) => {
      mostRead = Math.max(mostRead, end ?? 0)
      return slice(begin, end, type)
    }
    expect((await readGguf(blob)).metadata.get('long')).toEqual(['x'.repeat(5_000_000)])
    expect(mostRead).toBeLessThan(20_000_000)
  })

  it.each<[string, Bytes]>([
    ['an empty file', new Uint8Array()],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Sign in</title>')],
    ['an old version', joined([fileStart(0, 0).slice(0, 4), u32(2), u64(0), u64(0)])],
    ['more tensors than the file could hold', fileStart(60_000, 0)],
    ['an absurd number of tensors', fileStart(2 ** 52, 0)],
    ['an absurd number of metadata entries', fileStart(0, 2 ** 40)],
    ['a key longer than the file', joined([fileStart(0, 1), u64(60_000), new Uint8Array(20)])],
    ['a length beyond all numbers', joined([fileStart(0, 1), new Uint8Array(20).fill(255)])],
    ['an array longer than the file', joined([fileStart(0, 1), text('k'), u32(9), u32(8), u64(4_000_000)])],
    ['an array of arrays', sampleGguf({ metadata: [['k', array(9)]], tensors: [] })],
    ['an unknown type', sampleGguf({ metadata: [['k', value(13, u64(0))]], tensors: [] })],
    [
      'a type named like a property',
      sampleGguf({ metadata: [['k', value(0xffff_ffff, u64(0))]], tensors: [] }),
    ],
    [
      'a key that is there twice',
      sampleGguf({
        metadata: [
          ['k', value(4, u32(1))],
          ['k', value(4, u32(2))],
        ],
        tensors: [],
      }),
    ],
    [
      'a tensor that is there twice',
      sampleGguf({
        metadata: [],
        tensors: [
          { name: 'a', bytes: new Uint8Array(1) },
          { name: 'a', bytes: new Uint8Array(1) },
        ],
      }),
    ],
    ['an alignment of 0', sampleGguf({ metadata: [['general.alignment', value(4, u32(0))]], tensors: [] })],
    [
      'an alignment that is no power of two',
      sampleGguf({ metadata: [['general.alignment', value(4, u32(48))]], tensors: [] }),
    ],
    ['a tensor of nine dimensions', joined([fileStart(1, 0), text('t'), u32(9), new Uint8Array(90)])],
    ['a tensor beyond the end', joined([fileStart(1, 0), text('t'), u32(0), u32(0), u64(2 ** 40)])],
    [
      'a tensor that is not aligned',
      joined([fileStart(1, 0), text('t'), u32(0), u32(0), u64(7), new Uint8Array(99)]),
    ],
  ])('refuses %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(GgufError)
  })

  it('refuses a file that ends inside its header, wherever that is', async () => {
    const { dataOffset, metadataRange } = await read(sample)
    const inHeader = fc.integer({ min: 0, max: dataOffset - 32 })
    await fc.assert(
      fc.asyncProperty(inHeader, async end => {
        await expect(read(sample.slice(0, end))).rejects.toThrow(GgufError)
      }),
      { examples: [[23], [24], [metadataRange.end]] },
    )
  })

  it('reads or refuses a damaged file, and never fails in another way', async () => {
    const damage = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(damage, async changes => {
        const bytes = sample.slice()
        for (const [at, byte] of changes) bytes[at] = byte
        const outcome = await read(bytes).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(GgufError)
      }),
      { numRuns: 1000 },
    )
  })
})
