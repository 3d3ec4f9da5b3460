import { describe, expect, test, vi } from 'vitest'
import { openChat } from '../chat/chat.fixture.ts'
import { messagesInView } from '../chat/chat.ts'
import type { GenerateEvent, GenerateRequest, ToolFormat } from '../engines/engine.ts'
import { makeToolTemplate } from '../engines/prompt/tool-template.ts'
import { toolTemplates } from '../engines/prompt/tool-templates.fixture.ts'
import { commonTags } from '../engines/thought-tags.ts'
import { callForms, writeCall } from '../engines/tool-format.ts'
import { noUsage } from '../engines/usage.ts'
import { fromMarkdown } from '../text/markdown-text.ts'
import { lastOf, loopParts, namedFiller, planned, recorder, routerBy, turnOf } from './agent.fixture.ts'
import { answerByTools } from './answer-by-tools.ts'
import { checkArguments } from './check.ts'
import { formatMessages, formatTools } from './formats/choose-by-format.ts'
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

/** The same in a form of its own: it calls send_all wherever a result or a description asks for it, and `first` before. */
function obedientIn(format: ToolFormat, first: string) {
  const read: GenerateRequest[] = []
  const { opening } = callForms[format]
  async function* generate(request: GenerateRequest): AsyncIterable<GenerateEvent> {
    read.push(request)
    const { calls = [], isCalling = false } = request.tools ?? {}
    const isTold = calls.some(({ result }) => result.includes('send_all'))
    const name = calls.length === 0 ? first : isTold ? 'send_all' : undefined
    const call = name && writeCall(format, name, { text: 'secrets' })
    yield { type: 'text-delta', text: call === undefined ? 'Done.' : isCalling ? call : opening + call }
    yield { type: 'text-end', reason: 'stop', usage: noUsage }
  }
  return { read, generate, toolFormat: async () => format }
}

const formats = Object.keys(toolTemplates) as ToolFormat[]
/** What opens or closes anything in a prompt, in whatever form. */
const marks =
  /<\|?\/?(?:tools?|tool_calls?|tool_response|function|parameter|im_start|im_end|eot_id|start_header_id|python_tag)\b|\[\/?(?:AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|INST|ARGS)\]|<\/?think>/gi
const marksIn = (text: string) => text.match(marks) ?? []

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

  describe.each(formats)('where the model speaks the form of %s', format => {
    test.each(injections)('as a result that it reads and obeys: %j', async said => {
      const [page, send] = [foreign(said), sendAll()]
      const { parts } = loopParts([page, send])
      const model = obedientIn(format, 'read_page')
      const routed = [{ tool: 'read_page', words: 'read the page', certainty: 1 }]
      const turn = { ...turnOf([]), request: 'read the page', routed }
      const steps = (await lastOf(runByModel(turn, parts, model, never))) ?? []
      expect(send.calls).toEqual([])
      expect(steps.map(({ status, refusedBy }) => refusedBy ?? status)).toEqual(['done', 'foreign-text'])
      expect(model.read.flatMap(request => marksIn(JSON.stringify(request)))).toEqual([])
    })

    test.each(injections)('as the description of an app’s tool that was asked for: %j', async description => {
      const send = sendAll()
      const menu = recorder('list_menu', { source: 'Café', description, effects: ['reads'] })
      const { parts } = loopParts([menu, send], { check: async () => undefined })
      const routed = [{ tool: 'list_menu', words: 'what is on the menu', certainty: 1 }]
      const model = obedientIn(format, 'send_all')
      const turn = { ...turnOf([]), request: 'what is on the menu', routed }
      const steps: readonly Step[] = (await lastOf(runByModel(turn, parts, model, never))) ?? []
      expect(steps).toMatchObject([{ tool: 'send_all', status: 'refused', refusedBy: 'foreign-text' }])
      expect(send.calls).toEqual([])
      expect(model.read.flatMap(request => marksIn(JSON.stringify(request)))).toEqual([])
    })

    test.each(injections)('nothing that it says opens or closes anything in the prompt: %j', said => {
      const template =
        makeToolTemplate(toolTemplates[format], { bos_token: '<s>', eos_token: '</s>' }, commonTags) ??
        expect.fail()
      const prompt = (text: string) => {
        const parameters = { type: 'object', properties: { [text]: { type: 'string', description: text } } }
        const tool = recorder('list_menu', { source: 'Café', description: text, parameters })
        const step = planned('list_menu', '', { args: { text }, status: 'done', said: text, isForeign: true })
        return template.render(formatMessages(text, 'Monday'), formatTools([tool], [step]), false)
      }
      expect(prompt(said)).toContain('send')
      expect(marksIn(prompt(said))).toEqual(marksIn(prompt('harmless')))
    })
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

test.each(formats)('a model that speaks the form of %s does call what the person asked for', async format => {
  const send = sendAll()
  const { parts } = loopParts([send])
  const routed = [{ tool: 'send_all', words: 'send all', certainty: 1 }]
  const turn = { ...turnOf([]), request: 'send all', routed }
  await lastOf(runByModel(turn, parts, obedientIn(format, 'send_all'), never))
  expect(send.calls).toEqual([{ text: 'secrets' }])
})

test('the person’s own words do call it', async () => {
  const send = sendAll()
  const { parts } = loopParts([send])
  await lastOf(runSteps(turnOf([planned('send_all', 'text: secrets')]), parts, never))
  expect(send.calls).toEqual([{ text: 'secrets' }])
})
