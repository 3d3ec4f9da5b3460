import type { Slot, SlotKind } from '../../src/abilities/tool.ts'
import { fillByAdapter } from '../../src/agent/fill/adapter.ts'
import type { ContractTestApi } from '../../src/engines/contract.ts'
import { check, collect, never, reply } from '../../src/engines/contract-checks.ts'
import type { Engine, LoadableModel } from '../../src/engines/engine.ts'
import { createEngine } from '../../src/engines/registry.ts'

const questions = [
  'What is the capital of France?',
  'Write two sentences about the sea.',
  'How many legs does a spider have?',
  '你好，今天天气怎么样？',
  '给我讲一个笑话',
  'Name three colours.',
]

const slot = (kind: SlotKind): Slot => ({ kind, ask: { en: '?', 'zh-CN': '？' } })
const requests: readonly {
  readonly tool: string
  readonly words: string
  readonly slots: Readonly<Record<string, Slot>>
  readonly found: Readonly<Record<string, string>>
}[] = [
  {
    tool: 'order_item',
    words: 'Order two flat whites from Blue Bottle',
    slots: { item: slot('text'), shop: slot('text') },
    found: { item: 'flat whites', shop: 'Blue Bottle' },
  },
  {
    tool: 'write_message',
    words: 'Tell Priya that I am running late',
    slots: { to: slot('person'), body: slot('text') },
    found: { to: 'Priya', body: 'I am running late' },
  },
  {
    tool: 'set_reminder',
    words: 'Remind me at 9 am',
    slots: { text: slot('text'), at: slot('moment') },
    found: {},
  },
  {
    tool: 'write_message',
    words: '告诉小王我晚点到',
    slots: { to: slot('person'), body: slot('text') },
    found: { to: '小王', body: '我晚点到' },
  },
]

/** What the adapter does to the embedded model, and what it must not do. */
export function describeAdapter(api: ContractTestApi, model: LoadableModel): void {
  const { adapters: _, ...plainCard } = model.card

  api.test('adapter: it fills slots with words of the request, and a chat is as without it', async () => {
    const engine = createEngine('wllama')
    try {
      const ends = (await collect(engine.load({ ...model, card: plainCard }, never()))).at(-1)
      check(ends?.type === 'load-end' && ends.adapters === undefined, 'there is none in the plain model')
      const plain = await answers(engine)
      const end = (await collect(engine.load(model, never()))).at(-1)
      check(end?.type === 'load-end' && end.adapters?.includes('tools') === true, 'it is there')
      const between = await answers(engine, turn => filled(engine, requests[turn]))
      await filled(engine, requests.at(-1))
      const others = plain.flatMap((text, at) =>
        between[at] === text ? [] : [`to “${questions[at]}” it said “${between[at]}”, without “${text}”`],
      )
      check(others.length === 0, others.join('; '))
    } finally {
      await engine.unload()
    }
  })

  api.test('adapter: a call of it costs the chat nothing of what it has read', async () => {
    const engine = createEngine('wllama')
    try {
      await collect(engine.load(model, never()))
      const asked = { role: 'user', content: 'The sea is wide and the ship is small. '.repeat(12) } as const
      const first = await reply(engine, { messages: [asked], maxTokens: 4, temperature: 0 })
      for (const { tool, words, slots } of requests) {
        await fillByAdapter(engine, tool, words, slots, never(), 60_000)
      }
      const messages = [
        asked,
        { role: 'assistant', content: first.text },
        { ...asked, content: 'And?' },
      ] as const
      const { usage } = await reply(engine, { messages, maxTokens: 1, temperature: 0 })
      check(usage.cachedTokens >= first.usage.promptTokens, `only ${usage.cachedTokens} tokens were kept`)
    } finally {
      await engine.unload()
    }
  })
}

/** Fills one request and checks what came of it. */
async function filled(engine: Engine, request: (typeof requests)[number] | undefined): Promise<void> {
  if (!request) return
  const { tool, words, slots, found } = request
  const args = JSON.stringify(await fillByAdapter(engine, tool, words, slots, never(), 60_000))
  check(args === JSON.stringify(found), `“${words}” was filled with ${args}`)
}

/** Greedy answers to all questions, with something done before each. */
async function answers(engine: Engine, before = async (_: number) => {}): Promise<string[]> {
  const texts: string[] = []
  for (const [turn, content] of questions.entries()) {
    await before(turn)
    const { text } = await reply(engine, {
      messages: [{ role: 'user', content }],
      maxTokens: 24,
      temperature: 0,
    })
    texts.push(text)
  }
  return texts
}
