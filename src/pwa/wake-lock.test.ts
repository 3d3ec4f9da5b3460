import { expect, test } from 'vitest'
import { keepAwake } from './wake-lock.ts'

class Sentinel extends EventTarget {
  readonly type = 'screen'
  readonly onrelease = null
  constructor(private readonly held: Set<EventTarget>) {
    super()
  }
  get released(): boolean {
    return !this.held.has(this)
  }
  async release(): Promise<void> {
    this.held.delete(this)
  }
}

/** A page whose browser gives a lock, takes it back when the page is hidden, and counts those that are held. */
function fakePage(isRefused = false) {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const held = new Set<EventTarget>()
  let asked = 0
  const request = async () => {
    asked += 1
    if (isRefused) throw new DOMException('low battery', 'NotAllowedError')
    const sentinel = new Sentinel(held)
    held.add(sentinel)
    return sentinel
  }
  return {
    page: { document, wakeLock: { request } },
    held,
    asked: () => asked,
    async show(state: DocumentVisibilityState) {
      document.visibilityState = state
      if (state === 'hidden') held.clear()
      document.dispatchEvent(new Event('visibilitychange'))
      await settled()
    },
  }
}

const settled = () => new Promise(resolve => setTimeout(resolve))

test('the screen stays awake until the work is over, also after the page was hidden', async () => {
  const { page, held, show } = fakePage()
  const release = keepAwake(page)
  await settled()
  expect(held.size).toBe(1)
  await show('hidden')
  expect(held.size).toBe(0)
  await show('visible')
  expect(held.size).toBe(1)
  release()
  await settled()
  expect(held.size).toBe(0)
  await show('visible')
  expect(held.size).toBe(0)
})

test('a lock that comes after the work is over is given back', async () => {
  const { page, held } = fakePage()
  keepAwake(page)()
  await settled()
  expect(held.size).toBe(0)
})

test('no second lock is held, however often the page is shown', async () => {
  const { page, held, show } = fakePage()
  keepAwake(page)
  await Promise.all([show('visible'), show('visible')])
  expect(held.size).toBe(1)
})

test('a browser that refuses, or has none, is left in peace', async () => {
  const { page, asked } = fakePage(true)
  const release = keepAwake(page)
  await settled()
  release()
  expect(asked()).toBe(1)
  keepAwake({ ...page, wakeLock: undefined })()
  await settled()
  expect(asked()).toBe(1)
})
