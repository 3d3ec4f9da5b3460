import 'fake-indexeddb/auto'
import { openAsBlob } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Bytes, fileStart, joined, text, u32, u64 } from '../../../scripts/gguf-bytes.ts'
import { sampleGguf } from '../../../scripts/gguf-sample.ts'
import { splitGguf } from '../../../scripts/gguf-split.ts'
import { FaultError } from '../../fault.ts'
import { embeddedModel } from '../catalogue/catalogue.ts'
import type { Weights } from '../weights/types.ts'
import { openWeights } from '../weights/weights.ts'
import { addGguf } from './add-gguf.ts'
import { inspectGguf } from './inspect-gguf.ts'

const patient = { signal: new AbortController().signal }
const word = (value: string) => joined([u32(8), text(value)])

function tiny(name = 'Tiny', architecture = 'llama'): Bytes {
  const tensors = Array.from({ length: 12 }, (_, index) => ({
    name: `blk.${index}`,
    bytes: new Uint8Array(900).fill(index),
  }))
  return sampleGguf({
    metadata: [
      ['general.architecture', word(architecture)],
      ['general.name', word(name)],
      ['tokenizer.ggml.model', word('gpt2')],
      ['tokenizer.ggml.tokens', joined([u32(9), u32(8), u64(2), text('a'), text('b')])],
    ],
    tensors,
  })
}

const file = (content: BlobPart, name: string) => new File([content], name)

async function splitTiny(): Promise<File[]> {
  const parts = await splitGguf(new Blob([tiny()]), 'tiny', 4000)
  return parts.map(({ name, blob }) => file(blob, name))
}

let count = 0
function fresh(): Promise<Weights> {
  count += 1
  return openWeights({ name: `gguf-test-${count}` })
}

describe('addGguf', () => {
  it('takes in the embedded model from its files, in any order, to the byte', async () => {
    const files = await Promise.all(
      embeddedModel.files.map(async ({ url, name }) => file(await openAsBlob(`public/${url}`), name)),
    )
    const weights = await fresh()
    const card = await addGguf([...files].reverse(), weights, patient)
    expect(card).toMatchObject({
      trust: 'first-use',
      engines: ['wllama'],
      architecture: 'llama',
      format: 'gguf',
    })
    expect(card.files.map(({ sha256, bytes }) => ({ sha256, bytes }))).toEqual(
      embeddedModel.files.map(({ sha256, bytes }) => ({ sha256, bytes })),
    )
    expect(card.files.map(({ name }) => name)).toEqual(
      ['00001', '00002', '00003'].map(number => `${card.id}-${number}-of-00003.gguf`),
    )
    expect(await weights.verify(card)).toEqual([])
    expect((await weights.models()).map(model => model.card)).toEqual([card])
  })

  it('gives the same file the same id whatever it is called, and keeps it once', async () => {
    const weights = await fresh()
    const first = await addGguf([file(tiny(), 'one.gguf')], weights, patient)
    const before = await weights.usage()
    const second = await addGguf([file(tiny(), 'sha256-0815')], weights, patient)
    expect(second).toEqual(first)
    expect(first.id).toBe(`own-${first.files[0]?.sha256.slice(0, 16)}`)
    expect(await weights.usage()).toEqual(before)
    const other = await addGguf([file(tiny('Other'), 'one.gguf')], weights, patient)
    expect(other.id).not.toBe(first.id)
  })

  it('leaves nothing when it is aborted, and what was there before stays', async () => {
    const weights = await fresh()
    await addGguf([file(tiny(), 'one.gguf')], weights, patient)
    const before = await weights.usage()
    const controller = new AbortController()
    const onProgress = ({ bytes, ofBytes }: { bytes: number; ofBytes: number }) => {
      if (bytes === ofBytes) controller.abort(new DOMException('enough', 'AbortError'))
    }
    const adding = addGguf(await splitTiny(), weights, { signal: controller.signal, onProgress })
    await expect(adding).rejects.toThrow('enough')
    expect(await weights.usage()).toEqual(before)
  })

  it('leaves nothing when it is aborted while the last piece is written', async () => {
    const weights = await fresh()
    const controller = new AbortController()
    const stopping: Weights = {
      ...weights,
      async putPiece(...piece) {
        await weights.putPiece(...piece)
        controller.abort(new DOMException('enough', 'AbortError'))
      },
    }
    const adding = addGguf([file(tiny(), 'one.gguf')], stopping, { signal: controller.signal })
    await expect(adding).rejects.toThrow('enough')
    expect((await weights.usage()).bytes).toBe(0)
  })

  it('says what all of it needs when a piece does not fit, and leaves nothing', async () => {
    const weights = await fresh()
    const parts = await splitTiny()
    const [first, second] = parts.map(part => part.size)
    let room = 2
    const full: Weights = {
      ...weights,
      async putPiece(part, index, piece) {
        room -= 1
        if (room >= 0) return weights.putPiece(part, index, piece)
        const numbers = { neededBytes: piece.size, freeBytes: 100 }
        throw new FaultError({ code: 'storage-full', numbers })
      },
    }
    const neededBytes = parts.reduce((sum, part) => sum + part.size, 0)
    const freeBytes = 100 + (first ?? 0) + (second ?? 0)
    await expect(addGguf(parts, full, patient)).rejects.toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes, freeBytes } },
    })
    expect((await weights.usage()).bytes).toBe(0)
  })

  it('writes nothing of a model that cannot run here', async () => {
    const weights = await fresh()
    const adding = addGguf([file(tiny('Vectors', 'bert'), 'v.gguf')], weights, patient)
    await expect(adding).rejects.toMatchObject({ fault: { code: 'model-unsupported' } })
    expect((await weights.usage()).bytes).toBe(0)
  })
})

describe('inspectGguf', () => {
  const code = (files: readonly File[]) =>
    inspectGguf(files).then(
      () => 'fine',
      (error: unknown) => (error as { fault?: { code: string } }).fault?.code,
    )

  it('takes the name from the file where the model has none', async () => {
    expect(await inspectGguf([file(tiny(''), 'My.Model-Q4.GGUF')])).toMatchObject({ name: 'My.Model-Q4' })
    const parts = await Promise.all((await splitTiny()).map(async part => file(part, part.name)))
    expect(await inspectGguf(parts)).toMatchObject({ name: 'Tiny', parts: parts.length })
  })

  it('says how many parts are missing', async () => {
    const parts = await splitTiny()
    expect(parts.length).toBeGreaterThan(2)
    for (const left of [parts.slice(1), parts.slice(0, -1), parts.slice(0, 1)]) {
      await expect(inspectGguf(left)).rejects.toMatchObject({
        fault: { code: 'parts-missing', numbers: { have: left.length, of: parts.length } },
      })
    }
  })

  it('refuses parts that do not belong together', async () => {
    const parts = await splitTiny()
    const [first, ...rest] = parts
    if (!first) throw new Error('no part')
    expect(await code([...parts, first])).toBe('not-a-model')
    expect(await code([first, file(tiny(), 'other.gguf')])).toBe('not-a-model')
    const other = await splitGguf(new Blob([tiny('Another model')]), 'other', 3000)
    expect(await code([file(other[0]?.blob ?? '', 'a.gguf'), ...rest])).toBe('not-a-model')
  })

  it('tells what is no GGUF from one that is not for here', async () => {
    const swapped = joined([
      new TextEncoder().encode('GGUF'),
      new Uint8Array([0, 0, 0, 3]),
      new Uint8Array(16),
    ])
    const old = joined([fileStart(0, 0).slice(0, 4), u32(2), u64(0), u64(0)])
    expect(await code([file('<!doctype html>', 'page.gguf')])).toBe('not-a-model')
    expect(await code([file('', 'empty.gguf')])).toBe('not-a-model')
    expect(await code([file(tiny().slice(0, 300), 'cut.gguf')])).toBe('not-a-model')
    expect(await code([file(tiny().slice(0, -700), 'cut.gguf')])).toBe('not-a-model')
    expect(await code([])).toBe('not-a-model')
    expect(await code([file(swapped, 'big-endian.gguf')])).toBe('model-unsupported')
    expect(await code([file(old, 'old.gguf')])).toBe('model-unsupported')
  })
})
