import 'fake-indexeddb/auto'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { FaultError } from '../../fault.ts'
import { openDatabase } from '../../storage/database.ts'
import { migrationSteps } from '../../storage/migrations.ts'
import { openChat } from '../chat.fixture.ts'
import type { Conversation } from '../conversation.ts'
import { conversationKey } from '../records.ts'
import { contentMark, copyOf, incomingOf, mergePresets, standingsOf } from './plan-import.ts'

const chatNamed = (id: string, title = id): Conversation => ({
  id,
  title,
  createdAt: 1,
  updatedAt: 2,
  leafId: `${id}-b`,
  contextStartId: `${id}-a`,
  messages: [
    { id: `${id}-a`, parentId: null, role: 'user', text: 'Hi', createdAt: 1, status: 'done' },
    { id: `${id}-b`, parentId: `${id}-a`, role: 'assistant', text: 'Ho', createdAt: 2, status: 'done' },
  ],
  summaries: [{ id: `${id}-s`, messageIds: [`${id}-a`, 'gone'], text: 'Hi', createdAt: 3 }],
})

const asStored = (chat: Conversation): [string, unknown] => [conversationKey(chat.id), chat]

describe('importing', () => {
  test('puts all chats on disk in one go and then in the list; undoing takes them out again', async () => {
    const commits: unknown[] = []
    const mine = chatNamed('mine')
    const { chat, state, deleted } = await openChat({}, [asStored(mine)], {
      commit: async set => void commits.push(set.map(([key]) => key)),
    })
    const before = [...state().conversations.values()]
    const undo = await chat.importChats({
      chats: [chatNamed('one'), chatNamed('two')],
      drafts: { one: 'unsent' },
    })
    expect(commits).toEqual([['conversation/one', 'conversation/two', 'drafts']])
    expect([...state().conversations.keys()]).toEqual(['mine', 'one', 'two'])
    expect(state().drafts).toEqual({ one: 'unsent' })
    chat.open('two')
    undo()
    expect([...state().conversations.values()]).toEqual(before)
    expect([...deleted]).toEqual(['conversation/one', 'conversation/two'])
    expect(state()).toMatchObject({ currentId: null, drafts: {} })
  })

  test('changes nothing at all when the disk is full [fault 41]', async () => {
    const { chat, state, dirty } = await openChat({}, [asStored(chatNamed('mine'))], {
      commit: async () => {
        throw new FaultError({ code: 'storage-full' })
      },
    })
    const before = state()
    await expect(chat.importChats({ chats: [chatNamed('one')], drafts: { one: 'x' } })).rejects.toMatchObject(
      {
        fault: { code: 'storage-full' },
      },
    )
    expect(state()).toBe(before)
    expect([...dirty]).toEqual([])
  })

  test('leaves the records on disk as they were when one of them cannot be written', async () => {
    const database = await openDatabase({ name: 'import-all-or-nothing' })
    await database.commit({ set: [['conversation/mine', chatNamed('mine')]] })
    const records = await database.entries('')
    const { chat, state } = await openChat({}, records, { commit: set => database.commit({ set }) })
    const many = Array.from({ length: 100 }, (_, index) => chatNamed(`c${index}`))
    // No record: the disk's own refusal, in the middle of the transaction.
    const broken = { ...chatNamed('broken'), title: Symbol('none') as unknown as string }
    await expect(chat.importChats({ chats: [...many, broken] })).rejects.toThrow(FaultError)
    expect(await database.entries('')).toEqual(records)
    expect([...state().conversations.keys()]).toEqual(['mine'])
    database.close()
  })

  test('replaces a chat, and undoing brings the earlier one back', async () => {
    const mine = chatNamed('mine')
    const { chat, state, dirty } = await openChat({}, [asStored(mine)])
    const undo = await chat.importChats({ chats: [chatNamed('mine', 'theirs')] })
    expect(state().conversations.get('mine')?.title).toBe('theirs')
    expect([...dirty]).toContain('conversation/mine')
    undo()
    expect(state().conversations.get('mine')).toEqual(mine)
  })

  test('leaves alone a chat that is being answered, and one that only reads takes nothing in', async () => {
    const { chat, state, idle } = await openChat({ tokensPerSecond: 50 })
    chat.send('Hi')
    const id = state().currentId ?? ''
    await expect(chat.importChats({ chats: [chatNamed(id)] })).rejects.toThrow(FaultError)
    const { chats } = incomingOf(
      [chatNamed(id)],
      {},
      {
        here: state().conversations,
        running: state().running,
        twice: 'replace',
        newId: () => 'fresh',
      },
    )
    expect(chats[0]?.id).toBe('fresh')
    await idle()
    expect(state().conversations.get(id)?.messages[1]?.status).toBe('done')
    await chat.suspend()
    await expect(chat.importChats({ chats: [chatNamed('late')] })).rejects.toThrow(FaultError)
  })
})

describe('the plan of an import', () => {
  test('knows what is here, what is not, and what differs; which branch is in view is no difference', async () => {
    const row = (chat: Conversation) => ({
      index: 0,
      id: chat.id,
      title: '',
      messages: 2,
      createdAt: 1,
      updatedAt: 2,
      fingerprint: contentMark(chat),
    })
    const here = new Map([['a', chatNamed('a')]])
    const rows = [
      chatNamed('a'),
      { ...chatNamed('a'), leafId: 'a-a' },
      chatNamed('a', 'other'),
      chatNamed('b'),
    ]
    expect(await standingsOf(rows.map(row), here)).toEqual(['same', 'same', 'differs', 'new'])
  })

  test('makes a copy with ids of its own, in the same shape', () => {
    let ids = 0
    const copy = copyOf(chatNamed('a'), () => `n${ids++}`)
    expect(copy).toMatchObject({ leafId: 'n1', contextStartId: 'n0', title: 'a' })
    expect(copy.messages.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['n0', null],
      ['n1', 'n0'],
    ])
    expect(copy.summaries?.[0]?.messageIds).toEqual(['n0'])
    expect(JSON.stringify(copy)).not.toMatch(/"a-/)
  })

  test('adds personas and prompts that are not here, and changes none that are', () => {
    const persona = (id: string, name: string) => ({ id, name, instructions: '' })
    const mine = { personas: [persona('p', 'Mine')], prompts: [], removed: [] }
    const theirs = { personas: [persona('p', 'Theirs'), persona('q', 'New')], prompts: [], removed: [] }
    expect(mergePresets(mine, theirs)?.personas).toEqual([persona('p', 'Mine'), persona('q', 'New')])
    expect(mergePresets(mine, mine)).toBeUndefined()
  })
})

test('records of version 1, as they lie on a device, are migrated and all of them read', async () => {
  const text = await readFile(new URL('./fixtures/records-v1.json', import.meta.url), 'utf8')
  const records = JSON.parse(text) as [string, unknown][]
  const name = 'records-of-version-1'
  const old = await openDatabase({ name, steps: migrationSteps.slice(0, 1) })
  await old.commit({ set: records })
  old.close()
  const database = await openDatabase({ name })
  expect(database.mode).toBe('normal')
  expect(await database.get('meta/version')).toBe(migrationSteps.length)
  const { state } = await openChat({}, await database.entries(''))
  database.close()
  expect(state().unreadable).toEqual([])
  expect(state().drafts).toEqual({ new: 'half a thou', '0123456789abcdef0123456789abcdef': 'and then?' })
  for (const [key, value] of records.filter(([key]) => key.startsWith('conversation/'))) {
    const was = JSON.stringify(value).replace('"streaming"', '"interrupted"')
    expect(state().conversations.get(key.slice('conversation/'.length))).toEqual(JSON.parse(was))
  }
})
