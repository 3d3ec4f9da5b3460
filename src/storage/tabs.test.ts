import { afterEach, expect, test, vi } from 'vitest'
import { createTabs, type Tabs, type TabsOptions } from './tabs.ts'

interface Request {
  readonly callback: (lock: Lock | null) => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The Web Locks rules that tabs lean on: one queue, ifAvailable, steal, abort while waiting. */
class FakeLocks {
  private holder: Request | undefined
  private queue: Request[] = []

  request(name: string, options: LockOptions, callback: (lock: Lock | null) => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = { callback, resolve, reject }
      if (options.steal) {
        this.holder?.reject(new DOMException('stolen', 'AbortError'))
        this.grant(name, request)
      } else if (!this.holder && this.queue.length === 0) {
        this.grant(name, request)
      } else if (options.ifAvailable) {
        Promise.resolve(callback(null)).then(resolve, reject)
      } else {
        this.queue.push(request)
        options.signal?.addEventListener('abort', () => {
          if (!this.queue.includes(request)) return
          this.queue = this.queue.filter(other => other !== request)
          reject(options.signal?.reason)
        })
      }
    })
  }

  /** What the browser does when the holder's tab is gone. */
  crashHolder(name: string): void {
    this.holder = undefined
    this.next(name)
  }

  private grant(name: string, request: Request): void {
    this.holder = request
    queueMicrotask(async () => {
      try {
        request.resolve(await request.callback({ name, mode: 'exclusive' }))
      } catch (error) {
        request.reject(error)
      }
      if (this.holder !== request) return
      this.holder = undefined
      this.next(name)
    })
  }

  private next(name: string): void {
    const request = this.queue.shift()
    if (request) this.grant(name, request)
  }
}

const cleanUps: (() => void)[] = []
let room = 0

/** A browser: its locks, and tabs that hear one another. */
function openBrowser(options: TabsOptions = {}) {
  room += 1
  const locks = new FakeLocks()
  const openTab = (): Tabs => {
    const channel = new BroadcastChannel(`tabs-test-${room}`)
    // The fake holds what tabs.ts uses of a LockManager.
    const tabs = createTabs({
      locks: locks as unknown as LockManager,
      channel,
      stealAfterMs: 200,
      ...options,
    })
    cleanUps.push(() => {
      tabs.close()
      channel.close()
    })
    return tabs
  }
  return { locks, openTab }
}

function states(...tabs: Tabs[]): string[] {
  return tabs.map(tab => tab.state)
}

async function settle(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 40))
}

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
  vi.unstubAllGlobals()
})

test('the first tab is the owner and the second is passive', async () => {
  const { openTab } = openBrowser()
  const first = openTab()
  expect(first.state).toBe('waiting')
  await settle()
  const second = openTab()
  await settle()
  expect(states(first, second)).toEqual(['owner', 'passive'])
})

test('"Use here": the owner stops and saves, is passive before it lets go, and the asker owns', async () => {
  const { openTab } = openBrowser()
  const first = openTab()
  await settle()
  const second = openTab()
  await settle()
  const order: string[] = []
  first.onHandOver(async () => {
    await new Promise(resolve => setTimeout(resolve, 30))
    order.push(`saved as ${first.state}`)
  })
  first.subscribe(state => order.push(`first ${state}`))
  second.subscribe(state => order.push(`second ${state}`))
  await second.takeOver()
  expect(order).toEqual(['saved as owner', 'first passive', 'second owner'])
  await first.takeOver()
  expect(states(first, second)).toEqual(['owner', 'passive'])
})

test('the tab that asks is the next owner, though another waited longer', async () => {
  const { openTab } = openBrowser()
  const tabs = [openTab(), openTab(), openTab()] as const
  await settle()
  tabs[0].onHandOver(settle)
  await tabs[2].takeOver()
  await settle()
  expect(states(...tabs)).toEqual(['passive', 'passive', 'owner'])
})

test('an owner that cannot save still hands over', async () => {
  const { openTab } = openBrowser()
  const first = openTab()
  await settle()
  const second = openTab()
  await settle()
  first.onHandOver(() => Promise.reject(new Error('disk full')))
  await second.takeOver()
  expect(states(first, second)).toEqual(['passive', 'owner'])
})

test('an owner that hangs is robbed of the lock, knows it, and can take over again', async () => {
  const { openTab } = openBrowser()
  const hung = openTab()
  await settle()
  const second = openTab()
  await settle()
  hung.onHandOver(() => new Promise(() => {}))
  const startedAt = performance.now()
  await second.takeOver()
  expect(performance.now() - startedAt).toBeGreaterThan(190)
  await settle()
  expect(states(hung, second)).toEqual(['passive', 'owner'])
  await hung.takeOver()
  expect(states(hung, second)).toEqual(['owner', 'passive'])
})

test('when the owner closes, and when it crashes, the next tab owns by itself', async () => {
  const { locks, openTab } = openBrowser()
  const first = openTab()
  await settle()
  const second = openTab()
  await settle()
  const third = openTab()
  await settle()
  first.close()
  await settle()
  expect(states(second, third)).toEqual(['owner', 'passive'])
  locks.crashHolder('hermit-owner')
  await settle()
  expect(third.state).toBe('owner')
})

test('without Web Locks, or where they are refused, a tab owns', async () => {
  vi.stubGlobal('navigator', {})
  const alone = createTabs()
  cleanUps.push(() => alone.close())
  expect(alone.state).toBe('owner')
  await alone.takeOver()
  const refusing = { request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError')) }
  // The fake holds what tabs.ts uses of a LockManager.
  const refused = createTabs({ locks: refusing as unknown as LockManager })
  cleanUps.push(() => refused.close())
  await settle()
  expect(refused.state).toBe('owner')
})
