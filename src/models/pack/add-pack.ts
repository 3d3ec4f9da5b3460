import { FaultError } from '../../fault.ts'
import { takeModel } from '../add/take-model.ts'
import { embeddedModel } from '../catalogue/catalogue.ts'
import { isOnKnownHost } from '../download/hosts.ts'
import type { ModelCard } from '../model.ts'
import type { TaskOptions } from '../tasks/tasks.ts'
import type { Weights } from '../weights/types.ts'
import { damaged, type Manifest, manifestName, maxManifestBytes, parseManifest } from './manifest.ts'
import type { ZipFile } from './zip.ts'

const maxEntries = 4097

/**
 * Takes in a pack: every byte is hashed on its way, and the model is written down last. What is on the device already
 * is not written again. Throws FaultError: 'not-a-model' (no zip, or another one), 'pack-newer', 'pack-damaged',
 * 'storage-full', 'storage-failed'; and the signal's reason. Nothing stays when it fails.
 */
export async function addPack(file: Blob, weights: Weights, options: TaskOptions): Promise<ModelCard> {
  options.signal.throwIfAborted()
  const { manifest, data } = await openPack(file)
  const incoming = new Map<string, Blob>()
  for (const { name, sha256 } of manifest.files) {
    const content = data.get(name)
    if (content && !(await weights.has(sha256))) incoming.set(sha256, content)
  }
  const card = await withFreeId(asFromOutside(manifest.card), weights)
  return takeModel(
    {
      files: [...incoming].map(([sha256, content]) => ({ sha256, data: content })),
      card: () => card,
      unreadable: 'pack-damaged',
    },
    weights,
    options,
  )
}

/** The manifest, and by name the data, each as long as the manifest says; nothing of the data has been read. */
async function openPack(
  file: Blob,
): Promise<{ readonly manifest: Manifest; readonly data: ReadonlyMap<string, Blob> }> {
  const [first, ...rest] = await readFiles(file)
  if (first?.name !== manifestName)
    throw new FaultError({ code: 'not-a-model', detail: 'a zip, but no pack' })
  if (first.data.size > maxManifestBytes) throw damaged(`a manifest of ${first.data.size} bytes`)
  const manifest = parseManifest(await textOf(first.data))
  const data = new Map(rest.map(entry => [entry.name, entry.data]))
  for (const { name, bytes } of manifest.files) {
    const size = data.get(name)?.size
    if (size !== bytes) throw damaged(`'${name}' has ${size ?? 'no'} bytes, not ${bytes}`)
  }
  if (data.size !== manifest.files.length) throw damaged('there are more files than the manifest lists')
  return { manifest, data }
}

async function readFiles(file: Blob): Promise<ZipFile[]> {
  if (!(await beginsAsZip(file))) throw new FaultError({ code: 'not-a-model', detail: 'this is no zip' })
  const { readZip, ZipError } = await import('./zip.ts')
  try {
    return await readZip(file, maxEntries)
  } catch (error) {
    if (error instanceof ZipError) throw damaged(error.message)
    throw error
  }
}

async function beginsAsZip(file: Blob): Promise<boolean> {
  const begin = await file
    .slice(0, 4)
    .arrayBuffer()
    .catch((error: unknown) => {
      throw damaged(String(error))
    })
  return new TextDecoder().decode(begin) === 'PK\x03\x04'
}

async function textOf(data: Blob): Promise<string> {
  return data.text().catch((error: unknown) => {
    throw damaged(String(error))
  })
}

/**
 * Anyone can write a manifest. What it says of trust holds only for files that Hermit's own list has too, and an
 * address in it only where the catalogue could have given it: a repair asks no host that a pack has chosen.
 */
function asFromOutside(card: ModelCard): ModelCard {
  const withKnownAddress = <File extends { readonly url: string }>(file: File): File =>
    isOnKnownHost(file.url) ? file : { ...file, url: '' }
  return {
    ...card,
    trust: 'first-use',
    files: card.files.map(withKnownAddress),
    ...(card.libraries && { libraries: card.libraries.map(withKnownAddress) }),
    ...(card.adapters && { adapters: card.adapters.map(withKnownAddress) }),
  }
}

/** A pack never takes the place of a model that is here, whatever it calls itself; the same one is here already. */
async function withFreeId(card: ModelCard, weights: Weights): Promise<ModelCard> {
  const cards = [embeddedModel, ...(await weights.models()).map(model => model.card)]
  const same = cards.find(other => other.id === card.id && contentOf(other) === contentOf(card))
  if (same) return same
  if (!cards.some(other => other.id === card.id)) return card
  return { ...card, id: `${card.id}-${contentOf(card).slice(0, 8)}` }
}

function contentOf(card: ModelCard): string {
  return card.files.map(({ sha256 }) => sha256).join()
}
