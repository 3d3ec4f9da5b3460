import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { createStore, entries as rawEntries, set as setRaw } from 'idb-keyval'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '../database.ts'
import { createMemoryDatabase } from '../memory-database.ts'
import { deriveKey, newKeyParameters } from './passphrase-key.ts'
import { createVault, type Vault, type VaultChannel } from './vault.ts'

/** Enough to be the real thing, and done in a millisecond. */
const making = {
  newParameters: () => ({ ...newKeyParameters(), memoryKiB: 64, passes: 1 }),
  deriveKey,
}
const chats: readonly (readonly [string, unknown])[] = [
  ['conversation/1', { id: '1', title: 'the canary sings', messages: [{ text: '歌' }] }],
  ['conversation/2', { id: '2', title: null, messages: [] }],
  ['drafts', { new: 'a canary, unsent' }],
  ['settings', { theme: 'dark' }],
]

const opened: Database[] = []

interface Tab {
  readonly vault: Vault
  readonly plain: Database
  readonly database: Promise<Database>
  readonly records: Promise<Database>
  readonly reload: ReturnType<typeof vi.fn>
}

interface TabOptions {
  readonly channel?: VaultChannel
  readonly over?: (plain: Database) => Database
  readonly save?: () => Promise<boolean>
}

/** A tab as it begins: another one, or the same after a kill. */
async function openTab({ channel, over = plain => plain, save = async () => true }: TabOptions = {}) {
  const disk = await openDatabase()
  opened.push(disk)
  const plain = over(disk)
  const reload = vi.fn()
  const tab: Tab = {
    ...createVault({
      plain: Promise.resolve(plain),
      save,
      reload,
      deleteModels: async () => {},
      channel,
      making,
    }),
    plain,
    reload,
  }
  await tab.vault.found
  return tab
}

/** Tabs that hear each other, in a task of its own as in a browser. */
function channels(): () => VaultChannel {
  const all: { listener: (event: MessageEvent) => void; owner: VaultChannel }[] = []
  return () => {
    const channel: VaultChannel = {
      postMessage(data) {
        for (const { listener, owner } of all) {
          if (owner !== channel) setTimeout(() => listener(new MessageEvent('message', { data })))
        }
      },
      addEventListener: (_, listener) => void all.push({ listener, owner: channel }),
    }
    return channel
  }
}

const status = ({ vault }: Tab) => vault.store.getState().status

async function rawDisk(): Promise<Map<string, unknown>> {
  const store = createStore('hermit', 'records')
  const all = await rawEntries(store)
  await store('readonly', records => records.transaction.db.close())
  return new Map(all.map(([key, value]) => [String(key), value]))
}

async function putRaw(key: string, value: unknown): Promise<void> {
  const store = createStore('hermit', 'records')
  await setRaw(key, value, store)
  await store('readonly', records => records.transaction.db.close())
}

/** All that lies on the disk, as text: bytes as the letters they would be. */
async function diskText(): Promise<string> {
  return [...(await rawDisk())]
    .map(
      ([key, value]) =>
        `${key}=${JSON.stringify(value, (_, inner) => (ArrayBuffer.isView(inner) ? Buffer.from(inner.buffer).toString('latin1') : inner))}`,
    )
    .join('\n')
}

async function seen(tab: Tab): Promise<readonly (readonly [string, unknown])[]> {
  return (await (await tab.database).entries('')).filter(([key]) => !key.startsWith('meta/'))
}

async function withChats(): Promise<Tab> {
  const tab = await openTab()
  await (await tab.database).commit({ set: chats })
  return tab
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  for (const database of opened.splice(0)) database.close()
  vi.unstubAllGlobals()
})

describe('a vault', () => {
  it('is off until a passphrase is set, and records lie open until then', async () => {
    const tab = await withChats()
    expect(status(tab)).toBe('off')
    expect(await diskText()).toContain('canary')
  })

  it('seals every record but the settings, old and new ones, and shows them as before', async () => {
    const tab = await withChats()
    await tab.vault.setUp('sesame')
    expect(status(tab)).toBe('unlocked')
    await (await tab.database).commit({ set: [['conversation/3', { id: '3', title: 'a second canary' }]] })
    expect(await seen(tab)).toEqual(
      [...chats, ['conversation/3', { id: '3', title: 'a second canary' }] as const].toSorted(byKey),
    )
    const text = await diskText()
    expect(text).not.toMatch(/canary|sings|歌|sesame/)
    expect(text).toContain('dark')
  })

  it('asks a new tab for the passphrase, which alone opens it; nothing but settings is read before', async () => {
    const first = await withChats()
    await first.vault.setUp('sesame')
    const tab = await openTab()
    expect(status(tab)).toBe('locked')
    const records = await tab.records
    expect(await records.get('settings')).toEqual({ theme: 'dark' })
    await expect(records.entries('')).rejects.toMatchObject({ fault: { code: 'vault-locked' } })
    await expect(records.stamped('conversation/')).rejects.toMatchObject({ fault: { code: 'vault-locked' } })
    await expect(records.commit({ set: [['drafts', {}]] })).rejects.toMatchObject({
      fault: { code: 'vault-locked' },
    })
    const before = await rawDisk()
    await expect(tab.vault.unlock('sesamo')).rejects.toMatchObject({ fault: { code: 'wrong-passphrase' } })
    expect(status(tab)).toBe('locked')
    expect(await rawDisk()).toEqual(before)
    await tab.vault.unlock('sesame')
    expect(status(tab)).toBe('unlocked')
    expect(await seen(tab)).toEqual(chats.toSorted(byKey))
  })

  it('takes another passphrase without touching the records, and only with the old one', async () => {
    const tab = await withChats()
    await tab.vault.setUp('old')
    const before = await rawDisk()
    await expect(tab.vault.change('wrong', 'new')).rejects.toMatchObject({
      fault: { code: 'wrong-passphrase' },
    })
    expect(await rawDisk()).toEqual(before)
    await tab.vault.change('old', 'new')
    const after = await rawDisk()
    for (const [key] of chats) expect(after.get(key)).toEqual(before.get(key))
    const next = await openTab()
    await expect(next.vault.unlock('old')).rejects.toMatchObject({ fault: { code: 'wrong-passphrase' } })
    await next.vault.unlock('new')
    expect(await seen(next)).toEqual(chats.toSorted(byKey))
  })

  it('is removed only with the passphrase, and then records lie open again', async () => {
    const tab = await withChats()
    await tab.vault.setUp('sesame')
    await expect(tab.vault.remove('wrong')).rejects.toMatchObject({ fault: { code: 'wrong-passphrase' } })
    await tab.vault.remove('sesame')
    expect(status(tab)).toBe('off')
    const next = await openTab()
    expect(status(next)).toBe('off')
    expect(await seen(next)).toEqual(chats.toSorted(byKey))
  })

  it('can be set again after it was removed, with another data key', async () => {
    const tab = await withChats()
    await tab.vault.setUp('one')
    const before = await rawDisk()
    await tab.vault.remove('one')
    await tab.vault.setUp('two')
    expect((await rawDisk()).get('conversation/1')).not.toEqual(before.get('conversation/1'))
    const next = await openTab()
    await next.vault.unlock('two')
    expect(await seen(next)).toEqual(chats.toSorted(byKey))
  })

  it('uses a number never twice, also for the same record', async () => {
    const tab = await withChats()
    await tab.vault.setUp('sesame')
    const ivs = new Set<string>()
    for (let times = 0; times < 20; times += 1) {
      await (await tab.database).commit({ set: chats })
      for (const value of (await rawDisk()).values()) {
        if (typeof value === 'object' && value !== null && 'iv' in value && value.iv instanceof Uint8Array) {
          ivs.add(Buffer.from(value.iv).toString('hex'))
        }
      }
    }
    expect(ivs.size).toBe(20 * 3)
  })

  it('sets a damaged, moved or foreign record aside, and shows the others', async () => {
    const tab = await withChats()
    await tab.vault.setUp('sesame')
    const raw = await rawDisk()
    const one = raw.get('conversation/1')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('iv', 'bytes'),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (part, at, bits) => {
          const copy = structuredClone(one) as Record<string, Uint8Array>
          const bytes = copy[part] ?? new Uint8Array()
          bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ bits
          await putRaw('conversation/1', copy)
          const records = new Map(await seen(tab))
          expect(records.get('conversation/1')).toEqual({ unreadable: true })
          expect(records.get('conversation/2')).toEqual(new Map(chats).get('conversation/2'))
        },
      ),
      { numRuns: 60 },
    )
    await putRaw('conversation/1', raw.get('conversation/2'))
    expect(new Map(await seen(tab)).get('conversation/1')).toEqual({ unreadable: true })
    await putRaw('conversation/1', { id: '1', title: 'not from here', messages: [] })
    expect(new Map(await seen(tab)).get('conversation/1')).toEqual({ unreadable: true })
  })

  it('does not overwrite what it cannot open when it is removed', async () => {
    const tab = await withChats()
    await tab.vault.setUp('sesame')
    const foreign = (await rawDisk()).get('conversation/2')
    await putRaw('conversation/1', foreign)
    await tab.vault.remove('sesame')
    const raw = await rawDisk()
    expect(raw.get('conversation/1')).toEqual(foreign)
    expect(raw.get('conversation/2')).toEqual(new Map(chats).get('conversation/2'))
  })

  it('is not opened, and not overwritten, where a later Hermit made it', async () => {
    await withChats()
    await putRaw('meta/vault', { state: 'sealed', version: 2 })
    const tab = await openTab()
    expect(status(tab)).toBe('locked')
    await expect(tab.vault.unlock('x')).rejects.toMatchObject({ fault: { code: 'storage-newer' } })
    await expect((await tab.records).commit({ set: [['drafts', {}]] })).rejects.toMatchObject({
      fault: { code: 'vault-locked' },
    })
  })

  it('does not take what would not come back as it was', async () => {
    const tab = await withChats()
    await tab.vault.setUp('sesame')
    await expect((await tab.database).commit({ set: [['drafts', new Map()]] })).rejects.toMatchObject({
      fault: { code: 'storage-failed' },
    })
  })

  it('is unavailable where nothing is kept', async () => {
    const plain = Promise.resolve(createMemoryDatabase({ code: 'storage-unavailable' }))
    const { vault, database } = createVault({
      plain,
      save: async () => true,
      reload() {},
      deleteModels: async () => {},
    })
    await vault.found
    expect(vault.store.getState().status).toBe('unavailable')
    await (await database).commit({ set: [['drafts', { new: 'x' }]] })
    expect(await (await database).get('drafts')).toEqual({ new: 'x' })
  })

  it('gives back any JSON that it was given', async () => {
    const tab = await withChats()
    await tab.vault.setUp('sesame')
    const database = await tab.database
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async value => {
        await database.commit({ set: [['presets', value]] })
        expect(await database.get('presets')).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 60 },
    )
  })
})

/** A Database that dies at its n-th use, before it is done or just after: nothing that follows is done. */
function dying(plain: Database, dieAt: number, isDone: boolean): Database {
  let uses = 0
  const use = async <T>(work: () => Promise<T>): Promise<T> => {
    uses += 1
    if (uses > dieAt) throw new Error('dead')
    if (uses < dieAt) return work()
    if (isDone) await work()
    throw new Error('dead')
  }
  return {
    ...plain,
    mode: 'normal',
    entries: prefix => use(() => plain.entries(prefix)),
    stamped: prefix => use(() => plain.stamped(prefix)),
    get: key => use(() => plain.get(key)),
    commit: changes => use(() => plain.commit(changes)),
  }
}

describe('killed half-way', () => {
  const deeds = {
    'setting up': { begin: undefined, act: (vault: Vault) => vault.setUp('new') },
    changing: { begin: 'old', act: (vault: Vault) => vault.change('old', 'new') },
    removing: { begin: 'old', act: (vault: Vault) => vault.remove('old') },
  }
  const cases = Object.entries(deeds).flatMap(([name, deed]) =>
    [1, 2, 3, 4, 5, 6, 7, 8].flatMap(step => [false, true].map(isDone => ({ name, step, isDone, ...deed }))),
  )

  it.each(cases)(
    '$name leaves all records as they were or as they should be: step $step, done $isDone',
    async c => {
      const first = await withChats()
      if (c.begin !== undefined) await first.vault.setUp(c.begin)
      const before = await rawDisk()
      let hasBegun = false
      const victim = await openTab({
        over: plain => {
          const dead = dying(plain, c.step, c.isDone)
          return {
            ...plain,
            mode: 'normal',
            entries: prefix => (hasBegun ? dead : plain).entries(prefix),
            stamped: prefix => (hasBegun ? dead : plain).stamped(prefix),
            commit: changes => (hasBegun ? dead : plain).commit(changes),
          }
        },
      })
      if (c.begin !== undefined) await victim.vault.unlock(c.begin)
      hasBegun = true
      const outcome = await c.act(victim.vault).then(
        () => 'done',
        () => 'died',
      )
      const after = await rawDisk()
      const sealedKeys = ['conversation/1', 'conversation/2', 'drafts']
      const changed = sealedKeys.filter(
        key => JSON.stringify(after.get(key)) !== JSON.stringify(before.get(key)),
      )
      expect([0, c.name === 'changing' ? 0 : 3]).toContain(changed.length)
      const next = await openTab()
      if (status(next) === 'locked') {
        const isNew = await next.vault.unlock('new').then(
          () => true,
          () => false,
        )
        if (!isNew) await next.vault.unlock('old')
        if (outcome === 'done') expect(isNew).toBe(true)
      }
      expect(await seen(next)).toEqual(chats.toSorted(byKey))
      // And life goes on.
      await (await next.database).commit({ set: [['drafts', { new: 'later' }]] })
      expect(await (await next.database).get('drafts')).toEqual({ new: 'later' })
    },
  )
})

describe('two tabs', () => {
  it('that do not hear each other never mix open and sealed records, whatever both write meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isSetUp) => {
        vi.stubGlobal('indexedDB', new IDBFactory())
        const setter = await withChats()
        if (!isSetUp) await setter.vault.setUp('sesame')
        const slow = (plain: Database): Database => ({
          ...plain,
          mode: 'normal',
          entries: prefix => scheduler.schedule(Promise.resolve()).then(() => plain.entries(prefix)),
          stamped: prefix => scheduler.schedule(Promise.resolve()).then(() => plain.stamped(prefix)),
          commit: changes => scheduler.schedule(Promise.resolve()).then(() => plain.commit(changes)),
        })
        let isSlow = false
        const over = (plain: Database): Database => ({
          ...plain,
          mode: 'normal',
          entries: prefix => (isSlow ? slow(plain) : plain).entries(prefix),
          stamped: prefix => (isSlow ? slow(plain) : plain).stamped(prefix),
          commit: changes => (isSlow ? slow(plain) : plain).commit(changes),
        })
        const [one, two] = [await openTab({ over }), await openTab({ over })]
        if (!isSetUp) await Promise.all([one.vault.unlock('sesame'), two.vault.unlock('sesame')])
        isSlow = true
        const other = await two.database
        const writes = async () => {
          const done: string[] = []
          for (const id of ['7', '8', '9']) {
            const set = [[`conversation/${id}`, { id, title: 'written meanwhile' }]] as const
            await other.commit({ set }).then(
              () => done.push(id),
              () => {},
            )
          }
          return done
        }
        const change = isSetUp ? one.vault.setUp('sesame') : one.vault.remove('sesame')
        const written = writes()
        let hasEnded = false
        const both = Promise.all([change.catch(() => {}), written]).finally(() => {
          hasEnded = true
        })
        while (!hasEnded) {
          if (scheduler.count() > 0) await scheduler.waitOne()
          else await new Promise(resolve => setTimeout(resolve))
        }
        await both
        const raw = await rawDisk()
        const isSealed = [...raw].flatMap(([key, value]) =>
          /^(conversation|drafts)/.test(key) ? [JSON.stringify(value).includes('"sealed":1')] : [],
        )
        expect(new Set(isSealed).size).toBe(1)
        const next = await openTab()
        if (status(next) === 'locked') await next.vault.unlock('sesame')
        expect(status(next)).toBe(isSealed[0] ? 'unlocked' : 'off')
        const records = new Map(await seen(next))
        for (const [key, value] of chats) expect(records.get(key)).toEqual(value)
        for (const id of await written) expect(records.get(`conversation/${id}`)).toMatchObject({ id })
        for (const database of opened.splice(0)) database.close()
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('share the key: what one sets up the other goes on writing, sealed', async () => {
    const join = channels()
    const one = await openTab({ channel: join() })
    const two = await openTab({ channel: join() })
    await (await one.database).commit({ set: chats })
    await one.vault.setUp('sesame')
    await (await two.database).commit({ set: [['conversation/9', { id: '9', title: 'another canary' }]] })
    await vi.waitFor(() => expect(status(two)).toBe('unlocked'))
    expect(await diskText()).not.toContain('canary')
    expect(new Map(await seen(one)).get('conversation/9')).toEqual({ id: '9', title: 'another canary' })
    await two.vault.remove('sesame')
    await vi.waitFor(() => expect(status(one)).toBe('off'))
    expect(await diskText()).toContain('canary')
  })

  it('open and lock together, and a locked one is let in by nobody', async () => {
    const join = channels()
    const saved: string[] = []
    const first = await openTab({ channel: join() })
    await (await first.database).commit({ set: chats })
    await first.vault.setUp('sesame')
    const second = await openTab({
      channel: join(),
      save: async () => {
        saved.push('second')
        return true
      },
    })
    expect(status(second)).toBe('unlocked')
    await first.vault.lock()
    await vi.waitFor(() => expect(second.reload).toHaveBeenCalledOnce())
    expect(first.reload).toHaveBeenCalledOnce()
    expect(saved).toEqual(['second'])
    const third = await openTab({ channel: join() })
    expect(status(third)).toBe('locked')
    await third.vault.unlock('sesame')
    const fourth = await openTab({ channel: join() })
    expect(status(fourth)).toBe('unlocked')
  })

  it('keep open the one that could not save, and it lets nobody in', async () => {
    const join = channels()
    const first = await openTab({ channel: join(), save: async () => false })
    await (await first.database).commit({ set: chats })
    await first.vault.setUp('sesame')
    await first.vault.lock()
    expect(first.reload).not.toHaveBeenCalled()
    expect(status(first)).toBe('unlocked')
    const second = await openTab({ channel: join() })
    expect(status(second)).toBe('locked')
  })
})

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
