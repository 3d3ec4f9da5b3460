import { expect, test } from 'vitest'
import { openChat } from '../chat.fixture.ts'
import { notesOf } from './turn-notes.ts'

async function talked() {
  const { chat, idle, state } = await openChat()
  for (const text of ['one', 'two', 'three']) {
    chat.send(text)
    await idle()
  }
  const conversation = () => {
    const found = [...state().conversations.values()][0]
    if (!found) throw new Error('there is no chat')
    return found
  }
  const kinds = () => [...notesOf(conversation())].map(([id, { kind }]) => [id, kind])
  const [one = '', two = ''] = conversation().messages.flatMap(({ id, role }) =>
    role === 'user' ? [id] : [],
  )
  return { chat, idle, conversation, kinds, one, two }
}

test('notes follow every mark and every undoing of one', async () => {
  const { chat, kinds, conversation, one, two } = await talked()
  expect(kinds()).toEqual([])
  chat.mark([one], 'pinned')
  chat.mark([two], 'left-out')
  expect(kinds()).toEqual([
    [one, 'pinned'],
    [two, 'left-out'],
  ])
  chat.mark([one, two], undefined)
  chat.addSummary([one, two], { text: 'Both.', isByModel: false })
  expect(kinds()).toEqual([
    [one, 'summary'],
    [two, 'covered'],
  ])
  chat.removeSummary(conversation().summaries?.[0]?.id ?? '')
  expect(kinds()).toEqual([])
})

test('notes are the same objects while an answer grows, so that nothing is drawn again', async () => {
  const { chat, idle, conversation, one } = await talked()
  chat.mark([one], 'pinned')
  chat.send('four')
  const seen = new Set<unknown>()
  const stop = chat.store.subscribe(() => seen.add(notesOf(conversation())))
  await idle()
  stop()
  expect(seen.size).toBe(1)
})

test('nothing is marked while an answer is written or where another tab writes', async () => {
  const { chat, idle, kinds, one } = await talked()
  chat.send('four')
  chat.mark([one], 'pinned')
  expect(kinds()).toEqual([])
  await idle()
  await chat.suspend()
  chat.mark([one], 'pinned')
  chat.addSummary([one], { text: 'One.', isByModel: false })
  expect(kinds()).toEqual([])
})
