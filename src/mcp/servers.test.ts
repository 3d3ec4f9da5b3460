import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { CallPlace } from '../abilities/tool.ts'
import { createKeptLater } from '../storage/kept-later.ts'
import { answer, serveFaulty, wellBehaved } from './faulty-server.fixture.ts'
import { createMcpPort } from './port-mcp.ts'
import { parseServers } from './record.ts'
import { type ReferenceServer, startReferenceServer } from './reference-server.fixture.ts'
import { serveMcp } from './serve-mcp.ts'
import { createServers } from './servers.ts'
import { mcpServersKey } from './servers-key.ts'
import { toolsOfServers } from './tool-of.ts'
import { createMcpToolSource } from './tool-source.ts'

let reference: ReferenceServer
beforeAll(async () => {
  reference = await startReferenceServer()
}, 60_000)
afterAll(() => reference.close())

const how = () => ({ signal: new AbortController().signal, limitMs: 10_000 })
const place: CallPlace = { ...how(), language: 'en', now: 0, timeZone: 'UTC' }

/** Servers behind a port, as in the page, with the worker's end in this thread. */
function servers(more: { readonly idleMs?: number; readonly slowMs?: number } = {}) {
  const state = { isAirGapped: false, workers: 0, ended: 0, changes: 0 }
  let number = 0
  const made = createServers({
    createPort: told =>
      createMcpPort({
        ...told,
        ...(more.idleMs !== undefined && { idleMs: more.idleMs }),
        connect() {
          const { port1: page, port2: inside } = new MessageChannel()
          state.workers += 1
          serveMcp(inside, {
            fetch: async (url, init) => {
              if (state.isAirGapped) throw new TypeError('refused')
              return globalThis.fetch(url, init)
            },
            isAirGapped: () => state.isAirGapped,
          })
          return {
            port: page,
            terminate() {
              state.ended += 1
              inside.close()
              page.close()
            },
          }
        },
      }),
    onChange: () => {
      state.changes += 1
    },
    newId: () => `id${number++}`,
    now: () => 1000 + number,
    ...(more.slowMs !== undefined && { slowMs: more.slowMs }),
  })
  onTestFinished(() => {
    for (const { id } of made.store.getState().servers) made.remove(id)
  })
  const phase = (id: string) => made.store.getState().states[id]?.phase
  return { made, state, phase }
}

test('a server that is added is connected to, and its tools can be called', async () => {
  const { made, phase } = servers()
  const id = made.add(reference.url.replace('http://', ''), undefined)
  expect(phase(id)).toBe('connecting')
  await vi.waitFor(() => expect(phase(id)).toBe('connected'), 10_000)
  const tools = toolsOfServers(made.store.getState().servers, (to, name, args, asked) =>
    made.ask(to, { method: 'call', name, args: { ...args } }, asked),
  )
  const sum = tools.find(({ name }) => name.endsWith('__get_sum'))
  expect(await sum?.run({ a: 19, b: 23 }, place)).toMatchObject({
    said: expect.stringContaining('The sum of 19 and 23 is 42'),
    isForeign: true,
  })
})

test('the same address again is the same server, with the new token; another is refused by name', async () => {
  const { made } = servers()
  const id = made.add(reference.url, undefined)
  expect(made.add(reference.url, 'secret')).toBe(id)
  expect(made.store.getState().servers).toMatchObject([{ id, token: 'secret' }])
  expect(() => made.add('http://192.168.1.1/mcp', undefined)).toThrow('mcp-address')
})

test('the air gap is named, and a server that is slow is called so before it has failed', async () => {
  const slow = await serveFaulty(() => {})
  onTestFinished(() => slow.close())
  const { made, state } = servers({ slowMs: 30 })
  const id = made.add(slow.url, undefined)
  await vi.waitFor(() =>
    expect(made.store.getState().states[id]).toEqual({ phase: 'connecting', isSlow: true }),
  )
  state.isAirGapped = true
  const other = made.add(reference.url, undefined)
  await vi.waitFor(() =>
    expect(made.store.getState().states[other]).toMatchObject({ fault: { code: 'air-gapped' } }),
  )
})

test('a tool’s failure is no failure of its server; a server that is gone is shown as gone', async () => {
  const kettle = await serveFaulty(
    wellBehaved((asked, response) => {
      if (asked.message?.method !== 'tools/call') return false
      response.writeHead(200, { 'Content-Type': 'application/json' })
      const error = { code: -32602, message: 'no such cup' }
      response.end(JSON.stringify({ jsonrpc: '2.0', id: asked.message.id, error }))
      return true
    }),
  )
  const { made, phase } = servers()
  const id = made.add(kettle.url, undefined)
  await vi.waitFor(() => expect(phase(id)).toBe('connected'))
  const call = () => made.ask(id, { method: 'call', name: 'boil', args: {} }, how())
  await expect(call()).rejects.toMatchObject({
    fault: { code: 'mcp-tool-failed', detail: expect.stringContaining('no such cup') },
  })
  expect(phase(id)).toBe('connected')
  await kettle.close()
  await expect(call()).rejects.toMatchObject({ fault: { code: 'mcp-gone' } })
  expect(phase(id)).toBe('failed')
  await expect(made.ask('nobody', { method: 'resource', uri: 'a' }, how())).rejects.toThrow('mcp-tool-gone')
})

test('a server that is removed can be had back as it was, and its session has ended', async () => {
  const kettle = await serveFaulty(wellBehaved(() => false))
  onTestFinished(() => kettle.close())
  const { made, phase } = servers()
  const id = made.add(kettle.url, 'secret')
  await vi.waitFor(() => expect(phase(id)).toBe('connected'))
  made.switchTool(id, 'boil', false)
  const before = made.store.getState().servers
  made.remove(id)
  expect(made.store.getState()).toMatchObject({ servers: [], removed: { id } })
  await vi.waitFor(() => expect(kettle.asked.at(-1)?.method).toBe('DELETE'))
  made.undoRemove()
  expect(made.store.getState().servers).toEqual(before)
  expect(made.store.getState().removed).toBeUndefined()
})

test('sessions end, and the worker with them, when nothing is asked; the next call makes another', async () => {
  const kettle = await serveFaulty(wellBehaved(() => false))
  onTestFinished(() => kettle.close())
  const { made, state, phase } = servers({ idleMs: 50 })
  const id = made.add(kettle.url, undefined)
  await vi.waitFor(() => expect(state.ended).toBe(1))
  expect(kettle.asked.at(-1)?.method).toBe('DELETE')
  expect(phase(id)).toBeUndefined()
  const outcome = await made.ask(id, { method: 'call', name: 'boil', args: {} }, how())
  expect(outcome.text).toBe('boiled')
  expect(state.workers).toBe(2)
})

test('tools that a server has changed are those that are offered from then on', async () => {
  let name = 'boil'
  const kettle = await serveFaulty(
    wellBehaved((asked, response) => {
      if (asked.message?.method !== 'tools/list') return false
      answer(asked, response, { tools: [{ name, inputSchema: { type: 'object' } }] })
      return true
    }),
  )
  onTestFinished(() => kettle.close())
  const { made, phase, state } = servers()
  const id = made.add(kettle.url, undefined)
  await vi.waitFor(() => expect(phase(id)).toBe('connected'))
  const changes = state.changes
  await made.check(id)
  expect(state.changes).toBe(changes)
  name = 'pour'
  await made.check(id)
  expect(made.store.getState().servers[0]?.offer?.tools.map(tool => tool.name)).toEqual(['pour'])
  expect(state.changes).toBe(changes + 1)
})

test('the record is read server by server, and two tabs’ changes are put together', () => {
  const { made } = servers()
  const one = { id: 'a', url: 'https://a.example/', addedAt: 1, isOff: false, offTools: [] }
  const two = { ...one, id: 'b', url: 'https://b.example/', addedAt: 2 }
  const bad = { ...one, id: 'c', url: 'http://far.example/' }
  expect(parseServers({ servers: [one, bad, 7, two] })).toEqual([one, two])
  expect(parseServers('what')).toEqual([])
  const merged = made.kept.merge(mcpServersKey, {
    base: { servers: [one] },
    mine: { servers: [{ ...one, isOff: true }] },
    theirs: { servers: [{ ...one, token: 'x' }, two] },
  })
  expect(merged).toEqual({ servers: [{ ...one, isOff: true, token: 'x' }, two] })
})

test('without a server nothing is loaded for the agent; with one its tools come when they are loaded', async () => {
  const kept = createKeptLater(mcpServersKey)
  let loads = 0
  const { made } = servers()
  const source = createMcpToolSource(kept, async () => {
    loads += 1
    kept.handOver(made.kept)
    return {
      servers: made,
      tools: () => toolsOfServers(made.store.getState().servers, () => Promise.reject(new Error('unused'))),
    }
  })
  expect(source.list()).toEqual([])
  expect(loads).toBe(0)
  const tool = { name: 'boil', description: '', isReadOnly: false, schema: { type: 'object' } }
  const offer = {
    name: 'Kettle',
    version: '',
    protocol: '',
    tools: [tool],
    prompts: [],
    resources: [],
    isCut: false,
  }
  const server = { id: 'a', url: 'https://a.example/', addedAt: 1, isOff: false, offTools: [], offer }
  kept.kept.takeIn([[mcpServersKey, { servers: [server] }]], 'full')
  const told = vi.fn()
  source.subscribe(told)
  await source.ready()
  expect(told).toHaveBeenCalledOnce()
  expect(source.list().map(({ name }) => name)).toEqual(['kettle_a__boil'])
  made.switchServer('a', false)
  expect(told).toHaveBeenCalledTimes(2)
  expect(source.list()).toEqual([])
  expect(loads).toBe(1)
})
