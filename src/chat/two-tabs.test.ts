import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createScriptedEngine, type ScriptedOptions } from '../engines/scripted.ts'
import { scriptedCard } from '../engines/scripted-card.ts'
import { openDatabase } from '../storage/database.ts'
import { createKeeping } from '../storage/keeping.ts'
import { createChat, draftInView, messagesInView } from './chat.ts'
import { titleOf } from './conversation.ts'

/** Web Locks as a browser has them: one exclusive holder or many shared ones; a tab that is killed loses all its own. */
function createLocks() {
  interface Entry {
    readonly tab: object
    readonly isShared: boolean
    readonly begin: () => void
    isHeld: boolean
  }
  const queues = new Map<string, Entry[]>()
  function grant(name: string): void {
    const queue = queues.get(name) ?? []
    for (const [index, entry] of queue.entries()) {
      const isFree =
        index === 0 || (entry.isShared && queue.slice(0, index).every(({ isShared }) => isShared))
      if (!isFree) break
      if (entry.isHeld) continue
      entry.isHeld = true
      entry.begin()
    }
  }
  function remove(name: string, isGone: (entry: Entry) => boolean): void {
    queues.set(name, queues.get(name)?.filter(entry => !isGone(entry)) ?? [])
    grant(name)
  }
  return {
    of(tab: object): Pick<LockManager, 'request'> {
      const request = (name: string, ...rest: [() => Promise<void>] | [LockOptions, () => Promise<void>]) =>
        new Promise<void>(resolve => {
          const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest
          const begin = () =>
            void work().then(() => {
              remove(name, other => other === entry)
              resolve()
            })
          const entry: Entry = { tab, begin, isShared: options.mode === 'shared', isHeld: false }
          queues.set(name, [...(queues.get(name) ?? []), entry])
          queueMicrotask(() => grant(name))
        })
      // LockManager.request is overloaded; the chat uses these two forms of it alone.
      return { request: request as LockManager['request'] }
    },
    kill(tab: object) {
      for (const name of queues.keys()) remove(name, entry => entry.tab === tab)
    },
  }
}

let locks = createLocks()
const tabs: { kill(): void }[] = []

/** A whole tab without its views: chat, autosave, syncing, over one database that all tabs share. */
async function openTab(options: ScriptedOptions = {}) {
  const engine = createScriptedEngine({
    tokensPerSecond: Number.POSITIVE_INFINITY,
    reply: 'Yes.',
    ...options,
  })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, new AbortController().signal)) {
    // Loading.
  }
  let isAlive = true
  const database = await openDatabase({ name: 'shared' })
  const commit = vi.spyOn(database, 'commit')
  const radio = new BroadcastChannel('records')
  const channel = {
    postMessage: (message: unknown) => isAlive && radio.postMessage(message),
    addEventListener: (type: 'message', listener: (event: MessageEvent) => void) =>
      radio.addEventListener(type, event => isAlive && listener(event as MessageEvent)),
  }
  const me = {}
  const chat = createChat({
    model: {
      writer: () => undefined,
      contextTokens: () => scriptedCard.contextTokens,
      generate: (request, signal) => engine.generate(request, signal),
      countTokens: messages => engine.countTokens(messages),
    },
    records: {
      markDirty: key => keeping.records.markDirty(key),
      markDeleted: key => keeping.records.markDeleted(key),
      commit: set => keeping.records.commit(set),
      flush: () => keeping.records.flush(),
      refresh: keys => keeping.records.refresh(keys),
    },
    locks: locks.of(me),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onFrame: callback => setTimeout(callback, 1),
  })
  const keeping = createKeeping({
    database: Promise.resolve(database),
    rooms: [chat.kept],
    channel,
    suspend: () => chat.suspend(),
    exportChats() {},
    deleteModels: async () => {},
    reload() {},
  })
  await keeping.open()
  const tab = {
    chat,
    keeping,
    database,
    commit,
    state: chat.store.getState,
    view: () => messagesInView(chat.store.getState()),
    texts: () => messagesInView(chat.store.getState()).map(({ text }) => text),
    idle: () =>
      vi.waitUntil(() => chat.store.getState().running.size === 0 && keeping.isSaved(), { timeout: 5000 }),
    /** The process is gone: nothing more is written, and the browser frees its locks. */
    kill() {
      if (!isAlive) return
      isAlive = false
      database.close()
      radio.close()
      locks.kill(me)
    },
  }
  tabs.push(tab)
  return tab
}

type Tab = Awaited<ReturnType<typeof openTab>>

/** Two tabs that have the same chat in view, with one turn in it. */
async function openBoth(options: ScriptedOptions = {}): Promise<[Tab, Tab]> {
  const one = await openTab(options)
  one.chat.send('First')
  await one.idle()
  const two = await openTab(options)
  two.chat.open(one.state().currentId ?? '')
  expect(two.texts()).toEqual(one.texts())
  return [one, two]
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  locks = createLocks()
})

afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.kill()
  vi.unstubAllGlobals()
})

const slow: ScriptedOptions = { tokensPerSecond: 100, reply: 'word '.repeat(400) }

describe('two tabs', () => {
  test('[fault 31] that write to one chat at once have both messages, in the same order', async () => {
    const [one, two] = await openBoth()
    one.chat.send('From one')
    two.chat.send('From two')
    await Promise.all([one.idle(), two.idle()])
    await vi.waitUntil(() => one.texts().length === 6 && two.texts().length === 6)
    expect(two.view()).toEqual(one.view())
    expect(one.texts()).toEqual(expect.arrayContaining(['First', 'From one', 'From two']))
    const third = await openTab()
    third.chat.open(one.state().currentId ?? '')
    expect(third.view()).toEqual(one.view())
  })

  test('see what the other does: names, drafts, deleted chats', async () => {
    const [one, two] = await openBoth()
    const id = one.state().currentId ?? ''
    one.chat.rename(id, 'Named')
    one.chat.setDraft('half a sen')
    await vi.waitUntil(() => draftInView(two.state()) === 'half a sen')
    expect(titleOf(two.state().conversations.get(id) ?? expect.fail())).toBe('Named')
    two.chat.remove(id)
    await vi.waitUntil(() => one.state().conversations.size === 0)
    expect(one.state().currentId).toBeNull()
  })

  test('keep a chat that one of them answers while the other deletes it', async () => {
    const [one, two] = await openBoth({ tokensPerSecond: 100, reply: 'word '.repeat(30) })
    const id = one.state().currentId ?? ''
    one.chat.send('Go on')
    two.chat.remove(id)
    await Promise.all([one.idle(), two.idle()])
    await vi.waitUntil(() => two.state().conversations.has(id))
    two.chat.open(id)
    await vi.waitUntil(() => two.view().at(-1)?.status === 'done')
    expect(two.view()).toEqual(one.view())
  })

  test('lose no message however often they write the same chat', async () => {
    const [one, two] = await openBoth()
    for (let round = 0; round < 5; round++) {
      one.chat.send(`one ${round}`)
      two.chat.send(`two ${round}`)
      await Promise.all([one.idle(), two.idle()])
      await vi.waitUntil(() => one.state().elsewhere.size === 0 && two.state().elsewhere.size === 0)
    }
    await vi.waitUntil(() => JSON.stringify(one.view()) === JSON.stringify(two.view()))
    const sent = one.view().filter(({ role }) => role === 'user').length
    const [conversation] = one.state().conversations.values()
    expect(conversation?.messages.filter(({ role }) => role === 'user')).toHaveLength(sent)
    expect(sent).toBe(11)
  })

  test('a tab that missed the news has them when it is brought into view', async () => {
    const [one, two] = await openBoth()
    const post = vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => {})
    one.chat.send('Unheard')
    await one.idle()
    expect(two.texts()).toHaveLength(2)
    post.mockRestore()
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitUntil(() => two.texts().length === 4)
    expect(two.view()).toEqual(one.view())
  })
})

describe('an answer that another tab writes', () => {
  test('grows here, and nothing else is asked in its chat meanwhile', async () => {
    const [one, two] = await openBoth({ tokensPerSecond: 100, reply: 'word '.repeat(60) })
    one.chat.send('Write')
    await vi.waitUntil(() => (two.view().at(-1)?.text.length ?? 0) > 20 && two.state().elsewhere.size === 1)
    expect(two.view().at(-1)?.status).toBe('streaming')
    two.chat.send('Me too')
    two.chat.retry(two.view().at(-1)?.id ?? '')
    expect(two.texts()).toHaveLength(4)
    await one.idle()
    await vi.waitUntil(() => two.state().elsewhere.size === 0)
    expect(two.view()).toEqual(one.view())
    expect(two.view().at(-1)?.status).toBe('done')
  })

  test('is shown to a tab that is opened in the middle of it', async () => {
    const one = await openTab(slow)
    one.chat.send('Write')
    await vi.waitUntil(() => (one.view().at(-1)?.text.length ?? 0) > 100)
    const two = await openTab(slow)
    two.chat.open(one.state().currentId ?? '')
    expect(two.view().at(-1)).toMatchObject({ status: 'streaming' })
    expect(two.state().elsewhere.size).toBe(1)
    one.chat.stop()
    await vi.waitUntil(() => two.view().at(-1)?.status === 'stopped')
    expect(two.texts()).toEqual(one.texts())
  })

  test('is interrupted with its text when that tab is killed, and can be gone on with', async () => {
    const one = await openTab(slow)
    one.chat.send('Write')
    await vi.waitUntil(() => (one.view().at(-1)?.text.length ?? 0) > 100)
    const two = await openTab(slow)
    two.chat.open(one.state().currentId ?? '')
    await vi.waitUntil(() => (one.view().at(-1)?.text.length ?? 0) > 300)
    one.kill()
    await vi.waitUntil(() => two.state().elsewhere.size === 0 && two.view().at(-1)?.status === 'interrupted')
    const cut = two.view().at(-1)
    expect(cut?.text.length).toBeGreaterThan(100)
    await two.idle()
    expect(await two.database.entries('journal/')).toEqual([])
    two.chat.continueAnswer(cut?.id ?? '')
    await vi.waitUntil(() => (two.view().at(-1)?.text.length ?? 0) > (cut?.text.length ?? 0) + 50)
    expect(
      two
        .view()
        .at(-1)
        ?.text.startsWith(cut?.text ?? '-'),
    ).toBe(true)
    two.chat.stop()
    await two.idle()
  })
})

describe('the journal', () => {
  test('has all but the last quarter of a second when everything is killed', async () => {
    const one = await openTab(slow)
    one.chat.send('Write')
    await vi.waitUntil(() => (one.view().at(-1)?.text.length ?? 0) > 500, { timeout: 5000 })
    one.kill()
    const shown = one.view().at(-1)?.text.length ?? 0
    const after = await openTab()
    after.chat.open(one.state().currentId ?? '')
    await vi.waitUntil(() => after.view().at(-1)?.status === 'interrupted')
    const kept = after.view().at(-1)?.text.length ?? 0
    // 100 tokens of 5 letters a second; timers of a busy machine are late.
    expect(shown - kept).toBeLessThanOrEqual(250)
    expect(kept).toBeGreaterThan(0)
  })

  test('is all that is written while an answer grows, and is gone with its end in one commit', async () => {
    const one = await openTab({ tokensPerSecond: 100, reply: 'word '.repeat(120) })
    one.chat.send('Write')
    await one.idle()
    const commits = one.commit.mock.calls.map(([{ set = [], delete: remove = [] }]) => ({
      set: set.map(([key]) => key.split('/')[0]),
      remove: remove.map(key => key.split('/')[0]),
    }))
    expect(commits.length).toBeGreaterThan(4)
    expect(commits[0]?.set).toContain('conversation')
    expect(commits.at(-1)).toEqual({ set: ['conversation'], remove: ['journal'] })
    for (const { set, remove } of commits.slice(1, -1)) {
      expect({ set, remove }).toEqual({ set: ['journal'], remove: [] })
    }
    expect(await one.database.entries('journal/')).toEqual([])
  })
})
