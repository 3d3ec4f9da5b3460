import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { GenerateEvent, PromptMessage } from '../../engines/engine.ts'
import { createScriptedEngine, type ScriptedOptions } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import { FakeBrowserLocks, FakeChannel } from '../../tabs/locks.fixture.ts'
import { createTabs, type TabChannel } from '../../tabs/tabs.ts'
import { createDeviceMemory } from '../device-memory.ts'
import { deviceRecordSchema } from '../device-record.ts'
import { createSession } from '../session.ts'
import type { Session, SessionPhase } from '../session-state.ts'
import { openWeights } from '../weights/weights.ts'
import { createSharedSession } from './shared-session.ts'

const cleanUps: (() => void)[] = []
let rooms = 0

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

/** A browser whose tabs share a session; each tab has an engine of its own that it loads only when it owns. */
function openBrowser(scripted: ScriptedOptions = {}) {
  const name = `sharing-test-${++rooms}`
  const browser = new FakeBrowserLocks()
  let epochs = 0
  async function openTab(page: string) {
    const weights = await openWeights()
    const engine = createScriptedEngine({ tokensPerSecond: 200, reply, ...scripted })
    const used = { loads: 0, isLoaded: false }
    const { load, unload } = engine
    engine.load = (model, signal) => {
      used.loads += 1
      used.isLoaded = true
      return load(model, signal)
    }
    engine.unload = () => {
      used.isLoaded = false
      return unload()
    }
    let record = deviceRecordSchema.parse({})
    const own = createSession({
      engine: () => engine,
      model: scriptedCard,
      plan: async () => ({
        steps: [{ engineId: 'scripted', processor: 'cpu', card: scriptedCard, contextTokens: 2048 }],
        reason: 'asked',
      }),
      memory: createDeviceMemory(
        () => record,
        next => {
          record = next
        },
      ),
      weights: Promise.resolve(weights),
      async *download() {},
      refusal: async () => undefined,
      mayDownload: () => true,
      warmUp: [],
    })
    const channel = new FakeChannel(name)
    const tabs = createTabs({
      ...{ name, locks: browser.page(page), claim: async () => ++epochs, tickMs: 50 },
      // The fake channel dispatches nothing but message events.
      channel: channel as unknown as TabChannel,
    })
    const session = createSharedSession(own, tabs)
    session.start()
    const close = () => {
      tabs.close()
      channel.close()
      browser.crash(page)
      void engine.unload()
    }
    cleanUps.push(close)
    const freeze = () => {
      channel.freeze()
      browser.freeze(page)
    }
    const thaw = () => {
      channel.thaw()
      browser.thaw(page)
    }
    return { session, own, tabs, used, close, freeze, thaw }
  }
  const openTabs = async (...pages: readonly string[]) => {
    const opened: Awaited<ReturnType<typeof openTab>>[] = []
    for (const page of pages) {
      const tab = await openTab(page)
      await until(tab.session, 'ready')
      opened.push(tab)
    }
    return opened
  }
  return { openTab, openTabs }
}

const reply = 'The sea is wide and the ship is small, and nobody aboard has seen the land for a long time.'
const hello: readonly PromptMessage[] = [{ role: 'user', content: 'Hello' }]
const never = () => new AbortController().signal
const phase = (session: Session) => session.store.getState().phase
const until = (session: Session, name: SessionPhase['name']) =>
  vi.waitUntil(() => phase(session).name === name, { timeout: 4000 })

/** An answer on its way, as far as it has come. */
function ask(session: Session, signal = never()) {
  const events: GenerateEvent[] = []
  const text = () => events.map(event => (event.type === 'text-delta' ? event.text : '')).join('')
  const run = async () => {
    for await (const event of session.generate({ messages: hello }, signal)) events.push(event)
    return text()
  }
  const ended = run()
  ended.catch(() => {})
  return { events, text, ended, begun: () => vi.waitUntil(() => text() !== '', { timeout: 4000 }) }
}

describe('two tabs', () => {
  test('have one loaded engine; the second shows the first one’s state and answers through it', async () => {
    const [first, second] = await openBrowser().openTabs('a', 'b')
    if (!first || !second) throw new Error('no tabs')
    expect([first.used.loads, second.used.loads]).toEqual([1, 0])
    expect(second.session.store.getState()).toMatchObject({
      isElsewhere: true,
      runsOn: { contextTokens: 2048 },
    })
    expect(first.session.store.getState().isElsewhere).toBeUndefined()
    expect(await ask(second.session).ended).toBe(reply)
    expect(await second.session.countTokens(hello, never())).toBe(
      await first.session.countTokens(hello, never()),
    )
    expect(second.used.loads).toBe(0)
  })

  test('that ask at once are answered one after the other, and the later one sees its place', async () => {
    const [first, second] = await openBrowser().openTabs('a', 'b')
    if (!first || !second) throw new Error('no tabs')
    const one = ask(first.session)
    const other = ask(second.session)
    const third = ask(first.session)
    await vi.waitUntil(() => other.events.length > 0)
    expect(await one.ended).toBe(reply)
    expect(other.events[0]).toEqual({ type: 'queued', ahead: 1 })
    expect(await other.ended).toBe(reply)
    expect(await third.ended).toBe(reply)
    expect(third.events.filter(({ type }) => type === 'queued')).toEqual([
      { type: 'queued', ahead: 1 },
      { type: 'queued', ahead: 2 },
      { type: 'queued', ahead: 1 },
    ])
  })

  test('a stop in the second reaches the first, and the next call has its turn', async () => {
    const [first, second] = await openBrowser({ tokensPerSecond: 20 }).openTabs('a', 'b')
    if (!first || !second) throw new Error('no tabs')
    const stop = new AbortController()
    const stopped = ask(second.session, stop.signal)
    await stopped.begun()
    const next = ask(first.session)
    stop.abort()
    await stopped.ended
    expect(stopped.events.at(-1)).toMatchObject({ type: 'text-end', reason: 'cancelled' })
    await next.begun()
  })

  test('a rest that the second asks for is taken by the first, and a question wakes it', async () => {
    const [first, second] = await openBrowser().openTabs('a', 'b')
    if (!first || !second) throw new Error('no tabs')
    await second.session.rest()
    expect(first.used.isLoaded).toBe(false)
    await until(second.session, 'resting')
    expect(await ask(second.session).ended).toBe(reply)
  })

  test('a tab that is gone leaves the queue: its answer is not written to its end', async () => {
    const [first, second] = await openBrowser({ tokensPerSecond: 4 }).openTabs('a', 'b')
    if (!first || !second) throw new Error('no tabs')
    await ask(second.session).begun()
    const next = ask(first.session)
    await vi.waitUntil(() => next.events.length > 0)
    second.close()
    await next.begun()
  })
})

describe('when the owner is gone', () => {
  test('the next tab loads the model; a call without text is asked again, one with text fails by name', async () => {
    const [first, second, third] = await openBrowser({ tokensPerSecond: 50 }).openTabs('a', 'b', 'c')
    if (!first || !second || !third) throw new Error('no tabs')
    const begun = ask(second.session)
    await begun.begun()
    const waiting = ask(third.session)
    await vi.waitUntil(() => waiting.events.length > 0)
    first.close()
    await expect(begun.ended).rejects.toMatchObject({ fault: { code: 'engine-moved' } })
    expect(reply.startsWith(begun.text())).toBe(true)
    expect(await waiting.ended).toBe(reply)
    expect([second.used.isLoaded, third.used.isLoaded].filter(Boolean)).toHaveLength(1)
  })

  test('a frozen one is robbed within the time that was agreed on, by a tab that waits for it', async () => {
    const [first, second] = await openBrowser({ tokensPerSecond: 50 }).openTabs('a', 'b')
    if (!first || !second) throw new Error('no tabs')
    first.freeze()
    const since = performance.now()
    const asked = ask(second.session)
    await vi.waitUntil(() => second.tabs.role === 'owner', { timeout: 4000 })
    // Four ticks of 50 ms here, of 250 ms in a browser.
    expect(performance.now() - since).toBeLessThan(400)
    // The port of the frozen one cannot be frozen in one process: what came over it before the theft is text all the same.
    await asked.ended.catch(() => {})
    expect(second.used.loads).toBe(1)
    first.thaw()
    await vi.waitUntil(() => !first.used.isLoaded)
    await until(first.session, 'ready')
    expect(first.session.store.getState().isElsewhere).toBe(true)
    expect(await ask(first.session).ended).toBe(reply)
  })

  test('nothing that a robbed owner’s engine goes on writing is given to its own chat', async () => {
    const [first, second] = await openBrowser({ tokensPerSecond: 20 }).openTabs('a', 'b')
    if (!first || !second) throw new Error('no tabs')
    const mine = ask(first.session)
    await mine.begun()
    first.freeze()
    const stopWatching = second.tabs.watchOwner()
    await vi.waitUntil(() => second.tabs.role === 'owner', { timeout: 4000 })
    stopWatching()
    // In a hang the page hears nothing but its worker; the clock says how long it was.
    const now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 1500)
    const before = mine.text()
    await expect(mine.ended).rejects.toMatchObject({ fault: { code: 'engine-moved' } })
    clock.mockRestore()
    expect(mine.text()).toBe(before)
    expect(first.used.isLoaded).toBe(false)
  })
})
