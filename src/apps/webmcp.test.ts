import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type ModelContext, openWebmcp } from './webmcp.ts'

const origin = 'https://hermit.example'
const frame = {}

/** A browser's model context with these tools, in Chromium's shape. */
function browserWith(
  tools: readonly object[],
  execute: (tool: object, args: object) => unknown = () => '{}',
) {
  let listed = tools
  const events = new EventTarget()
  const context: ModelContext = {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    getTools: async () => listed,
    executeTool: async (tool, args) => execute(tool, args),
    registerTool() {},
  }
  const change = (next: readonly object[]) => {
    listed = next
    events.dispatchEvent(new Event('toolchange'))
  }
  const link = openWebmcp({ context, frame: () => frame, origin, callLimitMs: 50 })
  onTestFinished(() => link.close())
  return { link, change }
}

const tool = (changes: object = {}) => ({
  name: 'list_menu',
  title: '',
  description: 'Lists the menu.',
  inputSchema: '{"type":"object","properties":{}}',
  annotations: { readOnlyHint: true, consequentialHint: false, untrustedContentHint: false },
  origin,
  window: frame,
  ...changes,
})
const never = new AbortController().signal
const names = ({ link }: ReturnType<typeof browserWith>) =>
  link.store.getState().tools.map(({ name }) => name)

describe('tools that the browser knows of', () => {
  test('are the app’s where they are of its window and its origin, and no others', async () => {
    const browser = browserWith([
      tool(),
      tool({ name: 'elsewhere', window: {} }),
      tool({ name: 'other', origin: 'https://evil.example' }),
      tool({ name: 'none of all', window: null }),
    ])
    await vi.waitFor(() => expect(names(browser)).toEqual(['list_menu']))
    expect(browser.link.store.getState()).toMatchObject({
      status: 'open',
      tools: [{ inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } }],
    })
  })

  test('have their schema as text or as an object', async () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } }
    const browser = browserWith([
      tool({ inputSchema: schema }),
      tool({ name: 'b', inputSchema: JSON.stringify(schema) }),
    ])
    await vi.waitFor(() => expect(names(browser)).toHaveLength(2))
    for (const { inputSchema } of browser.link.store.getState().tools) expect(inputSchema).toEqual(schema)
  })

  test('come and go', async () => {
    const browser = browserWith([])
    browser.change([tool(), tool({ name: 'order' })])
    await vi.waitFor(() => expect(names(browser)).toEqual(['list_menu', 'order']))
    browser.change([])
    await vi.waitFor(() => expect(browser.link.store.getState().status).toBe('waiting'))
  })

  test('that are none are passed over', async () => {
    const browser = browserWith([
      tool({ name: 'a b' }),
      tool({ name: undefined }),
      tool({ name: 'long', description: 'x'.repeat(2000) }),
      tool({ name: 'odd', inputSchema: 'no JSON', annotations: null }),
    ])
    await vi.waitFor(() => expect(names(browser)).toEqual(['odd']))
    expect(browser.link.store.getState().tools[0]).toMatchObject({ inputSchema: {}, annotations: {} })
  })
})

describe('a call', () => {
  test('gives what is in the JSON that the browser gives', async () => {
    const { link } = browserWith([tool()], (_, args) => JSON.stringify({ got: args }))
    await vi.waitFor(() => expect(link.store.getState().status).toBe('open'))
    expect(await link.call('list_menu', { hot: true }, never)).toEqual({ got: { hot: true } })
  })

  test.each([
    ['no JSON', 'app-unclear', () => 'so-so'],
    ['an object', 'app-unclear', () => ({ a: 1 })],
    ['a megabyte', 'app-unclear', () => JSON.stringify('x'.repeat(1_000_000))],
    ['a prototype', 'app-unclear', () => '{"__proto__":{"a":1}}'],
    [
      'what MCP says of an error',
      'app-refused',
      () => '{"isError":true,"content":[{"type":"text","text":"We are closed."}]}',
    ],
    [
      'an error',
      'app-refused',
      () => {
        throw new Error('We are closed.')
      },
    ],
    ['nothing, for ever', 'app-silent', () => new Promise(() => {})],
  ])('that gives %s is a fault: %s', async (_name, code, answer) => {
    const { link } = browserWith([tool()], answer)
    await vi.waitFor(() => expect(link.store.getState().status).toBe('open'))
    await expect(link.call('list_menu', {}, never)).rejects.toMatchObject({ fault: { code } })
  })

  test('of a tool that is gone fails at once', async () => {
    const { link } = browserWith([])
    await expect(link.call('list_menu', {}, never)).rejects.toMatchObject({ fault: { code: 'app-closed' } })
  })
})
