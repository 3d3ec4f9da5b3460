import type { BadKind, ContractSubject } from '../../src/engines/contract.ts'
import type { Engine, LoadableModel, ModelFile } from '../../src/engines/engine.ts'
import { embeddedModel } from '../../src/models/catalogue/embedded-model.ts'
import type { ModelFileCard } from '../../src/models/model.ts'

const contextTokens = 1024

/** The embedded model's files with what the engine uses beside them: a library that runs on every GPU, or the adapter. */
export async function fetchModelFiles(engineId: string): Promise<ModelFile[]> {
  const library = embeddedModel.libraries?.find(({ needs }) => needs.length === 0)
  const wanted: ModelFileCard[] = [...embeddedModel.files]
  if (engineId === 'webllm' && library) wanted.push(library)
  if (engineId === 'wllama') wanted.push(...(embeddedModel.adapters ?? []))
  return Promise.all(
    wanted.map(async ({ name, url }) => {
      const response = await fetch(`/${url}`)
      if (!response.ok) throw new Error(`${url}: ${response.status}`)
      return { name, blob: await response.blob() }
    }),
  )
}

/** The embedded model with a small context, of these files. */
export function modelOf(files: readonly ModelFile[]): LoadableModel {
  const own = files.filter(({ name }) => !isAdapter(name))
  const cards = own.map(({ name, blob }) => ({ name, url: name, bytes: blob.size, sha256: '' }))
  return { card: { ...embeddedModel, contextTokens, libraries: [], files: cards }, files }
}

function isAdapter(name: string): boolean {
  return embeddedModel.adapters?.some(adapter => adapter.name === name) ?? false
}

/** But for the last kind, the card agrees with the files: what is refused is refused by who reads the weights. */
export function badModelOf(files: readonly ModelFile[], kind: BadKind): LoadableModel {
  const isBeside = (name: string) => name.endsWith('.wasm') || isAdapter(name)
  const weights = files.filter(({ name }) => !isBeside(name))
  const others = files.filter(({ name }) => isBeside(name))
  const cut = weights.map((file, at) =>
    at < weights.length - 1 ? file : { ...file, blob: file.blob.slice(0, file.blob.size / 2) },
  )
  switch (kind) {
    case 'garbage':
      return modelOf([
        { name: 'garbage.gguf', blob: new Blob([new Uint8Array(1_000_000).fill(7)]) },
        ...others,
      ])
    case 'cut short':
      return modelOf([...cut, ...others])
    case 'missing a part':
      return modelOf([...weights.slice(0, -1), ...others])
    case 'not what the card says':
      return { card: modelOf(files).card, files: [...cut, ...others] }
  }
}

/**
 * Makes subjects that share one engine, loaded by the first test that loads it, so that the suite runs over an engine
 * with a history; a later test that begins with a 'new' one gets its own, and the shared one makes room.
 */
export function makerOfShared(
  makeNew: () => Engine,
  model: LoadableModel,
  can: Pick<ContractSubject, 'goesOnWithText' | 'fills'>,
): (begin: 'new' | 'loaded') => Promise<ContractSubject> {
  const shared = makeNew()
  let isNew = true
  return async begin => {
    if (begin === 'new' && !isNew) {
      await shared.unload()
      return { engine: makeNew(), model, ...can }
    }
    isNew = false
    // A test before may have left it unloaded.
    const isReady = begin === 'loaded' && (await isLoaded(shared))
    return { engine: shared, model, ...can, isShared: true, isLoaded: isReady }
  }
}

async function isLoaded(engine: Engine): Promise<boolean> {
  try {
    await engine.countTokens([{ role: 'user', content: '' }])
    return true
  } catch {
    return false
  }
}
