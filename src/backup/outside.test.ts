import { describe, expect, test } from 'vitest'
import { noAgentRecords } from '../agent/restore.ts'
import { noPresets } from '../chat/transfer/imported.ts'
import { parseSettings } from '../settings/settings.ts'
import { backupOf } from './backup.fixture.ts'
import { recordsForBackup } from './backup-records.ts'
import { noOutside, type OutsideRecords, outsideOf, restoredOutside } from './outside.ts'
import { readBackup } from './read-backup.ts'

const cafe = { id: 'aaaaaa-1', name: 'Café', url: 'http://localhost:3000/', addedAt: 1 }
const shop = { id: 'bbbbbb-2', name: 'Shop', url: 'http://localhost:4000/', addedAt: 2 }
const server = (id: string, url: string, token?: string) => ({
  ...{ id, url, addedAt: 1, isOff: false, offTools: ['delete'] },
  ...(token === undefined ? {} : { token }),
})
const kettle = server('k', 'https://kettle.example/mcp', 'open sesame')
const lamp = server('l', 'https://lamp.example/mcp')
const of = (
  apps: readonly (typeof cafe)[],
  servers: readonly ReturnType<typeof server>[],
  offersTools = false,
) => ({ apps: { apps: [...apps], offersTools }, servers }) satisfies OutsideRecords

test('apps and servers come out of a backup as they went in, without their tokens', async () => {
  const records = recordsForBackup(
    {
      ...{ conversations: [], drafts: {}, documents: [], notes: [], reminders: { reminders: [] } },
      ...{ presets: noPresets, agent: noAgentRecords, settings: parseSettings(undefined) },
      outside: of([cafe], [kettle, lamp], true),
    },
    5,
  )
  const file = await backupOf(records)
  expect(await file.text()).not.toContain('open sesame')
  const { token: _, ...bare } = kettle
  expect((await readBackup(file, undefined)).outside).toEqual(of([cafe], [bare, lamp], true))
})

test('a backup from before there were any has none; a wrong one is refused with its place', async () => {
  expect((await readBackup(await backupOf([]), undefined)).outside).toEqual(noOutside)
  const wrong = [['mcp-servers', { servers: [{ ...lamp, url: 'ftp://lamp' }] }]] as const
  await expect(backupOf(wrong).then(file => readBackup(file, undefined))).rejects.toMatchObject({
    fault: { code: 'backup-wrong-field' },
  })
})

test('what lies on the disk is read as it is, and a token goes no further', () => {
  expect(outsideOf(undefined, undefined)).toEqual(noOutside)
  expect(outsideOf(of([cafe], []).apps, { servers: [kettle] }).servers).toEqual([server('k', kettle.url)])
})

describe('a restore', () => {
  test('that merges brings in what has no address here, and changes nothing that is here', () => {
    const theirs = of([{ ...cafe, id: 'cccccc-3' }, shop], [server('x', kettle.url), lamp], true)
    expect(restoredOutside(of([cafe], [kettle]), theirs, 'merge')).toEqual(of([cafe, shop], [kettle, lamp]))
  })

  test('that replaces leaves a server that is here its token, and lets nobody in', () => {
    const theirs = of([shop], [server('k', kettle.url, 'of another'), lamp], true)
    expect(restoredOutside(of([cafe], [kettle]), theirs, 'replace')).toEqual(of([shop], [kettle, lamp]))
    expect(restoredOutside(of([], [], true), theirs, 'replace').apps.offersTools).toBe(true)
    expect(restoredOutside(of([], [], true), of([], []), 'replace').apps.offersTools).toBe(false)
  })
})
