import { describe, expect, test } from 'vitest'
import { noAgentRecords } from '../agent/restore.ts'
import type { Conversation } from '../chat/conversation.ts'
import { noPresets } from '../chat/transfer/imported.ts'
import { parseSettings } from '../settings/settings.ts'
import { chatRecord } from './backup.fixture.ts'
import type { BackupContents } from './check-backup.ts'
import { noOutside } from './outside.ts'
import { type Here, planMerge, planReplace, settingsForBackup } from './restore-plan.ts'

// The fixture writes whole chats.
const chat = (id: string, answer?: string) => chatRecord(id, answer)[1] as Conversation
const none = new Set<string>()
const settings = parseSettings(undefined)

function here(chats: readonly Conversation[], more: Partial<Here> = {}): Here {
  const conversations = new Map(chats.map(one => [one.id, one]))
  const agent = noAgentRecords
  return { conversations, drafts: {}, presets: noPresets, agent, settings, running: none, ...more }
}
function contents(chats: readonly Conversation[], more: Partial<BackupContents> = {}): BackupContents {
  const others = {
    documents: [],
    notes: [],
    reminders: { reminders: [] },
    agent: noAgentRecords,
    outside: noOutside,
  }
  return { chats, drafts: {}, presets: noPresets, ...others, ...more }
}
let ids = 0
const newId = () => `new-${ids++}`

describe('adding what is missing', () => {
  test('brings in what is not here, with its draft, and leaves what is the same', () => {
    const drafts = { a: 'theirs', b: 'theirs' }
    const plan = planMerge(
      contents([chat('a'), chat('b')], { drafts }),
      here([chat('a')], { drafts: { a: 'mine' } }),
      newId,
    )
    expect(plan.chats).toEqual([chat('b')])
    expect(plan.drafts).toEqual({ b: 'theirs' })
    expect(plan.removed).toBeUndefined()
    expect(plan).toMatchObject({ added: 1, updated: 0, copied: 0 })
  })

  test('keeps the one that has all the other has, whichever it is', () => {
    const short = chat('a', 'An answer that was')
    const long = chat('a', 'An answer that was continued.')
    expect(planMerge(contents([short]), here([long]), newId).chats).toEqual([])
    expect(planMerge(contents([long]), here([short]), newId)).toMatchObject({ chats: [long], updated: 1 })
  })

  test('puts the backup’s beside mine where both have something of their own, once', () => {
    const mine = chat('a', 'One answer')
    const theirs = chat('a', 'Another answer')
    const plan = planMerge(contents([theirs]), here([mine]), newId)
    const [copy] = plan.chats
    expect(plan).toMatchObject({ copied: 1, updated: 0, added: 0 })
    expect(copy?.id).not.toBe('a')
    expect(copy?.messages.map(({ text }) => text)).toEqual(['Hi', 'Another answer'])
    expect(planMerge(contents([theirs]), here([mine, ...plan.chats]), newId).chats).toEqual([])
  })

  test('never touches a chat that is being answered', () => {
    const plan = planMerge(
      contents([chat('a', 'Ho ho')]),
      here([chat('a', 'Ho')], { running: new Set(['a']) }),
      newId,
    )
    expect(plan.chats.map(({ id }) => id)).not.toContain('a')
    expect(plan.copied).toBe(1)
  })
})

describe('replacing everything', () => {
  test('deletes what is only here, drafts too', () => {
    const plan = planReplace(
      contents([chat('a')], { drafts: { a: 'theirs' } }),
      here([chat('a', 'x'), chat('b')], { drafts: { b: 'mine', new: 'mine' } }),
    )
    expect(plan).toMatchObject({
      chats: [chat('a')],
      removed: ['b'],
      drafts: { a: 'theirs', b: '', new: '' },
    })
  })

  test('opens no air gap, sends nobody to an unknown host, and keeps what is known of this device', () => {
    const mine = { ...settings, airGap: true, filesCheckedAt: 7 }
    const theirs = { ...settings, airGap: false, modelHost: 'https://evil.example', filesCheckedAt: 9 }
    const plan = planReplace(contents([], { settings: theirs }), here([], { settings: mine }))
    expect(plan.settings).toMatchObject({
      airGap: true,
      modelHost: settings.modelHost,
      filesCheckedAt: 7,
    })
  })

  test('takes over all other settings of a backup', () => {
    const theirs = parseSettings({ theme: 'dark', language: 'zh-CN', titles: 'never', airGap: true })
    const stored = parseSettings(settingsForBackup(theirs, 5))
    const plan = planReplace(contents([], { settings: stored }), here([]))
    expect(plan.settings).toEqual({ ...theirs, backedUpAt: 5 })
  })
})
