import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { bytesOf, cardOf, fileCard, fresh, install } from '../models/pack/pack.fixture.ts'
import type { Weights } from '../models/weights/types.ts'
import { backupOf, chatRecord, never, newSeal } from './backup.fixture.ts'
import { chunkBytes } from './chunks.ts'
import { readBackup } from './read-backup.ts'
import { restoreModels } from './restore-models.ts'

async function device() {
  const weights = await fresh()
  const contents = [
    new Blob([bytesOf('small')]),
    // Longer than chunks and frames are, and no multiple of either.
    new Blob([new Uint8Array(5 * chunkBytes + 12_345).map((_, at) => (at * 31) % 251)]),
  ]
  const cards = await Promise.all(
    contents.map(async (content, index) =>
      cardOf([await fileCard(`model-${index}.gguf`, content)], {
        id: `model-${index}`,
        name: `No. ${index}`,
      }),
    ),
  )
  for (const [index, card] of cards.entries()) await install(weights, card, contents.slice(index, index + 1))
  return { weights, cards, contents }
}

const idsOf = async (weights: Weights) => (await weights.models()).map(({ card }) => card.id)

test('models come back with every byte, encrypted and in the open', async () => {
  const { weights, cards, contents } = await device()
  for (const seal of [undefined, await newSeal()]) {
    const file = await backupOf([chatRecord('one')], seal, { models: cards, weights: async () => weights })
    const backup = await readBackup(file, seal?.key)
    expect(backup.models.map(({ id, name, bytes }) => ({ id, name, bytes }))).toEqual([
      { id: 'model-0', name: 'No. 0', bytes: 5 },
      { id: 'model-1', name: 'No. 1', bytes: 5 * chunkBytes + 12_345 },
    ])
    const other = await fresh()
    const fractions: number[] = []
    await restoreModels(backup, other, { signal: never, onProgress: value => fractions.push(value) })
    expect(await idsOf(other)).toEqual(['model-0', 'model-1'])
    for (const [index, card] of cards.entries()) {
      const [found] = (await other.files(card)) ?? []
      expect(await found?.blob.arrayBuffer()).toEqual(await contents[index]?.arrayBuffer())
    }
    expect(fractions.at(-1)).toBe(1)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  }
})

test('a backup with a bad pack in it leaves no model, and none that was here before goes', async () => {
  const { weights, cards } = await device()
  const backup = await readBackup(
    await backupOf([], undefined, { models: cards, weights: async () => weights }),
    undefined,
  )
  const other = await fresh()
  const content = new Blob([bytesOf('mine')])
  const mine = cardOf([await fileCard('mine.gguf', content)], { id: 'mine' })
  await install(other, mine, [content])
  const broken = {
    models: backup.models,
    pack: async (model: (typeof backup.models)[number]) =>
      model.id === 'model-1' ? new Blob(['PK\u0003\u0004 and nothing more']) : backup.pack(model, never),
  }
  await expect(restoreModels(broken, other, { signal: never })).rejects.toMatchObject({
    fault: { code: 'pack-damaged' },
  })
  expect(await idsOf(other)).toEqual(['mine'])
})

test('what a restore brought goes again by its undo, what was here stays', async () => {
  const { weights, cards } = await device()
  const file = await backupOf([], undefined, { models: cards, weights: async () => weights })
  const backup = await readBackup(file, undefined)
  const restored = await restoreModels(backup, weights, { signal: never })
  await restored.undo()
  expect(await idsOf(weights)).toEqual(['model-0', 'model-1'])
  const other = await fresh()
  await (await restoreModels(backup, other, { signal: never })).undo()
  expect(await idsOf(other)).toEqual([])
})
