import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { FaultError } from '../fault.ts'
import { longestMessage } from './app-link.ts'
import { type FrameWindow, openBridge } from './bridge.ts'
import {
  type FromHermit,
  fromHermitSchema,
  protocol,
  protocolVersion,
  readMessage,
} from './bridge-protocol.ts'

const origin = 'http://127.0.0.1:5000'
const ready = JSON.stringify({ protocol, version: protocolVersion, type: 'ready' })
const menu = { name: 'list_menu', description: 'Lists the menu.', inputSchema: {}, annotations: {} }

/** A page with a bridge, and an app in its frame that does only what a test tells it. */
function setUp(limits: { silenceMs?: number; callLimitMs?: number } = {}) {
  const page = new EventTarget()
  const opened: { message: string; targetOrigin: string; port: MessagePort }[] = []
  const app: FrameWindow = {
    postMessage(message, targetOrigin, [port]) {
      if (port instanceof MessagePort) opened.push({ message, targetOrigin, port })
    },
  }
  const link = openBridge({ page, frame: () => app, origin, ...limits })
  onTestFinished(() => link.close())
  const say = (data: unknown, from = origin, source: unknown = app) =>
    page.dispatchEvent(Object.assign(new Event('message'), { data, origin: from, source }))
  /** The app's end of the port that it was given last, and what came over it. */
  function connected() {
    say(ready)
    const port = opened.at(-1)?.port
    if (!port) throw new Error('no port was given')
    const heard: FromHermit[] = []
    port.onmessage = ({ data }) => {
      const read = readMessage(fromHermitSchema, data)
      if ('message' in read) heard.push(read.message)
    }
    onTestFinished(() => port.close())
    return { heard, send: (message: unknown) => port.postMessage(JSON.stringify(message)), port }
  }
  const state = link.store.getState
  async function open() {
    const end = connected()
    end.send({ type: 'tools', tools: [menu] })
    await vi.waitFor(() => expect(state().status).toBe('open'))
    return end
  }
  return { link, say, opened, connected, open, state }
}

const never = new AbortController().signal
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof FaultError ? error.fault.code : error),
  )

describe('who is listened to', () => {
  test('the app’s own page gets a port, sent to its origin alone, and its tools are known', async () => {
    const { opened, open, state } = setUp()
    await open()
    expect(opened.map(({ targetOrigin }) => targetOrigin)).toEqual([origin])
    expect(state().tools.map(({ name }) => name)).toEqual(['list_menu'])
  })

  test('a page of another origin gets nothing, and that is noted', () => {
    const { say, opened, state } = setUp()
    for (const other of ['http://127.0.0.1:5001', 'https://127.0.0.1:5000', 'null', `${origin}.evil.example`])
      say(ready, other)
    expect(opened).toEqual([])
    expect(state()).toMatchObject({ status: 'waiting', ignored: { origin: 4 } })
  })

  test('another window gets nothing, whatever its origin, and that is noted', () => {
    const { say, opened, state } = setUp()
    say(ready, origin, {})
    say(ready, origin, null)
    expect(opened).toEqual([])
    expect(state().ignored).toEqual({ window: 2 })
  })

  test('another version gets nothing, and that is noted', () => {
    const { say, opened, state } = setUp()
    for (const version of [0, 2, 1.5, -1]) say(JSON.stringify({ protocol, version, type: 'ready' }))
    expect(opened).toEqual([])
    expect(state().ignored).toEqual({ version: 4 })
  })

  test('what others say on the same window is none of its business', () => {
    const { say, opened, state } = setUp()
    for (const data of ['', 'hello', 7, null, undefined, { protocol, version: 1, type: 'ready' }, []])
      say(data)
    expect(opened).toEqual([])
    expect(state().ignored).toEqual({})
  })

  test('whatever text arrives, from wherever, nothing is thrown and no tool appears', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.webUrl(), (text, from) => {
        const { link, say, state } = setUp()
        say(text, from)
        say(`"${protocol}"${text}`)
        expect(state().tools).toEqual([])
        link.close()
      }),
    )
  })
})

describe('what is listened to', () => {
  test('the tools of an app, each name once, and anew when they have changed', async () => {
    const { open, state } = setUp()
    const app = await open()
    app.send({ type: 'tools', tools: [menu, { ...menu, description: 'Again.' }, { ...menu, name: 'other' }] })
    await vi.waitFor(() => expect(state().tools).toHaveLength(2))
  })

  test.each([
    ['a tool without a name', { type: 'tools', tools: [{ description: 'x' }] }],
    ['a name that is none', { type: 'tools', tools: [{ ...menu, name: 'a b' }] }],
    [
      'too many tools',
      { type: 'tools', tools: Array.from({ length: 41 }, (_, at) => ({ ...menu, name: `t${at}` })) },
    ],
    ['a description without end', { type: 'tools', tools: [{ ...menu, description: 'x'.repeat(1001) }] }],
    ['no type', { tools: [menu] }],
    ['a list', [1, 2]],
    ['a text', 'tools'],
  ])('%s is ignored, and that is noted', async (_name, message) => {
    const { connected, state } = setUp()
    connected().send(message)
    await vi.waitFor(() => expect(state().ignored).toEqual({ malformed: 1 }))
    expect(state()).toMatchObject({ status: 'waiting', tools: [] })
  })

  test('objects are ignored: only text has a length before it is read', async () => {
    const { connected, state } = setUp()
    connected().port.postMessage({ type: 'tools', tools: [menu] })
    await vi.waitFor(() => expect(state().ignored).toEqual({ malformed: 1 }))
  })

  test('a megabyte is ignored unread', async () => {
    const { open, state, link } = setUp({ callLimitMs: 400 })
    const app = await open()
    const answer = codeOf(link.call('list_menu', {}, never))
    await vi.waitFor(() => expect(app.heard[0]).toMatchObject({ type: 'call' }))
    app.send({ type: 'result', id: 1, value: 'x'.repeat(1_000_000) })
    await vi.waitFor(() => expect(state().ignored).toEqual({ 'too-large': 1 }))
    expect(await answer).toBe('app-silent')
    expect(longestMessage).toBeLessThan(1_000_000)
  })

  test('keys that mean a prototype are refused, at any depth', async () => {
    const { open, state } = setUp()
    const { port } = await open()
    for (const key of ['__proto__', 'constructor', 'prototype'])
      port.postMessage(`{"type":"result","id":1,"value":{"a":[{"${key}":{"isAdmin":true}}]}}`)
    await vi.waitFor(() => expect(state().ignored).toEqual({ malformed: 3 }))
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
  })

  test('nesting without end is refused', async () => {
    const { open, state } = setUp()
    const { port } = await open()
    port.postMessage(`{"type":"result","id":1,"value":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)
    await vi.waitFor(() => expect(state().ignored).toEqual({ malformed: 1 }))
  })

  test('who talks nothing but nonsense is cut off', async () => {
    const { open, state } = setUp()
    const app = await open()
    for (let at = 0; at < 20; at++) app.send({ type: 'nonsense' })
    await vi.waitFor(() => expect(state()).toMatchObject({ status: 'closed', tools: [] }))
  })
})

describe('calls', () => {
  test('a call reaches the app with its arguments, and gives its answer', async () => {
    const { open, link } = setUp()
    const app = await open()
    const answer = link.call('list_menu', { hot: true }, never)
    await vi.waitFor(() => expect(app.heard).toHaveLength(1))
    expect(app.heard[0]).toEqual({ type: 'call', id: 1, name: 'list_menu', args: { hot: true } })
    app.send({ type: 'result', id: 1, value: { items: ['latte'] } })
    expect(await answer).toEqual({ items: ['latte'] })
  })

  test('answers in another order go to the calls that they belong to', async () => {
    const { open, link } = setUp()
    const app = await open()
    const both = Promise.all([link.call('a', {}, never), link.call('b', {}, never)])
    await vi.waitFor(() => expect(app.heard).toHaveLength(2))
    app.send({ type: 'result', id: 2, value: 'second' })
    app.send({ type: 'result', id: 1, value: 'first' })
    expect(await both).toEqual(['first', 'second'])
  })

  test('what the app refuses is a fault with its reason', async () => {
    const { open, link } = setUp()
    const app = await open()
    const answer = link.call('list_menu', {}, never)
    const ending = answer.catch((error: unknown) => error)
    await vi.waitFor(() => expect(app.heard).toHaveLength(1))
    app.send({ type: 'error', id: 1, message: 'We are closed.' })
    expect(await ending).toMatchObject({ fault: { code: 'app-refused', detail: 'We are closed.' } })
  })

  test('an app that hangs is given up after the limit, and is told', async () => {
    const { open, link, state } = setUp({ callLimitMs: 30 })
    const app = await open()
    expect(await codeOf(link.call('list_menu', {}, never))).toBe('app-silent')
    await vi.waitFor(() => expect(app.heard.at(-1)).toEqual({ type: 'cancel', id: 1 }))
    // Late, and of no use; but it was asked for.
    app.send({ type: 'result', id: 1, value: 'late' })
    app.send({ type: 'tools', tools: [] })
    await vi.waitFor(() => expect(state().tools).toEqual([]))
    expect(state().ignored).toEqual({})
  })

  test('an abort ends it with its reason, and the app is told', async () => {
    const { open, link } = setUp()
    const app = await open()
    const ending = new AbortController()
    const answer = link.call('list_menu', {}, ending.signal).catch((error: unknown) => error)
    ending.abort('stopped')
    expect(await answer).toBe('stopped')
    await vi.waitFor(() => expect(app.heard.at(-1)).toMatchObject({ type: 'cancel' }))
  })

  test('an answer that nobody asked for is ignored, and that is noted', async () => {
    const { open, state } = setUp()
    const app = await open()
    app.send({ type: 'result', id: 99, value: 'surprise' })
    await vi.waitFor(() => expect(state().ignored).toEqual({ unasked: 1 }))
  })

  test('without an app, and after its end, calls fail at once', async () => {
    const { open, link } = setUp()
    expect(await codeOf(link.call('list_menu', {}, never))).toBe('app-closed')
    await open()
    const running = codeOf(link.call('list_menu', {}, never))
    link.close()
    expect(await running).toBe('app-closed')
    expect(await codeOf(link.call('list_menu', {}, never))).toBe('app-closed')
  })
})

describe('a page that comes and goes', () => {
  test('one that never says a word is called silent, and may still come', async () => {
    const { state, open } = setUp({ silenceMs: 400 })
    await vi.waitFor(() => expect(state().status).toBe('silent'))
    await open()
  })

  test('one that takes the port and says nothing is silent too', async () => {
    const { state, connected } = setUp({ silenceMs: 400 })
    connected()
    await vi.waitFor(() => expect(state().status).toBe('silent'))
  })

  test('after another load the tools are asked for again; where nobody answers they are gone', async () => {
    const { link, open, state } = setUp({ silenceMs: 400 })
    const app = await open()
    const running = codeOf(link.call('list_menu', {}, never))
    link.loaded()
    await vi.waitFor(() => expect(app.heard.at(-1)).toEqual({ type: 'list' }))
    await vi.waitFor(() => expect(state()).toMatchObject({ status: 'silent', tools: [] }))
    expect(await running).toBe('app-closed')
  })

  test('a new page gets a port of its own, and what the old one was asked is over', async () => {
    const { link, open, opened } = setUp()
    await open()
    const running = codeOf(link.call('list_menu', {}, never))
    const again = await open()
    expect(await running).toBe('app-closed')
    expect(opened).toHaveLength(2)
    const answer = link.call('list_menu', {}, never)
    await vi.waitFor(() => expect(again.heard).toHaveLength(1))
    again.send({ type: 'result', id: 2, value: 'new' })
    expect(await answer).toBe('new')
  })
})
