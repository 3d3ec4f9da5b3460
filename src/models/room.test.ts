import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { GenerateEvent } from '../engines/engine.ts'
import { createSettings, parseSettings } from '../settings/settings.ts'
import { createTabs } from '../tabs/tabs.ts'
import { createModelsRoom } from './room.ts'

beforeEach(() => vi.stubGlobal('navigator', { userAgent: 'a test', hardwareConcurrency: 2 }))
afterEach(() => vi.unstubAllGlobals())

function openRoom(joinTabs = async () => createTabs()) {
  const settings = createSettings(parseSettings(undefined), () => {})
  return createModelsRoom({
    settings,
    joinTabs,
    scripted: { reply: 'one two three', tokensPerSecond: Number.POSITIVE_INFINITY },
    warmUp: [],
    askToPersist: async () => {},
    countStorage: async () => ({ chats: 0, documents: 0 }),
  })
}

const request = { messages: [{ role: 'user', content: 'Count' }] } as const

async function textOf(events: AsyncIterable<GenerateEvent>): Promise<string> {
  let text = ''
  for await (const event of events) if (event.type === 'text-delta') text += event.text
  return text
}

test('is there at once, and runs nothing before it is started', async () => {
  const joinTabs = vi.fn(async () => createTabs())
  const { session, library, engineFiles } = openRoom(joinTabs)
  expect(session.store.getState().phase).toEqual({ name: 'starting' })
  expect(library.store.getState().installed).toEqual([])
  expect(engineFiles()).toEqual([])
  expect(joinTabs).not.toHaveBeenCalled()
})

test('answers what is asked before all of it is here', async () => {
  const { session } = openRoom()
  const answer = textOf(session.generate(request, new AbortController().signal))
  session.start()
  expect(await answer).toBe('one two three')
  expect(session.store.getState().phase.name).toBe('ready')
  expect(await session.countTokens(request.messages, new AbortController().signal)).toBeGreaterThan(0)
})

test('is built once, however often it is asked for', async () => {
  const joinTabs = vi.fn(async () => createTabs())
  const { session, library, complete } = openRoom(joinTabs)
  complete()
  session.start()
  await library.refresh()
  await library.start()
  expect(joinTabs).toHaveBeenCalledTimes(1)
})

test('says so where its code does not come, and asks for it again on request', async () => {
  const joinTabs = vi.fn(async () => createTabs())
  joinTabs.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const { session, library } = openRoom(joinTabs)
  session.start()
  await vi.waitFor(() =>
    expect(session.store.getState().phase).toMatchObject({ name: 'stopped', fault: { code: 'network' } }),
  )
  session.retry()
  expect(session.store.getState().phase).toEqual({ name: 'starting' })
  await vi.waitFor(() => expect(session.store.getState().phase.name).toBe('ready'))
  await library.start()
  expect(library.store.getState().downloads).toEqual({})
})

test('does not start where it was suspended before all of it was here', async () => {
  const { session, library } = openRoom()
  session.start()
  await session.suspend()
  await library.refresh()
  expect(session.store.getState().phase.name).toBe('starting')
})
