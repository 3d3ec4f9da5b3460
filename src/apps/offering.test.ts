import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import type { Tool } from '../abilities/tool.ts'
import { type Asking, createOffering } from './offering.ts'
import type { ModelContext } from './webmcp.ts'

const tool = (name: string, changes: Partial<Tool> = {}): Tool => ({
  name,
  title: { en: name, 'zh-CN': name },
  description: 'Does it.',
  parameters: { type: 'object', properties: { text: { type: 'string' } }, additionalProperties: false },
  consent: 'once',
  effects: ['writes'],
  run: async ({ text }) => ({ value: { text }, said: `Did ${text}.` }),
  ...changes,
})
const registeredSchema = z.object({
  name: z.string(),
  annotations: z.record(z.string(), z.boolean()),
  execute: z.custom<(args: unknown) => Promise<unknown>>(value => typeof value === 'function'),
})

/** Hermit's tools, offered to a browser that keeps what is registered. */
async function offered(...tools: readonly Tool[]) {
  const registered = new Map<string, z.infer<typeof registeredSchema>>()
  const context: ModelContext = {
    addEventListener() {},
    removeEventListener() {},
    getTools: async () => [],
    executeTool: async () => undefined,
    registerTool(given, { signal }) {
      const one = registeredSchema.parse(given)
      registered.set(one.name, one)
      signal.addEventListener('abort', () => registered.delete(one.name))
    },
  }
  const asked: (Asking | undefined)[] = []
  const offering = createOffering({
    context,
    ownTools: async () => tools,
    now: () => 0,
    onAsking: asking => asked.push(asking),
  })
  const call = (name: string, args: unknown) =>
    registered.get(name)?.execute(args) ?? Promise.reject(new Error('gone'))
  return { offering, registered, asked, call }
}

vi.stubGlobal('document', { documentElement: { lang: 'en' } })

describe('what others may use of Hermit', () => {
  test('is nothing until the person says so, and nothing again when they say no', async () => {
    const { offering, registered } = await offered(tool('add_note'))
    expect([...registered.keys()]).toEqual([])
    offering.set(true)
    await vi.waitFor(() => expect([...registered.keys()]).toEqual(['add_note']))
    offering.set(false)
    expect([...registered.keys()]).toEqual([])
  })

  test('is none that is asked for each time, and none of another app', async () => {
    const { offering, registered } = await offered(
      tool('add_note'),
      tool('write_email', { consent: 'each-time' }),
      tool('cafe__order', { source: 'Café' }),
      tool('calculate', { consent: 'none', effects: [] }),
    )
    offering.set(true)
    await vi.waitFor(() => expect([...registered.keys()]).toEqual(['add_note', 'calculate']))
    expect(registered.get('add_note')?.annotations).toMatchObject({
      readOnlyHint: false,
      consequentialHint: true,
    })
    expect(registered.get('calculate')?.annotations).toMatchObject({ readOnlyHint: true })
  })
})

describe('a call from outside', () => {
  test('that touches nothing of the person’s runs at once, and gives JSON', async () => {
    const { offering, call, asked, registered } = await offered(
      tool('calculate', { consent: 'none', effects: [] }),
    )
    offering.set(true)
    await vi.waitFor(() => expect(registered.size).toBe(1))
    expect(await call('calculate', { text: '1+1' })).toEqual({ value: { text: '1+1' }, said: 'Did 1+1.' })
    expect(asked).toEqual([])
  })

  test('that reads or writes waits for the person, even where Hermit’s own agent need not ask', async () => {
    const reads = tool('search_chats', { consent: 'none', effects: ['reads'] })
    const { offering, call, asked, registered } = await offered(reads)
    offering.set(true)
    await vi.waitFor(() => expect(registered.size).toBe(1))
    const refused = call('search_chats', { text: 'secret' }).catch(String)
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ args: { text: 'secret' } }))
    asked.at(-1)?.answer(false)
    expect(await refused).toContain('did not allow')
    const once = call('search_chats', { text: 'a' })
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ args: { text: 'a' } }))
    asked.at(-1)?.answer(true)
    expect(await once).toMatchObject({ said: 'Did a.' })
  })

  test('that was allowed for the page’s life is not asked for again, and another one is', async () => {
    const { offering, call, asked, registered } = await offered(tool('a'), tool('b'))
    offering.set(true)
    await vi.waitFor(() => expect(registered.size).toBe(2))
    const first = call('a', {})
    await vi.waitFor(() => expect(asked.at(-1)).toBeDefined())
    asked.at(-1)?.answer(true, true)
    await first
    await call('a', {})
    const other = call('b', {})
    await vi.waitFor(() => expect(asked.at(-1)?.tool.name).toBe('b'))
    asked.at(-1)?.answer(true)
    await other
  })

  test('with arguments that the tool does not take is refused before anyone is asked', async () => {
    const { offering, call, asked, registered } = await offered(tool('add_note'))
    offering.set(true)
    await vi.waitFor(() => expect(registered.size).toBe(1))
    for (const args of [{ text: 7 }, { other: 'x' }, { text: 'x', more: 1 }])
      await expect(call('add_note', args)).rejects.toThrow('The arguments are not what add_note takes')
    expect(asked).toEqual([])
  })

  test('that comes in a flood is refused beyond what waits', async () => {
    const { offering, call, asked, registered } = await offered(tool('add_note'))
    offering.set(true)
    await vi.waitFor(() => expect(registered.size).toBe(1))
    const calls = Array.from({ length: 10 }, (_, at) => call('add_note', { text: String(at) }).catch(String))
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))
    offering.set(false)
    const answers = await Promise.all(calls)
    expect(answers.every(answer => String(answer).includes('did not allow'))).toBe(true)
  })
})
