import { type FaultCode, FaultError } from '../../fault.ts'
import { roomForChatsBytes } from '../download/need.ts'
import type { ModelCard } from '../model.ts'
import type { TaskOptions } from '../tasks/tasks.ts'
import type { Weights } from '../weights/types.ts'
import { takeFile } from './take-file.ts'

/** A file that is brought in. */
export interface Incoming {
  readonly data: Blob
  /** What its SHA-256 has to be, where that is known. */
  readonly sha256?: string
}

/** Files on their way to be a model. */
export interface TakingModel {
  readonly files: readonly Incoming[]
  /** The card that their SHA-256s make, in the order of the files. */
  readonly card: (hashes: readonly string[]) => ModelCard | Promise<ModelCard>
  /** What it means when a file cannot be read, or is not the one that it has to be. */
  readonly unreadable: FaultCode
}

/**
 * Takes all files in, checks their hashes, and writes the model down last: nothing of it counts as being here before
 * that, and nothing stays when it fails or is aborted. Throws FaultError (`unreadable`; 'storage-full', before a byte
 * is written where it is known not to fit) and the signal's reason.
 */
export async function takeModel(
  { files, card: makeCard, unreadable }: TakingModel,
  weights: Weights,
  { signal, onProgress }: TaskOptions,
): Promise<ModelCard> {
  const ofBytes = files.reduce((sum, { data }) => sum + data.size, 0)
  await requireRoom(weights, ofBytes)
  // No model has this id, so that what a killed tab leaves behind belongs to none and is swept.
  const owner = `taking-${crypto.randomUUID()}`
  let bytes = 0
  const onBytes = (newBytes: number) => {
    bytes += newBytes
    onProgress?.({ bytes, ofBytes })
  }
  const taken: { readonly key: string; readonly hash: string }[] = []
  try {
    for (const [index, { data, sha256 }] of files.entries()) {
      const key = `${owner}/${index}`
      const hash = await takeFile(data, { weights, key, owner, signal, onBytes, unreadable })
      if (hash !== (sha256 ?? hash))
        throw new FaultError({ code: unreadable, detail: `${hash}, not ${sha256}` })
      taken.push({ key, hash })
    }
    const card = await makeCard(taken.map(({ hash }) => hash))
    signal.throwIfAborted()
    for (const { key, hash } of taken) await weights.finish(key, hash)
    // Another tab may have deleted a file meanwhile that was here already.
    const { missing } = await weights.state(card)
    if (missing.length > 0) throw new FaultError({ code: 'storage-failed', detail: 'a file is gone again' })
    await weights.addModel(card)
    return card
  } catch (error) {
    await weights.deleteModel(nothingBut(owner)).catch(() => {})
    throw inAll(error, bytes, ofBytes)
  }
}

/** Throws 'storage-full', with the numbers, where the browser's own estimate says that it will not fit. */
async function requireRoom(weights: Weights, bytes: number): Promise<void> {
  const freeBytes = await weights.freeBytes()
  const neededBytes = bytes + roomForChatsBytes
  if (bytes === 0 || freeBytes === undefined || freeBytes >= neededBytes) return
  throw new FaultError({ code: 'storage-full', numbers: { neededBytes, freeBytes } })
}

/** What did not fit is a piece; a person needs to know what all of it takes, and what is free now that it is deleted. */
function inAll(error: unknown, readBytes: number, neededBytes: number): unknown {
  if (!(error instanceof FaultError) || error.fault.code !== 'storage-full') return error
  const { neededBytes: pieceBytes = 0, freeBytes = 0 } = error.fault.numbers ?? {}
  const numbers = { neededBytes, freeBytes: freeBytes + Math.max(0, readBytes - pieceBytes) }
  return new FaultError({ ...error.fault, numbers })
}

/** Deleting it deletes what was kept for this owner, unless a model that is here has it. */
function nothingBut(owner: string): ModelCard {
  return {
    id: owner,
    name: owner,
    format: 'gguf',
    engines: [],
    files: [],
    parametersM: 0,
    quantisation: '',
    contextTokens: 1,
    licence: '',
    licenceUrl: '',
    languages: [],
  }
}
