import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FaultError } from '../../fault.ts'
import type { ModelCard, ModelFileCard } from '../model.ts'
import { pieceBytes } from '../weights/types.ts'
import { addPack } from './add-pack.ts'
import {
  type Bytes,
  bytesOf,
  cardOf,
  fileCard,
  fresh,
  install,
  packed,
  patient,
  some,
} from './pack.fixture.ts'
import { packModel } from './pack-model.ts'
import { writeZip, type ZipSource } from './zip.ts'

/** A zip made by hand, to be as wrong as a test wants. */
async function zip(files: readonly (readonly [name: string, content: Bytes | string])[]): Promise<Blob> {
  const sources = files.map(([name, content]): ZipSource => {
    const blob = new Blob([content])
    return { name, bytes: blob.size, open: () => blob.stream() }
  })
  const chunks: Bytes[] = []
  await writeZip(sources, new WritableStream({ write: chunk => void chunks.push(new Uint8Array(chunk)) }))
  return new Blob(chunks)
}

const manifestOf = (card: unknown, files: unknown, changes = {}) =>
  JSON.stringify({ format: 'hermitpack', version: 1, card, files, createdBy: 'a test', ...changes })

/** What became of an import, and that nothing is left of it unless it worked. */
async function outcome(pack: Blob): Promise<string> {
  const weights = await fresh()
  const before = (await weights.usage()).bytes
  const code = await addPack(pack, weights, patient).then(
    () => 'added',
    (error: unknown) => (error instanceof FaultError ? error.fault.code : String(error)),
  )
  if (code !== 'added') {
    expect((await weights.usage()).bytes).toBe(before)
    expect(await weights.models()).toEqual([])
  }
  return code
}

describe('a pack that is not whole', () => {
  it('is refused wherever it is cut, and nothing of it stays', async () => {
    const { pack } = await packed(some)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: pack.size - 1 }), async end => {
        expect(['pack-damaged', 'not-a-model']).toContain(await outcome(pack.slice(0, end)))
      }),
      { numRuns: 60, examples: [[4], [pack.size - 1]] },
    )
  })

  it('is refused or means the same whichever bit is flipped', async () => {
    const { card, pack } = await packed(some)
    const bytes = new Uint8Array(await pack.arrayBuffer())
    const flips = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }))
    await fc.assert(
      fc.asyncProperty(flips, async ([at, bit]) => {
        const damaged = bytes.slice()
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
        const weights = await fresh()
        const added = await addPack(new Blob([damaged]), weights, patient).catch((error: unknown) => error)
        if (added instanceof Error) {
          expect(added).toBeInstanceOf(FaultError)
          expect((await weights.usage()).bytes).toBe(0)
        } else {
          // A letter of a name, a CRC that is not read: the files are the card's all the same.
          expect(await weights.verify(card)).toEqual([])
        }
      }),
      { numRuns: 150 },
    )
  })

  it('leaves nothing when it is aborted half-way', async () => {
    const long = new Uint8Array(pieceBytes + 5)
    const { pack } = await packed([bytesOf('short'), long])
    const weights = await fresh()
    const controller = new AbortController()
    const onProgress = ({ bytes, ofBytes }: { bytes: number; ofBytes: number }) => {
      if (bytes === ofBytes) controller.abort(new DOMException('enough', 'AbortError'))
    }
    const added = addPack(pack, weights, { signal: controller.signal, onProgress })
    await expect(added).rejects.toThrow('enough')
    expect((await weights.usage()).bytes).toBe(0)
  })
})

describe('a pack that lies', () => {
  const content = bytesOf('weights')

  async function lying(
    change: (card: ModelCard, files: ModelFileCard[]) => { card?: unknown; files?: unknown },
    entries: readonly (readonly [string, Bytes | string])[] = [['a.gguf', content]],
    changes = {},
  ): Promise<string> {
    const file = await fileCard('a.gguf', new Blob([content]))
    const card = cardOf([file])
    const { card: newCard = card, files = [file] } = change(card, [file])
    return outcome(await zip([['manifest.json', manifestOf(newCard, files, changes)], ...entries]))
  }

  it('is taken in when it does not', async () => {
    expect(await lying(() => ({}))).toBe('added')
  })

  it.each<[string, (card: ModelCard, files: ModelFileCard[]) => { card?: unknown; files?: unknown }]>([
    [
      'a wrong hash',
      (card, [file]) => {
        const forged = { ...file, sha256: '0'.repeat(64) }
        return { card: { ...card, files: [forged] }, files: [forged] }
      },
    ],
    ['a hash that is none', card => ({ card: { ...card, files: [{ ...card.files[0], sha256: '../x' }] } })],
    [
      'a forged size',
      (card, [file]) => {
        const forged = { ...file, bytes: 2 ** 52 }
        return { card: { ...card, files: [forged] }, files: [forged] }
      },
    ],
    ['a negative size', card => ({ card: { ...card, files: [{ ...card.files[0], bytes: -1 }] } })],
    ['a file that the card does not know', (_, [file]) => ({ files: [file, { ...file, name: 'b.gguf' }] })],
    ['a file twice', (_, [file]) => ({ files: [file, file] })],
    ['no files', card => ({ card: { ...card, files: [] }, files: [] })],
    ['an id that every object has', card => ({ card: { ...card, id: 'constructor' } })],
    ['the id __proto__', card => ({ card: { ...card, id: '__proto__' } })],
    [
      'a script for an address',
      card => ({
        card: { ...card, files: [{ ...card.files[0], url: 'javascript:alert(1)' }] },
      }),
    ],
    ['a licence that is a script', card => ({ card: { ...card, licenceUrl: 'javascript:alert(1)' } })],
    ['no card', () => ({ card: null })],
    ['a card without a name', card => ({ card: { ...card, name: '' } })],
  ])('is refused for %s', async (_, change) => {
    expect(await lying(change)).toBe('pack-damaged')
  })

  it.each([
    '../x',
    '/x',
    'a/b',
    '..\\x',
    '..',
    '',
    ' a',
    'a\u0000b',
    '__proto__',
    'manifest.json',
    '.hidden',
  ])('is refused for a file named %j', async name => {
    const file = await fileCard(name, new Blob([content]))
    const manifest = manifestOf(cardOf([file]), [file])
    const files = [
      ['manifest.json', manifest],
      ['a.gguf', content],
    ] as const
    expect(await outcome(await zip(files))).toBe('pack-damaged')
  })

  it('is refused for more files than it lists, fewer, or others', async () => {
    const extra = [
      ['a.gguf', content],
      ['b.gguf', 'more'],
    ] as const
    expect(await lying(() => ({}), extra)).toBe('pack-damaged')
    expect(await lying(() => ({}), [])).toBe('pack-damaged')
    expect(await lying(() => ({}), [['b.gguf', content]])).toBe('pack-damaged')
    expect(await lying(() => ({}), [['a.gguf', 'weightz']])).toBe('pack-damaged')
  })

  it('is refused for a file that is no part of the model, although it is listed', async () => {
    const more = await fileCard('b.gguf', new Blob(['more']))
    const entries = [
      ['a.gguf', content],
      ['b.gguf', 'more'],
    ] as const
    expect(await lying((_, files) => ({ files: [...files, more] }), entries)).toBe('pack-damaged')
  })

  it('says when a newer Hermit made it, whatever else is in it', async () => {
    expect(await lying(() => ({ card: { of: 'tomorrow' } }), [], { version: 2 })).toBe('pack-newer')
  })

  it('is no pack when it is another zip, or none', async () => {
    expect(await outcome(await zip([['readme.txt', 'hello']]))).toBe('not-a-model')
    expect(
      await outcome(
        await zip([
          ['a.gguf', content],
          ['manifest.json', '{}'],
        ]),
      ),
    ).toBe('not-a-model')
    expect(await outcome(await zip([['manifest.json', '{"manifest_version": 3}']]))).toBe('not-a-model')
    expect(await outcome(await zip([['manifest.json', '[']]))).toBe('not-a-model')
    expect(await outcome(new Blob(['GGUF']))).toBe('not-a-model')
    expect(await outcome(new Blob([]))).toBe('not-a-model')
  })

  it('cannot name what every object inherits', async () => {
    const file = await fileCard('a.gguf', new Blob([content]))
    const text = manifestOf(cardOf([file]), [file]).replace('{', '{"__proto__":{"polluted":true},')
    expect(
      await outcome(
        await zip([
          ['manifest.json', text],
          ['a.gguf', content],
        ]),
      ),
    ).toBe('added')
    expect({}).not.toHaveProperty('polluted')
  })

  it('is refused before a byte is written where there is no room for it', async () => {
    const { pack } = await packed(some)
    const weights = { ...(await fresh()), freeBytes: async () => 1000 }
    await expect(addPack(pack, weights, patient)).rejects.toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes: 20 + 64 * 1024 * 1024, freeBytes: 1000 } },
    })
    expect((await weights.usage()).bytes).toBe(0)
  })
})

it('what a manifest says of trust and of addresses counts for nothing, except an address of a known host', async () => {
  const content = new Blob(['weights'])
  const card = cardOf(
    [
      await fileCard('a.gguf', content, 'https://tracker.example/a.gguf'),
      await fileCard('b.gguf', new Blob(['more']), 'https://huggingface.co/a/b/resolve/main/b.gguf'),
    ],
    { trust: 'card' },
  )
  const weights = await fresh()
  await install(weights, card, [content, new Blob(['more'])])
  const pack = await packModel(card, weights, undefined, patient)
  const added = await addPack(pack ?? new Blob(), await fresh(), patient)
  expect(added.trust).toBe('first-use')
  expect(added.files.map(({ url }) => url)).toEqual(['', 'https://huggingface.co/a/b/resolve/main/b.gguf'])
})
