import type { Tool } from '../../src/abilities/tool.ts'
import type { AgentDesk } from '../../src/agent/desk.ts'
import { createAgentRoom } from '../../src/agent/room.ts'
import type { Step } from '../../src/agent/step.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { appendMessage, type Conversation, newConversation } from '../../src/chat/conversation.ts'
import { createKeptLater } from '../../src/storage/kept-later.ts'

const both = (en: string, zh: string) => ({ en, 'zh-CN': zh })
const text = { type: 'string' } as const

const note: Tool = {
  name: 'add_note',
  title: both('Write a note', '记笔记'),
  description: '',
  parameters: { type: 'object', properties: { text }, required: ['text'] },
  slots: { text: { kind: 'text', ask: both('What shall I write down?', '要记下什么？') } },
  consent: 'once',
  effects: ['writes'],
  run: async ({ text: words }) => ({ value: words, said: String(words), undo: 1 }),
  async undo() {},
}

const timer: Tool = {
  ...note,
  name: 'set_timer',
  title: both('Set a timer', '设置计时器'),
  parameters: { type: 'object', properties: { duration: text }, required: ['duration'] },
  slots: { duration: { kind: 'duration', ask: both('For how long?', '多长时间？') } },
}

const order: Tool = {
  ...note,
  name: 'cafe_a1b2c3__place_order',
  title: both('Order at the café', '在咖啡馆下单'),
  source: 'Café Linden',
  consent: 'each-time',
  effects: ['leaves-device', 'costs-money'],
  parameters: {
    type: 'object',
    properties: {
      item: { type: 'string', enum: ['latte', 'tea'] },
      quantity: { type: 'integer' },
      name: text,
      time: text,
    },
    required: ['item', 'name'],
  },
  slots: {
    item: {
      kind: 'choice',
      ask: both('What would you like?', '想点什么？'),
      label: both('What', '餐品'),
      choices: [both('Latte', '拿铁'), both('Green tea', '绿茶')],
    },
    quantity: { kind: 'number', ask: both('How many?', '几份？'), label: both('How many', '数量') },
    name: { kind: 'person', ask: both('What name is it for?', '谁来取？'), label: both('Name', '取餐人') },
    time: { kind: 'time', ask: both('When?', '几点？'), label: both('Picked up at', '取餐时间') },
  },
  preview: async () => 'Café Linden asks €7.40 for it.',
}

const tools = [note, timer, order]

function step(id: string, { name, title, effects, source }: Tool, more: Partial<Step>): Step {
  return {
    ...{ id, tool: name, title: title.en, effects, args: {}, status: 'done', words: '' },
    ...(source !== undefined && { source }),
    ...more,
  }
}

const milk = { args: { text: 'buy oat milk' }, words: 'note that I need oat milk' }
const asked = { args: { item: 'latte', quantity: 2, name: 'Anna', time: '09:30' }, words: 'order two lattes' }

/** A question and the steps that were made of it, for each state. */
const scripts: Readonly<Record<string, readonly Step[]>> = {
  'steps-done': [
    step('a', note, { ...milk, ms: 12, said: 'Noted.', result: { id: 'n1' }, undo: 1 }),
    step('b', note, { ...milk, ms: 3, said: 'Noted.', undo: 1, isUndone: true }),
  ],
  'steps-asking': [
    step('a', order, { ...asked, status: 'asking', preview: 'Café Linden asks €7.40 for it.' }),
    step('b', note, { ...milk, status: 'planned' }),
  ],
  'steps-missing': [step('a', timer, { status: 'missing', missing: 'duration', words: 'set a timer' })],
  'steps-ended': [
    step('a', note, {
      ...milk,
      status: 'failed',
      ms: 30_000,
      fault: { code: 'tool-slow', numbers: { seconds: 30 } },
    }),
    step('b', note, { ...milk, status: 'stopped' }),
    step('c', order, { ...asked, status: 'refused', refusedBy: 'person' }),
    step('d', note, { ...milk, status: 'refused', refusedBy: 'too-many-steps' }),
  ],
  'steps-never': [step('a', order, { ...asked, status: 'refused', refusedBy: 'person' })],
}

/** The chat in view of such a state. */
export function stepsChat(state: string, now: number): Conversation | undefined {
  const steps = scripts[state]
  if (!steps) return undefined
  const common = { createdAt: now, status: 'done' } as const
  const question = {
    ...common,
    id: 'q',
    parentId: null,
    role: 'user',
    text: 'Please do this for me.',
  } as const
  const said = steps.flatMap(one => one.said ?? []).join('\n\n')
  const answer = { ...common, id: 'a', parentId: 'q', role: 'assistant', text: said, steps } as const
  return appendMessage(appendMessage(newConversation('shown', now), question), answer)
}

/** What does them; nothing is asked for by a message here. */
export function agentIn(chat: Chat, state: string): AgentDesk {
  const desk = createAgentRoom({
    chat,
    own: [async () => tools.filter(({ source }) => source === undefined)],
    sources: [{ list: () => [order], subscribe: () => () => {} }],
    router: { route: async () => [] },
    filler: { fill: async () => ({}) },
    readSlot: (_kind, words) => words,
    model: {
      facts: () => ({ parametersM: 135 }),
      generate() {
        throw new Error('No model chooses here')
      },
    },
    documents: async () => [],
    keptConsents: createKeptLater('consents'),
    keptCalls: createKeptLater('calls'),
    records: { markDirty() {} },
    language: () => 'en',
    now: Date.now,
    newId: () => crypto.randomUUID(),
  })
  if (state === 'steps-never')
    desk.consents.set({ name: order.name, source: order.source, title: '' }, 'never')
  return desk
}
