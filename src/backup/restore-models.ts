import { whileTaking } from '../models/add/taking-lock.ts'
import { type ModelCard, withEveryFile } from '../models/model.ts'
import { addPack } from '../models/pack/add-pack.ts'
import type { Weights } from '../models/weights/types.ts'
import type { BackupModel, ReadBackup } from './read-backup.ts'

/** Models that a restore has brought. */
export interface RestoredModels {
  /** Deletes those again that were not here before. */
  undo(): Promise<void>
}

export interface RestoreModelsOptions {
  readonly signal: AbortSignal
  readonly onProgress?: (fraction: number) => void
}

/**
 * Takes the models of a backup in, one by one; each is checked by its own hashes, and what is here is not written again.
 * Throws what reading a backup and taking in a pack throw; then none of them has stayed.
 */
export async function restoreModels(
  backup: Pick<ReadBackup, 'models' | 'pack'>,
  weights: Weights,
  options: RestoreModelsOptions,
): Promise<RestoredModels> {
  const before = new Set((await weights.models()).map(({ card }) => card.id))
  const added: ModelCard[] = []
  const undo = async () => {
    for (const card of added) await weights.deleteModel(withEveryFile(card))
  }
  const ofBytes = backup.models.reduce((sum, { bytes }) => sum + bytes, 0)
  let doneBytes = 0
  const take = async (model: BackupModel) => {
    const pack = await backup.pack(model, options.signal)
    const card = await addPack(pack, weights, {
      signal: options.signal,
      onProgress: ({ bytes }) => options.onProgress?.((doneBytes + bytes) / ofBytes),
    })
    doneBytes += model.bytes
    if (!before.has(card.id)) added.push(card)
  }
  try {
    await whileTaking(async () => {
      for (const model of backup.models) await take(model)
    })
  } catch (error) {
    await undo()
    throw error
  }
  return { undo }
}
