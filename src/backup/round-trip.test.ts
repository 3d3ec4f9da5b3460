import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consentsKey } from '../agent/consents.ts'
import { callsKey } from '../agent/log.ts'
import { type AgentRecords, noAgentRecords } from '../agent/restore.ts'
import { openChat } from '../chat/chat.fixture.ts'
import { closeInterrupted } from '../chat/conversation.ts'
import { conversationKey, draftsKey } from '../chat/records.ts'
import { canonicalJson } from '../chat/transfer/canonical.ts'
import { store } from '../chat/transfer/stores.fixture.ts'
import { parsePresets, presetsKey } from '../presets/presets.ts'
import { parseSettings, type SettingsValues, settingsKey } from '../settings/settings.ts'
import { type Database, openDatabase } from '../storage/database.ts'
import { backupOf, newSeal } from './backup.fixture.ts'
import { recordsForBackup } from './backup-records.ts'
import { noOutside } from './outside.ts'
import { readBackup } from './read-backup.ts'
import { planReplace } from './restore-plan.ts'

const stores = 60
const createdAt = 1e12

/** What a person chose; hosts that Hermit knows, for others are not taken from a file. */
const settings: fc.Arbitrary<SettingsValues> = fc
  .record({
    theme: fc.constantFrom('system', 'light', 'dark'),
    language: fc.constantFrom('system', 'en', 'zh-CN'),
    rest: fc.constantFrom('auto', 'never', '5', '30'),
    readAhead: fc.boolean(),
    titles: fc.constantFrom('auto', 'never'),
    airGap: fc.boolean(),
    lockAfter: fc.constantFrom('5', '15', '60', 'never'),
    remindedAt: fc.nat(),
    model: fc.string(),
    modelHost: fc.constantFrom('https://huggingface.co', 'https://hf-mirror.com'),
  })
  .map(parseSettings)

/** What was decided of tools, and done by them. */
const agent: AgentRecords = {
  consents: [{ id: '["","add_note"]', tool: 'add_note', title: 'Add a note', standing: 'always', at: 1 }],
  calls: [
    {
      id: 's',
      conversationId: 'c',
      step: {
        ...{ id: 's', tool: 'add_note', title: 'Add a note', effects: ['writes'], args: { text: 'milk' } },
        ...{ status: 'done', words: 'note: milk', startedAt: 1, ms: 2, said: 'Kept.', undo: { id: 'n' } },
      },
    },
  ],
}

/** The records of a device as they lie on disk. */
async function onDisk(database: Database): Promise<string> {
  const records = await database.entries('')
  const kept = records.filter(([key, value]) =>
    // A record of no presets says what no record says.
    key === presetsKey
      ? canonicalJson(value) !== canonicalJson(parsePresets(undefined))
      : /^(?:conversation\/|drafts$|settings$|consents$|calls$)/.test(key),
  )
  return canonicalJson(kept)
}

async function chatOver(database: Database) {
  const { chat } = await openChat({}, await database.entries(''), {
    commit: (set, remove = []) => database.commit({ set, delete: remove }),
  })
  return chat
}

describe('backup → wipe → restore', () => {
  let equal = 0

  test(`brings back every record of ${stores} generated stores, in the open and encrypted [round trip ${stores}]`, async () => {
    const seal = await newSeal()
    await fc.assert(
      fc.asyncProperty(store, settings, fc.boolean(), async (generated, chosen, isEncrypted) => {
        const database = await openDatabase({ name: `backup-${crypto.randomUUID()}` })
        const { drafts, presets } = generated
        await database.commit({
          set: [
            ...generated.chats.map(chat => [conversationKey(chat.id), closeInterrupted(chat)] as const),
            ...(Object.keys(drafts).length > 0 ? [[draftsKey, drafts] as const] : []),
            [presetsKey, presets],
            [consentsKey, { entries: agent.consents }],
            [callsKey, { calls: agent.calls }],
            // That the backup was made is part of it.
            [settingsKey, { ...chosen, backedUpAt: createdAt }],
          ],
        })
        const before = await onDisk(database)
        const { conversations } = (await chatOver(database)).store.getState()
        const device = {
          conversations: conversations.values(),
          documents: [],
          notes: [],
          reminders: { reminders: [] },
          outside: noOutside,
          drafts,
          presets,
          agent,
          settings: chosen,
        }
        const sealed = isEncrypted ? seal : undefined
        const file = await backupOf(recordsForBackup(device, createdAt), sealed, { createdAt })

        await database.deleteEverything()
        expect(await onDisk(database)).toBe('[]')

        const backup = await readBackup(file, sealed?.key)
        const chat = await chatOver(database)
        const plan = planReplace(backup, {
          ...chat.store.getState(),
          presets: parsePresets(undefined),
          agent: noAgentRecords,
          settings: parseSettings(undefined),
        })
        await chat.importChats({
          ...plan,
          others: [
            ...(plan.settings ? [[settingsKey, plan.settings] as const] : []),
            [consentsKey, { entries: plan.agent.consents }],
            [callsKey, { calls: plan.agent.calls }],
          ],
        })
        expect(await onDisk(database)).toBe(before)
        database.close()
        equal += 1
      }),
      { numRuns: stores },
    )
    expect(`${equal}/${stores} equal`).toBe(`${stores}/${stores} equal`)
  }, 120_000)
})
