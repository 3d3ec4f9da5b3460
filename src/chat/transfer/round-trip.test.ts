import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presetsKey } from '../../presets/presets.ts'
import { type Database, openDatabase } from '../../storage/database.ts'
import { openChat } from '../chat.fixture.ts'
import { closeInterrupted } from '../conversation.ts'
import { conversationKey, draftsKey } from '../records.ts'
import { canonicalJson } from './canonical.ts'
import { chatsToJson } from './export.ts'
import { readImport } from './read-import.ts'
import { type GeneratedStore, store } from './stores.fixture.ts'

const stores = 60
const words = { image: 'Picture', audio: 'Recording', file: 'File' }

/** The records of a device as they lie on disk. */
async function onDisk(database: Database): Promise<string> {
  const records = await database.entries('')
  return canonicalJson(records.filter(([key]) => /^(?:conversation\/|drafts$|presets$)/.test(key)))
}

async function fill(database: Database, { chats, drafts, presets }: GeneratedStore): Promise<void> {
  await database.commit({
    set: [
      ...chats.map(chat => [conversationKey(chat.id), closeInterrupted(chat)] as const),
      ...(Object.keys(drafts).length > 0 ? [[draftsKey, drafts] as const] : []),
      [presetsKey, presets],
    ],
  })
}

async function chatOver(database: Database) {
  const opened = await openChat({}, await database.entries(''), { commit: set => database.commit({ set }) })
  return opened.chat
}

describe('export → wipe → import', () => {
  let equal = 0

  test(`brings back every record of ${stores} generated stores, letter for letter [round trip ${stores}]`, async () => {
    await fc.assert(
      fc.asyncProperty(store, async generated => {
        const database = await openDatabase({ name: `round-trip-${crypto.randomUUID()}` })
        await fill(database, generated)
        const before = await onDisk(database)
        const { conversations, drafts } = (await chatOver(database)).store.getState()
        const presets = generated.presets
        const file = new Blob([chatsToJson(conversations.values(), 1e12, { drafts, presets })])

        await database.deleteEverything()
        expect(await onDisk(database)).toBe('[]')

        const imported = await readImport(file, { words })
        await (await chatOver(database)).importChats(imported)
        expect(await onDisk(database)).toBe(before)
        database.close()
        equal += 1
      }),
      { numRuns: stores },
    )
    expect(`${equal}/${stores} equal`).toBe(`${stores}/${stores} equal`)
  }, 60_000)
})
