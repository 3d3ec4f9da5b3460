import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import type { Kept } from './kept.ts'
import { createSyncing, type SyncChannel } from './syncing.ts'
import { mergeFields } from './three-way.ts'

type Fields = Record<string, unknown>

/** A room of plain objects, merged by their fields; of two changes of one field, the larger value. */
function createRoom() {
  const shown = new Map<string, Fields>()
  /** By key: how often it was changed. */
  const dirty = new Map<string, number>()
  const room: Kept = {
    owns: key => key.startsWith('note/'),
    snapshot: key => shown.get(key),
    takeIn(records) {
      for (const [key, value] of records) {
        if (value === undefined) shown.delete(key)
        else shown.set(key, Object(value))
      }
    },
    merge(_key, { base, mine, theirs }) {
      if (mine === undefined || theirs === undefined) return mine ?? theirs
      return mergeFields(Object(base ?? {}), Object(mine), Object(theirs), (a, b) =>
        String(a) > String(b) ? a : b,
      )
    },
  }
  return { room, shown, dirty }
}

const nobody: SyncChannel = { postMessage() {}, addEventListener() {} }

async function openTab(database?: Database, channel: SyncChannel = nobody) {
  const opened = database ?? (await openDatabase({ name: 'shared' }))
  const { room, shown, dirty } = createRoom()
  const syncing = createSyncing({ database: opened, rooms: [room], channel, isDirty: key => dirty.has(key) })
  await syncing.readAll('full')
  const tab = {
    shown,
    syncing,
    database: opened,
    change(key: string, fields: Fields | undefined) {
      if (fields) shown.set(key, { ...shown.get(key), ...fields })
      else shown.delete(key)
      dirty.set(key, (dirty.get(key) ?? 0) + 1)
    },
    async save() {
      const before = [...dirty]
      await syncing.write(before.map(([key]) => key))
      for (const [key, times] of before) if (dirty.get(key) === times) dirty.delete(key)
    },
  }
  return tab
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

describe('a commit', () => {
  test('that another tab came before is merged with what that one wrote, shown and on disk', async () => {
    const [one, two] = [await openTab(), await openTab()]
    one.change('note/a', { title: 'one', left: 1 })
    await one.save()
    two.change('note/a', { right: 2 })
    await two.save()
    expect(two.shown.get('note/a')).toEqual({ title: 'one', left: 1, right: 2 })
    expect(await one.database.get('note/a')).toEqual({ title: 'one', left: 1, right: 2 })
  })

  test('gives up after some tries against a tab that is always first, and succeeds when it is asked again', async () => {
    const [one, two] = [await openTab(), await openTab()]
    const commit = two.database.commit.bind(two.database)
    const other = one.database.commit.bind(one.database)
    let left = 20
    vi.spyOn(two.database, 'commit').mockImplementation(async changes => {
      if (left-- > 0) await other({ set: [['note/a', { left }]], expect: [] }).then(() => stampIt())
      return commit(changes)
    })
    const stampIt = async () => {
      const stamp = (await one.database.stamps()).get('note/a')
      await other({ set: [['note/a', { left }]], expect: [['note/a', stamp]] })
    }
    two.change('note/a', { right: 2 })
    await expect(two.save()).rejects.toMatchObject({ fault: { code: 'storage-conflict' } })
    left = 0
    await two.save()
    expect(await one.database.get('note/a')).toMatchObject({ right: 2 })
  })

  test('of a journal writes that record alone, without a stamp', async () => {
    const tab = await openTab()
    const commit = vi.spyOn(tab.database, 'commit')
    await tab.syncing.put([['journal/a', { text: 'so far' }]])
    expect(commit.mock.calls).toEqual([
      [{ set: [['journal/a', { text: 'so far' }]], delete: [], expect: [] }],
    ])
    expect(await tab.database.stamps()).toEqual(new Map())
  })
})

describe('what another tab wrote', () => {
  test('is shown when it tells so, and what is not saved here stays', async () => {
    const listeners: ((event: MessageEvent) => void)[] = []
    const radio: SyncChannel = {
      postMessage: data => {
        for (const hear of listeners) hear(new MessageEvent('message', { data }))
      },
      addEventListener: (_type, listener) => void listeners.push(listener),
    }
    const two = await openTab(undefined, { ...radio, postMessage() {} })
    const one = await openTab(undefined, { ...radio, addEventListener() {} })
    two.change('note/a', { mine: true })
    one.change('note/a', { theirs: true })
    one.change('note/b', { new: true })
    await one.save()
    await vi.waitUntil(() => two.shown.has('note/b'))
    expect(two.shown.get('note/a')).toEqual({ mine: true, theirs: true })
    one.change('note/b', undefined)
    await one.save()
    await vi.waitUntil(() => !two.shown.has('note/b'))
  })

  test('is found by its stamp where the news were missed, and nothing else is read', async () => {
    const [one, two] = [await openTab(), await openTab()]
    for (const key of ['note/a', 'note/b', 'note/c']) one.change(key, { first: key })
    await one.save()
    await two.syncing.catchUp()
    one.change('note/b', { second: true })
    one.change('note/c', undefined)
    await one.save()
    const stamped = vi.spyOn(two.database, 'stamped')
    await two.syncing.catchUp()
    expect(two.shown).toEqual(one.shown)
    expect(stamped.mock.calls).toEqual([['note/b'], ['note/c']])
  })

  test('news of another shape are not heeded', async () => {
    let hear: (event: MessageEvent) => void = () => {}
    const tab = await openTab(undefined, {
      postMessage() {},
      addEventListener: (_type, listener) => {
        hear = listener
      },
    })
    const stamped = vi.spyOn(tab.database, 'stamped')
    for (const data of [null, 'x', {}, { type: 'records-changed' }, { type: 'records-changed', keys: [1] }]) {
      hear(new MessageEvent('message', { data }))
    }
    await tab.syncing.refresh([])
    expect(stamped).not.toHaveBeenCalled()
  })
})

test('whatever three tabs change and in whatever order they save, in the end all show what is on disk, and no field is lost', async () => {
  const key = fc.constantFrom('note/a', 'note/b')
  const step = fc.oneof(
    fc.record({ do: fc.constant('change' as const), tab: fc.nat(2), key }),
    fc.record({ do: fc.constant('save' as const), tab: fc.nat(2) }),
    fc.record({ do: fc.constant('look' as const), tab: fc.nat(2) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 24 }), async steps => {
      vi.stubGlobal('indexedDB', new IDBFactory())
      const tabs = [await openTab(), await openTab(), await openTab()]
      const changed: [string, string][] = []
      const saves: Promise<void>[] = []
      for (const [index, each] of steps.entries()) {
        const tab = tabs[each.tab] ?? expect.fail()
        if (each.do === 'save') saves.push(tab.save())
        else if (each.do === 'look') await tab.syncing.catchUp()
        else {
          // A field of its own each time: it must be there in the end.
          tab.change(each.key, { [`field${index}`]: each.tab })
          changed.push([each.key, `field${index}`])
        }
      }
      await Promise.all(saves)
      for (const tab of tabs) await tab.save()
      for (const tab of tabs) await tab.syncing.catchUp()
      const disk = new Map(await tabs[0]?.database.entries('note/'))
      for (const tab of tabs) expect(tab.shown).toEqual(disk)
      for (const [where, field] of changed) expect(disk.get(where)).toHaveProperty(field)
      for (const tab of tabs) tab.database.close()
    }),
    { numRuns: 40 },
  )
})
