import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isDocumentName } from '../abilities/documents/read/document-name.ts'
import { isBackupName } from '../backup/backup-name.ts'
import { arrivalOf } from '../incoming/arrival.ts'

const manifest = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8'))
const base = 'https://host.test/in/a/folder/'

test('every address of the manifest is in the folder of the app, and says what the app understands', () => {
  const { shortcuts, share_target, protocol_handlers, file_handlers } = manifest
  const addresses: string[] = [...shortcuts, ...protocol_handlers].map(({ url }) => url)
  for (const address of [...addresses, share_target.action, file_handlers[0].action])
    expect(new URL(address, base).href).toContain(base)
  const said = addresses.map(address =>
    arrivalOf(new URL(address.replace('%s', encodeURIComponent('web+hermit:new')), base)),
  )
  expect(said).toEqual([
    undefined, // a new chat is what Hermit opens with
    { kind: 'translate' },
    { kind: 'clipboard' },
    { kind: 'link', link: { to: 'new' } },
  ])
})

test('every kind of file that is opened with Hermit has a place there', () => {
  const endings: string[] = Object.values<string[]>(manifest.file_handlers[0].accept).flat()
  const isModel = (name: string) => /\.(gguf|hermitpack)$/.test(name)
  expect(endings).toContain('.pdf')
  for (const ending of endings) {
    const name = `a${ending}`
    expect(isDocumentName(name) || isModel(name) || isBackupName(name), ending).toBe(true)
  }
  expect(manifest.share_target.params.files[0].accept).toEqual(
    expect.arrayContaining(endings.filter(ending => ending !== '.hermitpack')),
  )
})

test('a share is never left to a window that is open already: there it would be lost', () => {
  expect(manifest.launch_handler.client_mode).not.toContain('focus-existing')
})
