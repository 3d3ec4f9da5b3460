import type { ModelCard, ModelFileCard } from '../model.ts'
import { pieceChecksum, sha256OfBlob } from '../weights/hash.ts'
import { pieceBytes, type Weights } from '../weights/types.ts'
import { openWeights } from '../weights/weights.ts'
import { packModel } from './pack-model.ts'

/** Bytes that can be part of a Blob. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Is never aborted. */
export const never = new AbortController().signal
/** A task that runs to its end. */
export const patient = { signal: never }
let count = 0

/** Weights with nothing in them. */
export function fresh(): Promise<Weights> {
  count += 1
  return openWeights({ name: `pack-test-${count}` })
}

/** The card of a file with this content. */
export async function fileCard(name: string, content: Blob, url = ''): Promise<ModelFileCard> {
  return { name, url, bytes: content.size, sha256: await sha256OfBlob(content) }
}

/** A card with these files. */
export function cardOf(files: readonly ModelFileCard[], changes: Partial<ModelCard> = {}): ModelCard {
  return {
    id: 'tiny-1b-q4',
    name: 'Tiny 1B',
    format: 'gguf',
    engines: ['wllama'],
    files,
    trust: 'first-use',
    parametersM: 1,
    quantisation: 'Q4_0',
    contextTokens: 4096,
    licence: 'Apache-2.0',
    licenceUrl: 'https://example.org/licence',
    languages: ['en'],
    ...changes,
  }
}

/** Puts a model into weights as a download does. */
export async function install(weights: Weights, card: ModelCard, contents: readonly Blob[]): Promise<void> {
  for (const [index, file] of card.files.entries()) {
    const content = contents[index] ?? new Blob()
    const pieces: string[] = []
    for (let at = 0; at === 0 || at < content.size; at += pieceBytes) {
      const piece = content.slice(at, at + pieceBytes)
      pieces.push(await pieceChecksum(piece))
      const part = { key: file.sha256, owner: card.id, bytes: content.size, pieces: [...pieces] }
      await weights.putPiece(part, pieces.length - 1, piece)
    }
    await weights.finish(file.sha256, file.sha256)
  }
  await weights.addModel(card)
}

/** A model of files with these contents. */
export async function model(contents: readonly Bytes[]): Promise<{ card: ModelCard; blobs: Blob[] }> {
  const blobs = contents.map(content => new Blob([content]))
  const cards = blobs.map((blob, index) => fileCard(`part-${index}.gguf`, blob))
  return { card: cardOf(await Promise.all(cards)), blobs }
}

/** A pack of files with these contents. */
export async function packed(contents: readonly Bytes[]): Promise<{ card: ModelCard; pack: Blob }> {
  const { card, blobs } = await model(contents)
  const weights = await fresh()
  await install(weights, card, blobs)
  const pack = await packModel(card, weights, undefined, patient)
  if (!pack) throw new Error('no pack')
  return { card, pack }
}

/** A text as bytes. */
export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)
/** Contents of a small model. */
export const some = [bytesOf('first file'), bytesOf('the second')]
