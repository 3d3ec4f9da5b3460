import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256OfBlob } from '../weights/hash.ts'
import { pieceBytes } from '../weights/types.ts'
import { addPack } from './add-pack.ts'
import { bytesOf, fileCard, fresh, install, model, never, packed, patient, some } from './pack.fixture.ts'
import { packModel } from './pack-model.ts'

describe('a pack', () => {
  it('brings back every byte of any model, with its card', async () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(contents, async arrays => {
        const { card, pack } = await packed(arrays.map(array => new Uint8Array(array)))
        const weights = await fresh()
        expect(await addPack(pack, weights, patient)).toEqual(card)
        expect((await weights.models()).map(model => model.card)).toEqual([card])
        for (const [index, { blob }] of ((await weights.files(card)) ?? []).entries()) {
          expect(await sha256OfBlob(blob)).toBe(card.files[index]?.sha256)
        }
        expect(await weights.verify(card)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('is the same for the same model, and is taken in by pieces where a file is longer than one', async () => {
    const long = new Uint8Array(pieceBytes + 100_001).map((_, index) => index % 251)
    const { card, pack } = await packed([long])
    expect(await sha256OfBlob((await packed([long])).pack)).toBe(await sha256OfBlob(pack))
    const weights = await fresh()
    const told: number[] = []
    await addPack(pack, weights, { signal: never, onProgress: ({ bytes }) => told.push(bytes) })
    expect(told.at(-1)).toBe(long.length)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(await weights.verify(card)).toEqual([])
  })

  it('has the compiled libraries that are here, and asks for none that are not', async () => {
    const { card: plain, blobs } = await model(some)
    const here = new Blob(['wasm'])
    const libraries = [
      {
        ...(await fileCard('here.wasm', here, 'https://huggingface.co/a/b/resolve/main/here.wasm')),
        needs: ['hardware' as const],
      },
      {
        ...(await fileCard(
          'not.wasm',
          new Blob(['other']),
          'https://huggingface.co/a/b/resolve/main/not.wasm',
        )),
        needs: [],
      },
    ]
    const card = { ...plain, libraries }
    const weights = await fresh()
    await install(weights, { ...card, files: [...card.files, ...libraries.slice(0, 1)] }, [...blobs, here])
    const pack = await packModel(card, weights, undefined, patient)
    const other = await fresh()
    expect(await addPack(pack ?? new Blob(), other, patient)).toEqual(card)
    expect(await Promise.all(libraries.map(({ sha256 }) => other.has(sha256)))).toEqual([true, false])
  })

  it('has an adapter with the model it belongs to', async () => {
    const { card: plain, blobs } = await model(some)
    const blob = new Blob(['lora'])
    const address = 'https://huggingface.co/a/b/resolve/main/tools.gguf'
    const adapter = { ...(await fileCard('tools.gguf', blob, address)), id: 'tools' as const }
    const card = { ...plain, adapters: [adapter] }
    const weights = await fresh()
    await install(weights, { ...card, files: [...card.files, adapter] }, [...blobs, blob])
    const pack = await packModel(card, weights, undefined, patient)
    const other = await fresh()
    expect(await addPack(pack ?? new Blob(), other, patient)).toEqual(card)
    expect(await other.has(adapter.sha256)).toBe(true)
  })

  it('writes nothing of what is here already', async () => {
    const { card, pack } = await packed(some)
    const weights = await fresh()
    await addPack(pack, weights, patient)
    const before = await weights.usage()
    const told: number[] = []
    expect(await addPack(pack, weights, { signal: never, onProgress: p => told.push(p.bytes) })).toEqual(card)
    expect(told).toEqual([])
    expect(await weights.usage()).toEqual(before)
  })

  it('does not take the place of another model that has its id', async () => {
    const { card } = await packed(some)
    const { pack } = await packed([bytesOf('something else')])
    const weights = await fresh()
    await install(
      weights,
      card,
      some.map(content => new Blob([content])),
    )
    const added = await addPack(pack, weights, patient)
    expect(added.id).not.toBe(card.id)
    expect((await weights.models()).map(model => model.card.id)).toEqual([card.id, added.id])
    expect(await weights.verify(card)).toEqual([])
  })

  it('is not made of a model that is not here, or is damaged', async () => {
    const { card } = await model(some)
    const weights = await fresh()
    await expect(packModel(card, weights, undefined, patient)).rejects.toMatchObject({
      fault: { code: 'model-missing' },
    })
    const lie = { ...card, files: card.files.map(file => ({ ...file, sha256: 'f'.repeat(64) })).slice(0, 1) }
    await install(weights, lie, [new Blob([some[0] ?? ''])])
    await expect(packModel(lie, weights, undefined, patient)).rejects.toMatchObject({
      fault: { code: 'model-damaged' },
    })
  })
})

describe('a pack that goes into a file', () => {
  function fileHandle(write?: () => void) {
    const state: { parts: Blob[]; ended: 'closed' | 'aborted' | undefined } = { parts: [], ended: undefined }
    const handle = {
      createWritable: async () =>
        new WritableStream<Blob>({
          write(part) {
            write?.()
            state.parts.push(part)
          },
          close() {
            state.ended = 'closed'
          },
          abort() {
            state.ended = 'aborted'
          },
        }),
    }
    // Of a file handle packModel takes no more than this.
    return { state, handle: handle as unknown as FileSystemFileHandle }
  }

  it('is the same as one in a Blob, and closes the file', async () => {
    const { card, pack } = await packed(some)
    const weights = await fresh()
    await addPack(pack, weights, patient)
    const { state, handle } = fileHandle()
    expect(await packModel(card, weights, handle, patient)).toBeUndefined()
    expect(state.ended).toBe('closed')
    expect(await sha256OfBlob(new Blob(state.parts))).toBe(await sha256OfBlob(pack))
  })

  it('leaves the file as it was when the model turns out damaged', async () => {
    const { card } = await model(some)
    const lie = { ...card, files: card.files.map(file => ({ ...file, sha256: 'f'.repeat(64) })).slice(0, 1) }
    const weights = await fresh()
    await install(weights, lie, [new Blob([some[0] ?? ''])])
    const { state, handle } = fileHandle()
    await expect(packModel(lie, weights, handle, patient)).rejects.toMatchObject({
      fault: { code: 'model-damaged' },
    })
    expect(state.ended).toBe('aborted')
  })

  it('leaves the file as it was when it does not fit, and when it is aborted', async () => {
    const { card, pack } = await packed(some)
    const weights = await fresh()
    await addPack(pack, weights, patient)
    const full = fileHandle(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await expect(packModel(card, weights, full.handle, patient)).rejects.toMatchObject({
      fault: { code: 'storage-full' },
    })
    const controller = new AbortController()
    const stopped = fileHandle(() => controller.abort(new DOMException('enough', 'AbortError')))
    const aborted = packModel(card, weights, stopped.handle, { signal: controller.signal })
    await expect(aborted).rejects.toThrow('enough')
    expect(full.state.ended).toBeUndefined()
    expect(stopped.state.ended).toBe('aborted')
  })
})
