import {
  appendMessage,
  type Conversation,
  type Message,
  newConversation,
} from '../../src/chat/conversation.ts'
import type { Passage, PassageFinder } from '../../src/chat/passages.ts'

const lease: readonly Passage[] = [
  {
    documentId: 'lease',
    title: 'Lease, Ring Street 4',
    start: 1200,
    end: 1420,
    page: 3,
    text: 'The monthly rent is 1,200 euros and is due on the first day of each month. It is paid into the account named in annex A. Heating is included in the rent, electricity is not. The landlord may raise the rent once in twelve months, with three months’ notice in writing.',
  },
  {
    documentId: 'rules',
    title: 'House rules 2026',
    start: 80,
    end: 210,
    text: 'Bicycles are kept in the cellar. Dogs are allowed on a lead in the yard, not in the flats. Quiet hours are from 22:00 to 6:00.',
  },
  {
    documentId: 'annex',
    title:
      'Annex A, accounts and deposit of the tenant, signed in Brno on the last day of the year before it came into force',
    start: 0,
    end: 96,
    page: 12,
    text: 'The deposit is two months’ rent. It is returned within 30 days after the keys are handed over.',
  },
]
const zuyue: readonly Passage[] = [
  {
    documentId: 'lease',
    title: '房屋租赁合同',
    start: 0,
    end: 80,
    page: 2,
    text: '本合同自2024年3月1日起生效，租期为两年。每月租金为人民币4500元，乙方应于每月5日前支付。逾期每日按千分之一支付违约金。',
  },
  {
    documentId: 'rules',
    title: '小区管理规定',
    start: 10,
    end: 60,
    text: '乙方不得在房屋内饲养大型犬。押金为9000元，退租后15日内无息退还。',
  },
]

interface Script {
  readonly question: string
  readonly answer: string
  readonly passages: readonly Passage[]
  readonly more?: Partial<Message>
}

const english: Script = {
  question: 'What is the rent, and what does it include?',
  answer:
    'The rent is **1,200 euros a month**, due on the first day [1]. Heating is included in the rent, but electricity is not [4].\n\n- The deposit is returned within 30 days after the keys are handed over.\n- The flat has a balcony with a view of the river [2].',
  passages: lease,
}
const scripts: Readonly<Record<string, Script>> = {
  'ask-cited': english,
  'ask-gone': english,
  'ask-none': { ...english, answer: 'Rents in that street have always been high. You should ask a lawyer.' },
  'ask-json': {
    ...english,
    answer: '{"rent": 1200}',
    more: { jsonSchema: '{"type":"object","properties":{"rent":{"type":"number"}}}' },
  },
  'ask-zh': {
    question: '每月租金是多少？可以养狗吗？',
    answer: '每月租金是人民币4500元，应于每月5日前支付[1]。不得在房屋内饲养大型犬。房屋附带一个地下停车位。',
    passages: zuyue,
  },
  'ask-nothing': {
    question: 'Who wrote Hamlet?',
    answer: '',
    passages: [],
    more: { documents: 'nothing-found' },
  },
  'ask-unused': {
    question: 'Who wrote Hamlet?',
    answer: 'William Shakespeare.',
    passages: [],
    more: { documents: 'not-used' },
  },
}

/** The chat in view of a state that begins with "ask-". */
export function askingChat(state: string, now: number): Conversation | undefined {
  if (!state.startsWith('ask-')) return undefined
  const script = scripts[state]
  const chat: Conversation = { ...newConversation('shown', now), settings: { documents: ['lease', 'rules'] } }
  if (!script) return chat
  const { question, answer, passages, more } = script
  const asked = appendMessage(chat, {
    id: 'q',
    parentId: null,
    role: 'user',
    text: question,
    createdAt: now,
    status: 'done',
  })
  return appendMessage(asked, {
    id: 'a',
    parentId: 'q',
    role: 'assistant',
    text: answer,
    createdAt: now,
    status: 'done',
    ...(passages.length > 0 && { passages }),
    ...more,
  })
}

/** Finds what the state wants; 'ask-searching' never ends. */
export function finderIn(state: string): PassageFinder {
  return {
    find: async () => {
      if (state === 'ask-searching') await new Promise(() => {})
      return { type: 'found', passages: lease }
    },
  }
}
