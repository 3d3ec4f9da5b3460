import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { branch, type Conversation } from '../conversation.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { readImport } from './read-import.ts'
import { ImportRefusal } from './refusal.ts'

const words = { image: 'Picture', audio: 'Recording', file: 'File' }

const fixture = async (name: string) =>
  new Blob([await readFile(new URL(`./fixtures/${name}`, import.meta.url))])

function read(value: unknown, limits: Partial<ImportLimits> = {}) {
  const file =
    value instanceof Blob ? value : new Blob([typeof value === 'string' ? value : JSON.stringify(value)])
  return readImport(file, { words, limits: { ...importLimits, ...limits } })
}

/** The fault that a file is refused with, and the place. */
async function refusal(value: unknown, limits: Partial<ImportLimits> = {}) {
  const error: unknown = await read(value, limits).then(
    () => 'it was taken in',
    (reason: unknown) => reason,
  )
  if (!(error instanceof ImportRefusal)) throw error
  return error.field ? `${error.fault.code} ${error.field.place}: ${error.field.expected}` : error.fault.code
}

const chat: Conversation = {
  id: 'c1',
  title: null,
  createdAt: 1,
  updatedAt: 2,
  leafId: 'm1',
  contextStartId: null,
  messages: [{ id: 'm1', parentId: null, role: 'user', text: 'Hi', createdAt: 1, status: 'done' }],
}
const hermit = (chats: unknown, more: object = {}) => ({ format: 'hermit-chats', version: 2, chats, ...more })
const message = (changes: object) =>
  hermit([{ ...chat, messages: [chat.messages[0], { ...chat.messages[0], ...changes }] }])

const shown = (conversation: Conversation | undefined) =>
  conversation ? branch(conversation).map(({ role, text }) => `${role}: ${text}`) : []

describe("Hermit's own file", () => {
  test('of version 1, as the code before wrote it, comes in whole [fault 41]', async () => {
    const file = await fixture('hermit-v1.json')
    const { source, chats } = await read(file)
    expect(source).toBe('hermit')
    const written = JSON.parse(await file.text()).chats
    // All of it but the answer that was being written when it was exported: it is an interrupted one here.
    written[1].messages[1].status = 'interrupted'
    expect(chats).toEqual(written)
  })

  test.each(['hermit-v2.json', 'hermit-v3.json'])('%s comes in whole', async name => {
    const file = await fixture(name)
    expect((await read(file)).chats).toEqual(JSON.parse(await file.text()).chats)
  })

  test('is refused by the field and its place', async () => {
    expect(await refusal(hermit([chat, { ...chat, id: 'c2', title: 3 }]))).toBe(
      'import-wrong-field chats[1].title: string',
    )
    expect(await refusal(message({ id: 'm2', createdAt: 'yesterday' }))).toBe(
      'import-wrong-field chats[0].messages[1].createdAt: number',
    )
    expect(await refusal(message({ id: 'm2', role: 'system' }))).toBe(
      'import-wrong-field chats[0].messages[1].role: other',
    )
    expect(await refusal(message({ id: 'm2', createdAt: 1e300 }))).toBe(
      'import-wrong-field chats[0].messages[1].createdAt: time',
    )
    expect(await refusal(message({}))).toBe('import-wrong-field chats[0].messages[1].id: unique')
    expect(await refusal(hermit([chat, chat]))).toBe('import-wrong-field chats[1].id: unique')
    expect(await refusal(hermit({ 0: chat }))).toBe('import-wrong-field chats: array')
    expect(await refusal(hermit([chat], { presets: { personas: 7, prompts: [] } }))).toBe(
      'import-wrong-field presets.personas: array',
    )
    expect(await refusal(hermit([chat], { drafts: { c1: 7 } }))).toBe('import-wrong-field drafts.c1: string')
  })

  test.each(['new', '', '../c', 'constructor', '__proto__', 'toString', 'x'.repeat(201), 'a b'])(
    'is refused with the id %j, which could not stand in the records',
    async id => {
      expect(await refusal(hermit([{ ...chat, id }]))).toBe('import-wrong-field chats[0].id: id')
    },
  )

  test('of a newer version is refused as that [fault 41]', async () => {
    expect(await refusal(hermit([chat], { version: 5 }))).toBe('import-newer')
    expect(await refusal(hermit([chat], { version: '2' }))).toBe('import-wrong-field version: number')
  })

  test('changes no object but its own, whatever its fields are called [fault 41]', async () => {
    const text = JSON.stringify(hermit([chat])).replace(
      '"title":null',
      '"title":null,"__proto__":{"isPinned":true},"constructor":{"prototype":{"polluted":1}}',
    )
    const { chats } = await read(text)
    expect(chats).toEqual([chat])
    expect(chats[0]?.isPinned).toBeUndefined()
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  test('with a loop and a missing parent comes in without them', async () => {
    const [first] = chat.messages
    const { chats } = await read(
      hermit([
        {
          ...chat,
          messages: [
            { ...first, parentId: 'm2' },
            { ...first, id: 'm2', parentId: 'm1' },
            { ...first, id: 'm3', parentId: 'gone' },
          ],
        },
      ]),
    )
    expect(chats[0]?.messages.map(({ parentId }) => parentId)).toEqual(['m2', null, null])
  })
})

describe("ChatGPT's file", () => {
  test('comes in with its branches, without what tools and the system said', async () => {
    const { source, chats } = await read(await fixture('chatgpt.json'))
    expect(source).toBe('chatgpt')
    const [tree] = chats
    expect(tree).toMatchObject({
      id: 'chatgpt-6925f1a2-0000-4000-8000-000000000001',
      title: 'Age of a tree',
      isArchived: true,
      createdAt: 1764000000000,
      updatedAt: 1764000030500,
    })
    expect(shown(tree)).toEqual([
      'user: How old is this tree?',
      'assistant: About **81** years.\n\nCount the rings yourself:\n\n```js\nrings.length\n```',
      'user: [File: tree.jpg]\n[Picture]\nAnd this one?',
      'assistant: It looks younger.',
    ])
    expect(tree?.messages).toHaveLength(5)
    expect(tree?.messages[1]).toMatchObject({
      thought: { text: 'Trees have rings.', isClosed: true },
      modelName: 'gpt-5',
      createdAt: 1764000004500,
    })
    const versions = tree?.messages.filter(({ parentId }) => parentId === tree.messages[0]?.id)
    expect(versions?.map(({ text }) => text.slice(0, 14))).toEqual(['About **81** y', 'I cannot tell.'])
  })

  test('with a loop and a missing parent shows all that was said; a chat of nothing is no chat', async () => {
    const { chats } = await read(await fixture('chatgpt.json'))
    expect(chats).toHaveLength(2)
    expect(chats[1]?.title).toBeNull()
    expect(chats[1]?.messages.map(({ text }) => text).toSorted()).toEqual(['and round', 'lost', 'round'])
    expect(shown(chats[1]).length).toBeGreaterThan(0)
  })

  test('is refused by the field and its place', async () => {
    const file = JSON.parse(await (await fixture('chatgpt.json')).text())
    file[0].mapping.u1.message.create_time = 'noon'
    expect(await refusal(file)).toBe('import-wrong-field [0].mapping.u1.message.create_time: number')
  })
})

describe("Open WebUI's file", () => {
  test('comes in with its branches, thoughts, instructions and pin', async () => {
    const { source, chats } = await read(await fixture('open-webui.json'))
    expect(source).toBe('open-webui')
    const [crab] = chats
    expect(crab).toMatchObject({
      id: 'open-webui-b0f5c1de-0000-4000-8000-00000000000a',
      title: '🦀 Crab names',
      isPinned: true,
      settings: { instructions: 'Answer in one word.' },
      createdAt: 1765000000000,
    })
    expect(crab).not.toHaveProperty('isArchived')
    expect(shown(crab)).toEqual([
      'user: [File: shore.pdf]\nName a crab',
      'assistant: Pagurus',
      'user: And this?\n[Picture]',
      'assistant: ',
    ])
    expect(crab?.messages.find(({ text }) => text === 'Pagurus')).toMatchObject({
      modelName: 'DeepSeek R1',
      thought: { text: 'A name that fits.\n3 < 4', ms: 5000 },
    })
    expect(crab?.messages.find(({ text }) => text === 'Bernhard')?.thought?.text).toBe('Hm.')
  })

  test('of an older shape, a list of messages, comes in too', async () => {
    const { chats } = await read(await fixture('open-webui.json'))
    expect(shown(chats[1])).toEqual(['user: Old shape?', 'assistant: Old shape.'])
    expect(chats[1]).toMatchObject({ isArchived: true, folder: 'Attic', createdAt: 1700000000000 })
  })

  test('is refused by the field and its place', async () => {
    const file = JSON.parse(await (await fixture('open-webui.json')).text())
    file[1].chat.messages[1].role = null
    expect(await refusal(file)).toBe('import-wrong-field [1].chat.messages[1].role: string')
  })
})

describe('any other file is refused whole', () => {
  test('half of one, wherever it was cut [fault 41]', async () => {
    const whole = JSON.stringify(hermit([chat]))
    for (let length = 1; length < whole.length; length += 7) {
      expect(await refusal(whole.slice(0, length)), `${length} letters`).toBe('import-cut')
    }
  })

  test.each([
    ['nothing', ''],
    ['text', 'Dear diary'],
    ['a number', '42'],
    ['an empty list', '[]'],
    ["another app's JSON", '[{"name":"package","version":"1.0.0"}]'],
    ["another app's object", '{"format":"other","chats":[]}'],
    ['bytes', '\u0000\u0001\u0002'],
  ])('%s', async (_, text) => {
    expect(await refusal(text)).toBe('import-unknown')
  })

  test('a million messages, before any of them is checked [fault 41]', async () => {
    const messages = Array.from({ length: 1_000_000 }, () => 0)
    const error: unknown = await read(hermit([{ ...chat, messages }])).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      fault: { code: 'import-too-many', numbers: { messages: 1_000_000, limit: importLimits.messages } },
    })
  })

  test('too large, and nested too deep [fault 41]', async () => {
    expect(await refusal(hermit([chat]), { bytes: 50 })).toBe('import-too-large')
    expect(await refusal('['.repeat(100_000))).toBe('import-too-deep')
    // Brackets in a text are no depth.
    const deep = { ...chat, title: '[{"\\"['.repeat(1000) }
    expect((await read(hermit([deep]))).chats[0]?.title).toBe(deep.title)
  })
})
