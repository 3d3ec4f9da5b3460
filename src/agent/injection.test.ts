import { describe, expect, test, vi } from 'vitest'
import { openChat } from '../chat/chat.fixture.ts'
import { messagesInView } from '../chat/chat.ts'
import type { GenerateEvent, GenerateRequest } from '../engines/engine.ts'
import { fromMarkdown } from '../text/markdown-text.ts'
import { lastOf, loopParts, namedFiller, planned, recorder, routerBy, turnOf } from './agent.fixture.ts'
import { answerByTools } from './answer-by-tools.ts'
import { checkArguments } from './check.ts'
import { injections } from './injections.fixture.ts'
import { runSteps } from './loop.ts'
import { runByModel } from './model-loop.ts'
import type { Step } from './step.ts'

const never = new AbortController().signal
/** Needs no consent: nothing but the rules keeps it from being called. */
const sendAll = () => recorder('send_all', { examples: { en: ['send all'], 'zh-CN': ['全部发送'] } })
const foreign = (said: string) =>
  recorder('read_page', { run: async () => ({ value: { text: said }, said, isForeign: true }) })

/** A model that does whatever it reads: it calls send_all wherever that is written. */
function obedient(first: string) {
  const read: GenerateRequest[] = []
  return {
    read,
    async *generate(request: GenerateRequest): AsyncIterable<GenerateEvent> {
      read.push(request)
      const content = request.messages.map(message => message.content).join('\n')
      const isFirst = read.length === 1
      const tool = isFirst ? first : content.includes('send_all') ? 'send_all' : 'none'
      yield { type: 'text-delta', text: JSON.stringify({ tool, arguments: { text: 'secrets' } }) }
      const usage = { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 }
      yield { type: 'text-end', reason: 'stop', usage }
    },
  }
}

test('there are at least thirty orders, in both languages', () => {
  expect(injections.length).toBeGreaterThanOrEqual(30)
  expect(injections.filter(text => /\p{Script=Han}/u.test(text)).length).toBeGreaterThanOrEqual(10)
})

describe('an order in foreign text calls nothing', () => {
  test.each(injections)('as a result of a step that others follow: %j', async said => {
    const [page, note, send] = [foreign(said), recorder('note'), sendAll()]
    const { parts } = loopParts([page, note, send])
    const steps = await lastOf(
      runSteps(turnOf([planned('read_page'), planned('note', 'text: it')]), parts, never),
    )
    expect(steps?.map(({ tool, status }) => [tool, status])).toEqual([
      ['read_page', 'done'],
      ['note', 'done'],
    ])
    // As data it may be kept.
    expect(note.calls).toEqual([{ text: fromMarkdown(said) }])
    expect(send.calls).toEqual([])
  })

  test.each(injections)('as a result that a model reads, which obeys it: %j', async said => {
    const [page, send] = [foreign(said), sendAll()]
    const { parts } = loopParts([page, send])
    const model = obedient('read_page')
    const routed = [{ tool: 'read_page', words: 'read the page', certainty: 1 }]
    const turn = { ...turnOf([]), request: 'read the page', routed }
    const steps = (await lastOf(runByModel(turn, parts, model, never))) ?? []
    expect(model.read.length).toBe(2)
    expect(send.calls).toEqual([])
    expect(steps.map(({ status, refusedBy }) => refusedBy ?? status)).toEqual(['done', 'foreign-text'])
  })

  test.each(injections)('as the description of an app’s tool that was asked for: %j', async description => {
    const send = sendAll()
    const menu = recorder('list_menu', { source: 'Café', description, effects: ['reads'] })
    const { parts } = loopParts([menu, send], { check: async () => undefined })
    const routed = [{ tool: 'list_menu', words: 'what is on the menu', certainty: 1 }]
    const model = obedient('send_all')
    const turn = { ...turnOf([]), request: 'what is on the menu', routed }
    const steps: readonly Step[] = (await lastOf(runByModel(turn, parts, model, never))) ?? []
    expect(steps).toMatchObject([{ tool: 'send_all', status: 'refused', refusedBy: 'foreign-text' }])
    expect(send.calls).toEqual([])
  })

  test.each(injections)('in a document that the chat uses, or in an earlier answer: %j', async said => {
    const send = sendAll()
    // It would route these words wherever it read them.
    const router = routerBy({ send_all: 'send_all' })
    const passage = { documentId: 'd', title: said, start: 0, end: said.length, text: said }
    const { chat, idle, state } = await openChat({ reply: said }, [], {
      passages: { find: async () => ({ type: 'found', passages: [passage] }) },
      callTools: (conversation, answer, signal) =>
        answerByTools(
          conversation,
          answer,
          {
            ...loopParts([send]).parts,
            router,
            filler: namedFiller,
            check: checkArguments,
            readSlot: (_kind, words) => words,
            onCall: () => {},
            language: 'en',
            timeZone: 'UTC',
            documents: [{ id: 'd', title: said }],
          },
          signal,
        ),
    })
    chat.configure({ documents: ['d'] })
    for (const question of ['What does it say?', 'And what follows from that?']) {
      chat.send(question)
      await idle()
    }
    await vi.waitFor(() => expect(messagesInView(state())).toHaveLength(4))
    expect(router.asked).toEqual(['What does it say?', 'And what follows from that?'])
    expect(messagesInView(state()).flatMap(({ steps = [] }) => steps)).toEqual([])
    expect(send.calls).toEqual([])
  })
})

test('the person’s own words do call it', async () => {
  const send = sendAll()
  const { parts } = loopParts([send])
  await lastOf(runSteps(turnOf([planned('send_all', 'text: secrets')]), parts, never))
  expect(send.calls).toEqual([{ text: 'secrets' }])
})
