import { expect, test } from 'vitest'
import { embeddedModel } from '../../models/catalogue/catalogue.ts'
import type { ModelCard } from '../../models/model.ts'
import type { LoadableModel, ModelFile } from '../engine.ts'
import { openFolder } from './model-folder.ts'

const file = (name: string, text: string): ModelFile => ({ name, blob: new Blob([text]) })
const files = [file('tokenizer.json', '{}'), file('params.bin', '12345678'), file('code.wasm', 'wasm')]

function model(given: readonly ModelFile[], changes: Partial<ModelCard> = {}): LoadableModel {
  const cards = files.map(({ name, blob }) => ({ name, url: name, bytes: blob.size, sha256: '' }))
  return {
    card: { ...embeddedModel, format: 'mlc', libraries: [], files: cards, ...changes },
    files: given,
  }
}

test('a WebLLM model’s files are served as they are, without the library', async () => {
  const folder = await openFolder(model(files), 1024)
  expect(folder.names).toEqual(['tokenizer.json', 'params.bin'])
  expect(await (await folder.read('params.bin')).text()).toBe('12345678')
  expect(await folder.library.text()).toBe('wasm')
})

test.each([
  ['the library is missing', files.slice(0, 2)],
  ['a file is missing', files.slice(1)],
  ['a file is too short', [files[0], file('params.bin', '123'), files[2]]],
  ['the library is too short', [files[0], files[1], file('code.wasm', 'w')]],
])('where %s, the weights are bad', async (_, given) => {
  const loadable = model(given.filter(each => each !== undefined))
  await expect(openFolder(loadable, 1024)).rejects.toMatchObject({ code: 'bad-weights' })
})

test('a library is also held to its own card', async () => {
  const libraries = [{ name: 'code.wasm', url: 'code.wasm', bytes: 5, sha256: '', needs: [] }]
  const cards = model(files).card.files.slice(0, 2)
  const loadable = model(files, { libraries, files: cards })
  await expect(openFolder(loadable, 1024)).rejects.toThrow('code.wasm has 4 bytes, not 5')
})
