import { expect, test } from 'vitest'
import type { CallPlace } from '../abilities/tool.ts'
import type { Offer } from './offer.ts'
import { type Outcome, readOutcome } from './outcome.ts'
import type { McpServer } from './record.ts'
import { callNames, saidOf, toolsOfServers } from './tool-of.ts'

const schema = {
  type: 'object',
  properties: {
    item: { type: 'string', description: 'What to make' },
    size: { type: 'string', enum: ['small', 'large'] },
    day: { type: 'string', format: 'date' },
    count: { type: 'integer' },
    extras: { type: 'array' },
  },
}
const offered = (name: string, more: object = {}): Offer['tools'][number] => ({
  ...{ name, description: 'Makes a drink', isReadOnly: false, schema },
  ...more,
})
function server(id: string, tools: Offer['tools'], more: Partial<McpServer> = {}): McpServer {
  const offer = {
    name: 'Kettle',
    version: '1',
    protocol: 'x',
    tools,
    prompts: [],
    resources: [],
    isCut: false,
  }
  return { id, url: `https://${id}.example/mcp`, addedAt: 1, isOff: false, offTools: [], offer, ...more }
}
const place: CallPlace = { signal: new AbortController().signal, language: 'en', now: 0, timeZone: 'UTC' }
const text = (words: string, isError = false) => readOutcome([{ type: 'text', text: words }], { isError })
const unused = () => Promise.reject(new Error('not called in this test'))

test('a tool of a server is asked for each time and leaves the device, whatever it says of itself', () => {
  const [reads, writes] = toolsOfServers(
    [server('abcdef12', [offered('get', { isReadOnly: true }), offered('set')])],
    unused,
  )
  expect(reads).toMatchObject({ consent: 'each-time', effects: ['leaves-device', 'reads'], source: 'Kettle' })
  expect(writes).toMatchObject({ consent: 'each-time', effects: ['leaves-device', 'writes'] })
})

test('what is switched off, and what cannot be called, is offered to nobody', () => {
  const { schema: _, ...unreadable } = offered('c', { problem: 'schema' as const })
  const tools = [offered('a'), offered('b'), unreadable]
  const all = [server('one', tools, { offTools: ['b'] }), server('two', tools, { isOff: true })]
  expect(toolsOfServers(all, unused).map(({ name }) => name)).toEqual(['kettle_one__a'])
})

test('each tool has a name of its own, in the form that templates expect', () => {
  const names = [
    ...callNames(
      server(
        'abcdef123',
        ['Get-Sum', 'get_sum', '获取', '天气'].map(name => offered(name)),
      ),
    ).values(),
  ]
  expect(names).toEqual([
    'kettle_abcdef__get_sum',
    'kettle_abcdef__get_sum_2',
    'kettle_abcdef__tool',
    'kettle_abcdef__tool_2',
  ])
  for (const name of names) expect(name).toMatch(/^[a-z0-9_]+$/)
})

test('a server that is called as another, or as Hermit, bears its host', () => {
  const twins = toolsOfServers([server('one', [offered('a')]), server('two', [offered('a')])], unused)
  expect(twins.map(({ source }) => source)).toEqual(['Kettle (one.example)', 'Kettle (two.example)'])
  const liar = server('one', [offered('a')])
  const named = { ...liar, offer: liar.offer && { ...liar.offer, name: 'Hermit' } }
  expect(toolsOfServers([named], unused)[0]?.source).toBe('Hermit (one.example)')
})

test('arguments of plain kinds are found in a request, lists and objects are not', () => {
  const [tool] = toolsOfServers([server('one', [offered('a')])], unused)
  const kinds = Object.entries(tool?.slots ?? {}).map(([name, { kind }]) => [name, kind])
  expect(kinds).toEqual([
    ['item', 'text'],
    ['size', 'choice'],
    ['day', 'date'],
    ['count', 'number'],
  ])
  expect(tool?.slots?.size?.choices).toEqual([
    { en: 'small', 'zh-CN': 'small' },
    { en: 'large', 'zh-CN': 'large' },
  ])
  expect(tool?.slots?.item?.ask).toEqual({
    en: 'What is “item”? (What to make)',
    'zh-CN': '“item”是什么？（What to make）',
  })
})

test('a call is asked of its server by the server’s own names, and what comes is foreign', async () => {
  const asked: unknown[] = []
  const [tool] = toolsOfServers([server('one', [offered('Make-It')])], async (...given) => {
    asked.push(given.slice(0, 3))
    return text('Ready *soon*')
  })
  const result = await tool?.run({ item: 'tea' }, place)
  expect(asked).toEqual([['one', 'Make-It', { item: 'tea' }]])
  expect(result).toEqual({ value: { text: 'Ready *soon*' }, said: 'Ready \\*soon\\*', isForeign: true })
})

test('a tool that says that it failed has failed, with its own words', async () => {
  const [tool] = toolsOfServers([server('one', [offered('a')])], async () => text('Out of\nmilk', true))
  await expect(tool?.run({}, place)).rejects.toMatchObject({
    fault: { code: 'mcp-tool-failed', detail: 'Out of milk' },
  })
})

test('what is no text is named, and an answer without words says so in both languages', () => {
  const outcome: Outcome = readOutcome([
    { type: 'image', data: 'AAAA', mimeType: 'image/png' },
    { type: 'resource_link', uri: 'demo://a', name: 'Menu' },
    { type: 'resource', resource: { uri: 'demo://b', text: 'Inside' } },
    { type: 'who knows' },
  ])
  expect(outcome.extras.map(({ kind, bytes }) => [kind, bytes])).toEqual([
    ['image', 3],
    ['link', undefined],
    ['file', undefined],
  ])
  expect(saidOf(outcome, 'Kettle', 'en')).toMatch(/^Inside {2}\nPicture: image\/png, not shown here/)
  expect(saidOf(readOutcome([]), 'Kettle', 'zh-CN')).toBe('Kettle 已应答，没有文字内容。')
})

test('a result is cut at a megabyte of text, and structured content that is larger is left out', () => {
  const outcome = readOutcome(
    [
      { type: 'text', text: 'a'.repeat(700_000) },
      { type: 'text', text: 'b'.repeat(700_000) },
    ],
    {
      structured: { all: 'c'.repeat(1_200_000) },
    },
  )
  expect(outcome).toMatchObject({ isCut: true })
  expect(outcome.text).toHaveLength(1024 * 1024)
  expect('structured' in outcome).toBe(false)
})
