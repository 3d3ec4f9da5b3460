import type { ModelCard } from '../model.ts'
import type { TaskOptions } from '../tasks/tasks.ts'
import { createSha256 } from '../weights/hash.ts'
import type { Weights } from '../weights/types.ts'
import type { GgufDescription } from './describe-gguf.ts'
import { openGguf } from './inspect-gguf.ts'
import { takeModel } from './take-model.ts'

/**
 * Takes in the files of one GGUF, in any order. Throws FaultError: those of `inspectGguf`, 'storage-full',
 * 'storage-failed'; and the signal's reason. Nothing stays when it fails.
 */
export async function addGguf(
  files: readonly File[],
  weights: Weights,
  options: TaskOptions,
): Promise<ModelCard> {
  options.signal.throwIfAborted()
  const { files: ordered, description } = await openGguf(files)
  const incoming = {
    files: ordered.map(data => ({ data })),
    card: (hashes: readonly string[]) => ownCard(description, ordered, hashes),
    unreadable: 'not-a-model',
  } as const
  return takeModel(incoming, weights, options)
}

async function ownCard(
  description: GgufDescription,
  files: readonly File[],
  hashes: readonly string[],
): Promise<ModelCard> {
  const id = `own-${(await idHash(hashes)).slice(0, 16)}`
  const { architecture, name, parametersM, quantisation, contextTokens } = description
  const number = (value: number) => String(value).padStart(5, '0')
  return {
    id,
    name,
    trust: 'first-use',
    architecture,
    ...(description.hasChatTemplate ? {} : { isBase: true }),
    format: 'gguf',
    engines: ['wllama'],
    // llama.cpp's own way to name parts; the person's may be of any kind.
    files: hashes.map((sha256, index) => ({
      name:
        hashes.length === 1 ? `${id}.gguf` : `${id}-${number(index + 1)}-of-${number(hashes.length)}.gguf`,
      url: '',
      bytes: files[index]?.size ?? 0,
      sha256,
    })),
    parametersM,
    quantisation,
    contextTokens,
    licence: description.licence,
    licenceUrl: description.licenceUrl,
    languages: description.languages,
  }
}

/** The file's hash, or one over those of the parts. */
async function idHash(hashes: readonly string[]): Promise<string> {
  const [first] = hashes
  if (hashes.length === 1 && first) return first
  const hash = await createSha256()
  await hash.update(new TextEncoder().encode(hashes.join('')))
  return hash.hexDigest()
}
