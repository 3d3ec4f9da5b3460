import { afterEach, expect, test, vi } from 'vitest'
import { FakeBrowserLocks, FakeChannel } from './locks.fixture.ts'
import { createTabs, type TabChannel, type Tabs, type TabsOptions } from './tabs.ts'

const cleanUps: (() => void)[] = []
let rooms = 0

/** A browser: its locks, and tabs that hear one another. */
function openBrowser(options: TabsOptions = {}) {
  const name = `tabs-test-${++rooms}`
  const browser = new FakeBrowserLocks()
  let epochs = 0
  const openTab = (page: string) => {
    const channel = new FakeChannel(name)
    const claim = async () => ++epochs
    const tabs = createTabs({
      // The fake channel dispatches nothing but message events.
      ...{ name, locks: browser.page(page), channel: channel as unknown as TabChannel },
      ...{ claim, tickMs: 25 },
      ...options,
    })
    cleanUps.push(() => {
      tabs.close()
      channel.close()
    })
    const freeze = () => {
      channel.freeze()
      browser.freeze(page)
    }
    const thaw = () => {
      channel.thaw()
      browser.thaw(page)
    }
    return { tabs, channel, freeze, thaw }
  }
  return { browser, openTab }
}

const roles = (...tabs: { readonly tabs: Tabs }[]) => tabs.map(tab => tab.tabs.role)
/** How long that takes is the machine's affair. */
const becomesOwner = ({ tabs }: { readonly tabs: Tabs }) =>
  vi.waitFor(() => expect(tabs.role).toBe('owner'), { timeout: 10_000 })
const settle = (ms = 40) => new Promise(resolve => setTimeout(resolve, ms))

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
  vi.unstubAllGlobals()
})

test('the first tab owns, the second follows and learns who owns', async () => {
  const { openTab } = openBrowser()
  const first = openTab('a')
  expect(first.tabs.role).toBe('waiting')
  await settle()
  const second = openTab('b')
  await settle()
  expect(roles(first, second)).toEqual(['owner', 'follower'])
  expect(second.tabs.owner).toEqual({ tabId: first.tabs.id, epoch: 1 })
})

test('when the owner closes, and when it crashes, the next tab owns by itself, with a greater epoch', async () => {
  const { browser, openTab } = openBrowser()
  const [first, second, third] = [openTab('a'), openTab('b'), openTab('c')]
  await settle()
  first.tabs.close()
  await settle()
  expect(roles(second, third)).toEqual(['owner', 'follower'])
  expect(third.tabs.owner).toEqual({ tabId: second.tabs.id, epoch: 2 })
  second.freeze()
  browser.crash('b')
  await becomesOwner(third)
  expect(third.tabs.owner?.epoch).toBe(3)
})

test('a frozen owner is robbed only while somebody waits for it', async () => {
  const { openTab } = openBrowser()
  const [first, second] = [openTab('a'), openTab('b')]
  await settle()
  first.freeze()
  await settle(250)
  expect(second.tabs.role).toBe('follower')
  second.tabs.watchOwner()
  await becomesOwner(second)
})

test('an owner that answers is left alone, however long one waits for it', async () => {
  const { openTab } = openBrowser()
  const [first, second] = [openTab('a'), openTab('b')]
  await settle()
  second.tabs.watchOwner()
  await settle(400)
  expect(roles(first, second)).toEqual(['owner', 'follower'])
})

test('a tab opened beside a frozen owner, which it has never heard, becomes the owner', async () => {
  const { openTab } = openBrowser()
  const first = openTab('a')
  await settle()
  first.freeze()
  const second = openTab('b')
  await becomesOwner(second)
})

test('of several tabs that wait for a frozen owner one becomes the owner, and is not robbed in turn', async () => {
  const { openTab } = openBrowser()
  const [first, ...others] = [openTab('a'), openTab('b'), openTab('c'), openTab('d')]
  await settle()
  for (const { tabs } of others) tabs.watchOwner()
  first?.freeze()
  await settle(400)
  expect(roles(...others).sort()).toEqual(['follower', 'follower', 'owner'])
  expect(new Set(others.map(({ tabs }) => tabs.owner?.epoch))).toEqual(new Set([2]))
})

test('a robbed owner that goes on owns no more, before it has heard of it', async () => {
  const { openTab } = openBrowser()
  const [first, second] = [openTab('a'), openTab('b')]
  await settle()
  expect(first.tabs.ownsStill()).toBe(true)
  first.freeze()
  second.tabs.watchOwner()
  await settle(250)
  expect(roles(first, second)).toEqual(['owner', 'owner'])
  const now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => now + 1200)
  expect(await first.tabs.ownsStill()).toBe(false)
  expect(first.tabs.role).toBe('follower')
  vi.restoreAllMocks()
})

test('a look at the lock is good for less than a theft takes', async () => {
  const { browser, openTab } = openBrowser()
  const only = openTab('a')
  await settle()
  const now = performance.now()
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 1000)
  expect(await only.tabs.ownsStill()).toBe(true)
  const query = vi.spyOn(browser as unknown as { query: () => unknown }, 'query')
  clock.mockImplementation(() => now + 1200)
  expect(only.tabs.ownsStill()).toBe(true)
  expect(query).not.toHaveBeenCalled()
  clock.mockImplementation(() => now + 1600)
  expect(await only.tabs.ownsStill()).toBe(true)
  expect(query).toHaveBeenCalled()
  vi.restoreAllMocks()
})

test('what a robbed owner says as the owner is not told, and it learns that it owns no more', async () => {
  const { openTab } = openBrowser()
  const [first, second] = [openTab('a'), openTab('b')]
  await settle()
  const heard: unknown[] = []
  second.tabs.onSaid((body, _from, isOwner) => heard.push([body, isOwner]))
  first.tabs.say('before')
  await settle()
  first.freeze()
  // What it says on waking, before it has heard of the theft.
  second.tabs.watchOwner()
  const old = first.tabs.owner
  await becomesOwner(second)
  first.channel.postMessage({ type: 'tab-says', from: first.tabs.id, owner: old, body: 'after' })
  await settle()
  expect(heard).toEqual([['before', true]])
  first.thaw()
  await settle()
  expect(roles(first, second)).toEqual(['follower', 'owner'])
  expect(first.tabs.owner).toEqual(second.tabs.owner)
})

test('a tab that is gone is noticed without a question', async () => {
  const { browser, openTab } = openBrowser()
  const [first, second] = [openTab('a'), openTab('b')]
  await settle()
  let isGone = false
  void first.tabs.whenGone(second.tabs.id, new AbortController().signal).then(() => {
    isGone = true
  })
  await settle()
  expect(isGone).toBe(false)
  browser.crash('b')
  await settle()
  expect(isGone).toBe(true)
})

test('where no number can be claimed epochs grow all the same', async () => {
  const { openTab } = openBrowser({ claim: () => Promise.reject(new Error('no storage')) })
  const [first, second] = [openTab('a'), openTab('b')]
  await settle()
  expect(second.tabs.owner?.epoch).toBe(1)
  first.tabs.close()
  await settle()
  expect(second.tabs.owner?.epoch).toBe(2)
})

test('without Web Locks, or where they are refused, a tab owns', async () => {
  vi.stubGlobal('navigator', {})
  const alone = createTabs()
  cleanUps.push(() => alone.close())
  expect(alone.role).toBe('owner')
  expect(alone.ownsStill()).toBe(true)
  const request = () => Promise.reject(new DOMException('opaque origin', 'SecurityError'))
  const refused = createTabs({ locks: { request, query: async () => ({ held: [], pending: [] }) } })
  cleanUps.push(() => refused.close())
  await settle()
  expect(refused.role).toBe('owner')
})
