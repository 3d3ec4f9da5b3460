/*
 * The vault: all records but the settings lie sealed on the disk, under a data key that only a passphrase makes.
 * Unlocked is the browser, not a tab: tabs give each other the data key (it cannot be read out, and whoever could
 * listen on this origin's channel could read the chats themselves), and they lock together. Locking saves, then
 * loads the page anew, so that nothing of the chats stays in its memory.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { FaultError } from '../../fault.ts'
import type { Database } from '../database.ts'
import { createSealedDatabase, type Footing } from './sealed-database.ts'
import type { KeyMaking } from './vault-work.ts'

/**
 * 'opening': not read yet. 'unavailable': this browser keeps nothing or cannot encrypt. 'off': no passphrase is set.
 * 'locking': what is not on disk yet is being written.
 */
export type VaultStatus = 'opening' | 'unavailable' | 'off' | 'locked' | 'unlocked' | 'locking'

export interface VaultState {
  readonly status: VaultStatus
}

/** Locks and unlocks what is kept. What can fail throws FaultError, and then nothing has changed. */
export interface Vault {
  readonly store: StoreApi<VaultState>
  /** Resolves when it is known whether the records are locked. */
  readonly found: Promise<void>
  /** Throws 'wrong-passphrase'. */
  unlock(passphrase: string): Promise<void>
  /** Seals all records. Throws what writing throws. */
  setUp(passphrase: string): Promise<void>
  /** Throws 'wrong-passphrase'. */
  change(from: string, to: string): Promise<void>
  /** Lays the records open. Throws 'wrong-passphrase'. */
  remove(passphrase: string): Promise<void>
  /** Locks all tabs. A tab that cannot save stays open: what a person wrote is not given up. */
  lock(): Promise<void>
  /** A key or a touch: the time after which it locks itself begins anew, in all tabs. */
  noteUse(): void
  /** Deletes chats, documents, settings and models, locked or not, and loads the page anew. Throws what deleting throws. */
  deleteEverything(): Promise<void>
  /** When there was use last in any tab, in milliseconds since the epoch. */
  lastUsedAt(): number
}

/** The part of BroadcastChannel that the vault uses. */
export interface VaultChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface VaultOptions {
  readonly plain: Promise<Database>
  /** Ends what runs and writes what is not on disk; false where that failed. */
  readonly save: () => Promise<boolean>
  readonly reload: () => void
  readonly deleteModels: () => Promise<void>
  readonly channel?: VaultChannel | undefined
  readonly locks?: LockManager | undefined
  readonly now?: () => number
  readonly making?: KeyMaking
}

type VaultMessage =
  | { readonly type: 'vault-wanted'; readonly id: string }
  | { readonly type: 'vault-key'; readonly id: string; readonly key: CryptoKey }
  /** Records have been sealed or laid open, or the passphrase is another one. */
  | { readonly type: 'vault-changed' }
  | { readonly type: 'vault-lock' }
  | { readonly type: 'vault-use'; readonly at: number }

/** How long another tab has to answer with the key. */
const answerMs = 200
/** How long a tab waits for another one that rewrites all records, before it takes it for frozen. */
const settleMs = 10_000
/** Other tabs hear no more often than this that a person is there. */
const tellUseMs = 5000
const lockName = 'hermit-vault'

/**
 * Puts a vault before the records. `database` resolves when they can be read: at once, or when the passphrase has been
 * given; `records` is the same Database before that, which gives the settings only.
 */
export function createVault(options: VaultOptions): {
  readonly vault: Vault
  readonly database: Promise<Database>
  readonly records: Promise<Database>
} {
  const { plain, save, reload, deleteModels, channel, locks, now = Date.now, making } = options
  const store = createStore<VaultState>(() => ({ status: 'opening' }))
  const keys = new Map<string, CryptoKey>()
  let open: () => void = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  let usedAt = now()
  let toldAt = 0
  /** After a lock that could not save: this tab goes on, and lets no other one in. */
  let isAlone = false

  const status = () => store.getState().status
  const become = (next: VaultStatus) => {
    if (next !== status()) store.setState({ status: next })
  }
  const tell = (message: VaultMessage) => channel?.postMessage(message)

  async function askForKey(id: string): Promise<CryptoKey | undefined> {
    if (channel && !keys.has(id)) {
      tell({ type: 'vault-wanted', id })
      const until = now() + answerMs
      while (!keys.has(id) && now() < until) await new Promise(resolve => setTimeout(resolve, 10))
    }
    return keys.get(id)
  }

  async function whenSettled(): Promise<void> {
    const wait = locks?.request(
      lockName,
      { mode: 'shared', signal: AbortSignal.timeout(settleMs) },
      async () => {},
    )
    await wait?.catch(() => {})
  }

  function onFooting({ header, key }: Footing): void {
    if (header.state === 'sealed' && key) keys.set(header.id, key)
    if (header.state === 'open') keys.clear()
    if (status() === 'locking' || status() === 'opening' || status() === 'unavailable') return
    // A tab that has chats in view and no key for them keeps them in view: its commits say that they are locked.
    if (header.state === 'open') become('off')
    else if (key) become('unlocked')
    if (header.state === 'open' || key) open()
  }

  const sealed = plain.then(database =>
    createSealedDatabase({ plain: database, whenSettled, keyOf: askForKey, onFooting }),
  )

  async function find(): Promise<void> {
    const { database, refresh } = await sealed
    if (database.mode === 'memory') {
      become('unavailable')
      return open()
    }
    // What cannot be read will say so where the records are read.
    await refresh().catch(() => {})
    const { header, key } = (await sealed).footing
    if (header.state === 'open') become(canSeal(database) ? 'off' : 'unavailable')
    else become(key ? 'unlocked' : 'locked')
    if (status() !== 'locked') open()
  }

  async function lockHere(): Promise<void> {
    if (status() !== 'unlocked') return
    become('locking')
    if (await save().catch(() => false)) return reload()
    isAlone = true
    become('unlocked')
  }

  async function hear({ data }: MessageEvent<VaultMessage>): Promise<void> {
    switch (data.type) {
      case 'vault-wanted': {
        const key = keys.get(data.id)
        if (key && status() === 'unlocked' && !isAlone) tell({ type: 'vault-key', id: data.id, key })
        return
      }
      case 'vault-key': {
        if (status() === 'locking') return
        keys.set(data.id, data.key)
        const { footing, give, refresh } = await sealed
        const { header } = footing
        if (header.state !== 'sealed' || header.id !== data.id) return refresh()
        if (!footing.key) give(data.key)
        return
      }
      case 'vault-changed':
        return (await sealed).refresh()
      case 'vault-lock':
        return lockHere()
      case 'vault-use':
        usedAt = Math.max(usedAt, data.at)
    }
  }
  // What fails here fails again where the records are next used, and is told there.
  channel?.addEventListener('message', event => void hear(event).catch(() => {}))

  /** What seals and opens is fetched when it is needed; the header may be another one than when it was last read. */
  async function work() {
    const [work, { sweep }, current] = await Promise.all([
      import('./vault-work.ts'),
      import('./sweep.ts'),
      sealed,
    ])
    await current.refresh()
    return { ...work, sweep, current }
  }

  async function alone<T>(change: () => Promise<T>): Promise<T> {
    return locks ? locks.request(lockName, change) : change()
  }

  /** Other tabs learn of a new key before their next commit is refused. */
  async function share(): Promise<void> {
    isAlone = false
    const { header, key } = (await sealed).footing
    if (header.state === 'sealed' && key) tell({ type: 'vault-key', id: header.id, key })
  }

  const vault: Vault = {
    store,
    found: find(),
    async unlock(passphrase) {
      const { unlock, current } = await work()
      await unlock(current, passphrase, making)
      await share()
    },
    async setUp(passphrase) {
      const { setUp, sweep, current } = await work()
      if (status() !== 'off') throw new FaultError({ code: 'storage-conflict', detail: 'vault' })
      await alone(async () => setUp(current, passphrase, making))
      await share()
      await sweep()
    },
    async change(from, to) {
      const { change, sweep, current } = await work()
      await change(current, from, to, making)
      tell({ type: 'vault-changed' })
      await sweep()
    },
    async remove(passphrase) {
      const { remove, current } = await work()
      await alone(async () => remove(current, passphrase, making))
      tell({ type: 'vault-changed' })
    },
    async lock() {
      if (status() !== 'unlocked') return
      tell({ type: 'vault-lock' })
      await lockHere()
    },
    noteUse() {
      usedAt = now()
      if (usedAt - toldAt < tellUseMs) return
      toldAt = usedAt
      tell({ type: 'vault-use', at: usedAt })
    },
    async deleteEverything() {
      await deleteModels()
      await (await plain).deleteEverything()
      reload()
    },
    lastUsedAt: () => usedAt,
  }
  const records = sealed.then(({ database }) => database)
  return { vault, records, database: Promise.all([records, opened]).then(([database]) => database) }
}

function canSeal({ mode }: Database): boolean {
  return mode === 'normal' && typeof crypto !== 'undefined' && crypto.subtle !== undefined
}
