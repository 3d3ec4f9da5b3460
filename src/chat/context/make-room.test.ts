import { expect, test } from 'vitest'
import type { PromptMessage } from '../../engines/engine.ts'
import { openChat } from '../chat.fixture.ts'
import { messagesInView } from '../chat.ts'
import type { OverflowPolicy } from '../chat-settings.ts'
import { notesOf } from './turn-notes.ts'

const isSummaryPrompt = (messages: readonly PromptMessage[]) => messages[0]?.role === 'user'

/** About 100 tokens. */
const long = (name: string) => `${name} ${'word '.repeat(98)}`

/** A chat with two turns of about 110 tokens that the next one does not fit beside, in a context of 600. */
async function filled(overflow: OverflowPolicy, summary: string | Error = 'They spoke of one and two.') {
  const opened = await openChat({
    reply(messages) {
      if (!isSummaryPrompt(messages)) return 'Yes indeed.'
      if (summary instanceof Error) throw summary
      return summary
    },
  })
  const { chat, idle, state } = opened
  chat.configure({ overflow: overflow === 'ask' ? undefined : overflow })
  for (const name of ['one', 'two', 'three']) {
    chat.send(long(name))
    await idle()
  }
  const current = () => {
    const { currentId, conversations } = state()
    const conversation = currentId === null ? undefined : conversations.get(currentId)
    if (!conversation) throw new Error('no chat is open')
    return conversation
  }
  const last = () => messagesInView(state()).at(-1)
  const sendFourth = async () => {
    chat.send(long('four'))
    await idle()
  }
  return { ...opened, current, last, sendFourth }
}

test('by default the person is asked', async () => {
  const { last, sendFourth, requests } = await filled('ask')
  const before = requests.length
  await sendFourth()
  expect(last()?.fault?.code).toBe('chat-too-long')
  expect(requests).toHaveLength(before)
})

test('the policy to leave out moves the start of what is read, but keeps what is pinned', async () => {
  const { chat, last, current, sendFourth, requests } = await filled('drop')
  const [first, , second] = current().messages
  chat.mark([first?.id ?? ''], 'pinned')
  await sendFourth()
  expect(last()).toMatchObject({ status: 'done', text: 'Yes indeed.' })
  expect(current().contextStartId).not.toBeNull()
  const sent = requests
    .at(-1)
    ?.messages.map(({ content }) => content)
    .join('\n')
  expect(sent).toContain(first?.text)
  expect(sent).not.toContain(second?.text)
})

test('the policy to summarise writes a summary, shows it and answers', async () => {
  const { last, current, sendFourth, requests, state } = await filled('summarise')
  const stages = new Set<string>()
  const done = sendFourth()
  const watch = setInterval(() => {
    for (const { stage } of state().running.values()) stages.add(stage)
  })
  await done
  clearInterval(watch)
  expect(stages).toContain('summarising')
  expect(last()).toMatchObject({ status: 'done', text: 'Yes indeed.' })
  const [summary] = current().summaries ?? []
  expect(summary?.text).toBe('They spoke of one and two.')
  expect(summary?.modelName).toBe('Scripted')
  expect(summary?.tokens?.instead).toBeGreaterThan(summary?.tokens?.summary ?? 0)
  expect(current().contextStartId).toBeNull()
  const sent = requests
    .at(-1)
    ?.messages.map(({ content }) => content)
    .join('\n')
  expect(sent).toContain('Summary of the earlier conversation: They spoke of one and two.')
  expect(sent).not.toContain(current().messages[0]?.text)
  expect(notesOf(current()).get(current().messages[0]?.id ?? '')?.kind).toBe('summary')
})

test('a second overflow summarises the summary too; undoing it brings the first one back', async () => {
  const { chat, idle, current, sendFourth } = await filled('summarise')
  await sendFourth()
  for (const name of ['five', 'six', 'seven']) {
    chat.send(long(name))
    await idle()
  }
  const [first, second] = current().summaries ?? []
  expect(second?.messageIds).toEqual(expect.arrayContaining([...(first?.messageIds ?? [])]))
  const cards = () =>
    [...notesOf(current()).values()].flatMap(note => (note.kind === 'summary' ? [note.summary.id] : []))
  const newest = current().summaries?.at(-1)
  expect(cards()).toEqual([newest?.id])
  for (const { id } of current().summaries?.slice(1) ?? []) chat.removeSummary(id)
  expect(cards()).toEqual([first?.id])
})

test.each<[string, string | Error]>([
  ['is empty', ' '],
  ['fails', new Error('the engine stopped')],
])('where a summary %s, the person is asked and nothing is changed', async (_, summary) => {
  const { last, current, sendFourth } = await filled('summarise', summary)
  await sendFourth()
  expect(last()?.fault?.code).toBe('chat-too-long')
  expect(current().summaries).toBeUndefined()
})

test('a summary that does not end is cut where a summary has to', async () => {
  const { last, current, sendFourth } = await filled('summarise', long('much').repeat(8))
  await sendFourth()
  expect(last()?.status).toBe('done')
  expect(current().summaries?.[0]?.tokens?.summary).toBeLessThan(170)
})

test('summarising can be stopped', async () => {
  const { chat, last, current, sendFourth } = await filled('summarise', 'Slowly told. '.repeat(400))
  const stopWatching = chat.store.subscribe(({ running }) => {
    if ([...running.values()].some(({ stage }) => stage === 'summarising')) setTimeout(() => chat.stop())
  })
  await sendFourth()
  stopWatching()
  expect(last()?.status).toBe('stopped')
  expect(current().summaries).toBeUndefined()
})

test('asked, the person can have the oldest summarised or left out, and is told where neither makes room', async () => {
  const { chat, idle, last, current, sendFourth } = await filled('ask')
  await sendFourth()
  chat.mark(
    current().messages.flatMap(({ id, role }) => (role === 'user' ? [id] : [])),
    'pinned',
  )
  expect(await chat.leaveOutOldest(last()?.id ?? '')).toBe(false)
  expect(last()?.fault?.code).toBe('chat-too-long')
  const ids = current().messages.map(({ id }) => id)
  chat.mark(ids, undefined)
  chat.summariseOldest(last()?.id ?? '')
  await idle()
  expect(last()?.status).toBe('done')
  expect(current().summaries).toHaveLength(1)
  expect(current().settings?.overflow).toBeUndefined()
})
