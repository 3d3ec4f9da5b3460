import type { ModelFile } from '../../engines/engine.ts'
import { withinLimit } from '../../storage/handle.ts'
import { createMemoryShelf, openDiskShelf } from '../../storage/shelf.ts'
import { type ModelCard, type ModelFileCard, modelBytes, withEveryFile } from '../model.ts'
import { asOneBlob, createPieces } from './pieces.ts'
import { estimateFreeBytes, orSayRoom } from './room.ts'
import { modelKey, parseModel, parseWanted, wantKey } from './schemas.ts'
import {
  filesOfModel,
  type Item,
  itemsOfModel,
  itemsOfWanted,
  recordKeys,
  type Stock,
  strayItems,
  takeStock,
} from './stock.ts'
import { pieceBytes as defaultPieceBytes, type Weights, type WeightsState } from './types.ts'
import { partBytes, verifyFiles } from './verify.ts'

export interface WeightsOptions {
  readonly name?: string
  /** How long an open may hang before we go on in memory. */
  readonly openLimitMs?: number
  /** Tests take shorter ones; all who open a database have to take the same. */
  readonly pieceBytes?: number
}

/** Opens the weights. Never throws: without storage they live in memory. */
export async function openWeights(options: WeightsOptions = {}): Promise<Weights> {
  const disk = openDiskShelf(options.name ?? 'hermit-weights')
  const isDisk = await withinLimit(
    disk.look(look => look.get('')),
    options.openLimitMs ?? 4000,
  ).then(
    () => true,
    () => false,
  )
  if (!isDisk) disk.close()
  const shelf = isDisk ? disk : createMemoryShelf()
  const pieces = createPieces(shelf, options.pieceBytes ?? defaultPieceBytes)
  const freeBytes = async () => (isDisk ? estimateFreeBytes() : undefined)

  async function state(card: ModelCard): Promise<WeightsState> {
    const missing: ModelFileCard[] = []
    let present = 0
    for (const file of card.files) {
      if (await pieces.find(file.sha256, file.bytes)) {
        present += file.bytes
      } else {
        missing.push(file)
        present += await partBytes(pieces, file.sha256)
      }
    }
    return { present, of: modelBytes(card), missing }
  }

  /** Deletes what `choose` finds in one transaction, and records; gives the bytes freed. */
  function remove(choose: (stock: Stock) => readonly Item[], records: readonly string[]): Promise<number> {
    return shelf.change(async change => {
      const items = choose(await takeStock(change))
      for (const key of [...items.flatMap(item => item.keys), ...records]) change.delete(key)
      return bytesOf(items)
    })
  }

  return {
    mode: isDisk ? 'disk' : 'memory',
    state,
    async files(card) {
      const files: ModelFile[] = []
      for (const file of card.files) {
        const whole = await pieces.find(file.sha256, file.bytes)
        if (!whole) return undefined
        files.push({ name: file.name, blob: asOneBlob(whole.blobs) })
      }
      return files
    },

    async part(key) {
      const open = await pieces.openPart(key)
      if (!open) return undefined
      const { lot: _, ...part } = open.part
      return part
    },
    putPiece: (part, index, piece) =>
      orSayRoom(shelf, piece.size, () => pieces.put(part, index, piece), freeBytes),
    async readPart(key) {
      const blobs = (await pieces.openPart(key))?.blobs ?? []
      const end = blobs.indexOf(undefined)
      const first = blobs.slice(0, end === -1 ? blobs.length : end)
      return asOneBlob(first.filter(blob => blob !== undefined))
    },
    dropPart: pieces.dropPart,
    finish: pieces.finish,
    has: async sha256 => (await pieces.find(sha256)) !== undefined,

    async models() {
      const entries = await shelf.look(look => look.entries('model/'))
      const models = entries.flatMap(([key, value]) => parseModel(key, value) ?? [])
      return models.sort((a, b) => a.addedAt - b.addedAt)
    },
    addModel: card =>
      shelf.change(async change => {
        const key = modelKey(card.id)
        const before = parseModel(key, await change.get(key))
        change.put(key, { card, addedAt: before?.addedAt ?? Date.now() })
        change.delete(wantKey(card.id))
      }),
    deleteModel: card => remove(stock => itemsOfModel(stock, card), recordKeys(card.id)),

    async wanted() {
      const entries = await shelf.look(look => look.entries('want/'))
      return entries.flatMap(([key, value]) => parseWanted(key, value) ?? [])
    },
    addWanted: wanted => shelf.change(async change => change.put(wantKey(wanted.outline.id), wanted)),
    async dropWanted(id, forgetParts) {
      await remove(stock => (forgetParts ? itemsOfWanted(stock, id) : []), [wantKey(id)])
    },

    async verify(card, onProgress, signal) {
      const files: ModelFileCard[] = []
      for (const file of withEveryFile(card).files) {
        // Of compiled libraries and adapters only those are here that some engine has needed.
        if (card.files.includes(file) || (await pieces.find(file.sha256, file.bytes))) files.push(file)
      }
      return verifyFiles({ ...card, files }, pieces, onProgress, signal)
    },
    sweep: known => remove(stock => strayItems(stock, known), []),
    async usage() {
      const stock = await shelf.look(takeStock)
      const ids = [
        ...stock.models.map(({ card }) => card.id),
        ...stock.wanted.map(({ outline }) => outline.id),
      ]
      const byModel = ids.map((id): [string, number] => {
        const listed = filesOfModel(stock, id)
        const own = stock.items.filter(({ name = '', owner }) => listed.has(name) || owner === id)
        return [id, bytesOf(own)]
      })
      return { bytes: bytesOf(stock.items), byModel: new Map(byModel) }
    },
    freeBytes,
    close: () => shelf.close(),
  }
}

function bytesOf(items: readonly Item[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0)
}
