import { openAsBlob } from 'node:fs'
import { expect, test } from 'vitest'
import { embeddedModel } from '../../models/catalogue/embedded-model.ts'
import { readGguf } from '../../models/gguf.ts'
import { joinGguf } from './join-gguf.ts'

const parts = Promise.all(embeddedModel.files.map(({ url }) => openAsBlob(`public/${url}`)))

test('the parts of the embedded model make one file with the same tensors, in order', async () => {
  const joined = await joinGguf(await parts)
  const header = await readGguf(joined)
  expect(header.metadata.get('split.count')).toBe(1)
  const headers = await Promise.all((await parts).map(readGguf))
  expect(header.tensors.map(({ name }) => name)).toEqual(
    headers.flatMap(({ tensors }) => tensors.map(({ name }) => name)),
  )
  for (const [index, { tensors, dataOffset }] of headers.entries()) {
    for (const tensor of tensors.slice(0, 3)) {
      const there = header.tensors.find(({ name }) => name === tensor.name)
      const a = await (await parts)[index]
        ?.slice(dataOffset + tensor.offset)
        .slice(0, 4096)
        .arrayBuffer()
      const b = await joined
        .slice(header.dataOffset + (there?.offset ?? 0))
        .slice(0, 4096)
        .arrayBuffer()
      expect(Buffer.from(b).equals(Buffer.from(a ?? new ArrayBuffer()))).toBe(true)
    }
  }
})

test('one file stays itself, and files that are no parts are refused', async () => {
  const [first, second] = await parts
  if (!first || !second) throw new Error('no parts')
  expect(await joinGguf([first])).toBe(first)
  await expect(joinGguf([])).rejects.toThrow(RangeError)
  await expect(joinGguf([new Blob(['GGUF']), second])).rejects.toThrow('ends inside its header')
})
