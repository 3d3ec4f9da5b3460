import { expect, test } from 'vitest'
import { isDocumentName } from '../abilities/documents/read/document-name.ts'
import { type FilePlaces, takeAttached, takeFiles } from './take-files.ts'

function createPlaces() {
  const went: string[] = []
  const note = (where: string) => (files: readonly File[]) => {
    went.push(`${where}: ${files.map(({ name }) => name).join(' ')}`)
  }
  const places: FilePlaces = {
    isDocumentName: async name => isDocumentName(name),
    attach: note('attach'),
    openDialog: (name, file) => note(name)([file]),
    offerModels: note('models'),
  }
  return { places, went }
}

const filesOf = (names: string) => names.split(' ').map(name => new File([], name))

test.each([
  ['notes.md', ['attach: notes.md']],
  ['chats.json', ['import: chats.json']],
  ['chats.zip', ['import: chats.zip']],
  ['my.hermit-backup', ['restore: my.hermit-backup']],
  ['model.gguf', ['models: model.gguf']],
  ['notes.md model.gguf other.txt', ['attach: notes.md other.txt', 'models: model.gguf']],
])('%s that is dropped goes where it belongs', async (names, outcome) => {
  const { places, went } = createPlaces()
  await takeFiles(filesOf(names), places)
  expect(went).toEqual(outcome)
})

test.each([
  ['notes.md data.json photo.png', ['attach: notes.md data.json photo.png']],
  ['notes.md model.gguf', ['attach: notes.md', 'models: model.gguf']],
  ['my.hermit-backup', ['restore: my.hermit-backup']],
])('%s that is chosen to be attached is attached, but for models and backups', (names, outcome) => {
  const { places, went } = createPlaces()
  takeAttached(filesOf(names), places)
  expect(went).toEqual(outcome)
})
