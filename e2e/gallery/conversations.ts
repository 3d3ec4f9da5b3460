import {
  appendMessage,
  type Conversation,
  type Message,
  newConversation,
} from '../../src/chat/conversation.ts'
import type { Fault } from '../../src/fault.ts'
import { askingChat } from './documents.ts'
import { stepsChat } from './steps.ts'

const dayMs = 86_400_000
const stats = {
  promptTokens: 312,
  cachedTokens: 120,
  completionTokens: 120,
  firstTokenMs: 1400,
  tokensPerSecond: 18.2,
}
const writtenBy = [{ modelName: 'SmolLM2 135M Instruct', engineId: 'wllama', build: 'Q4_1 d674e60b' }]
const essay = `Tides come from the Moon's pull on the sea. It is strongest on the side of the Earth that faces the Moon, and there the water rises a little.

On the far side the pull is weakest, and the water there is left behind in a second rise. As the Earth turns, a coast passes through both, so most places see two high tides a day.

The Sun does the same, less than half as strongly. When the two line up, at new and full moon, tides are highest.`

type Ending = Partial<Pick<Message, 'status' | 'fault' | 'text'>>

function add(chat: Conversation, id: string, role: Message['role'], text: string, rest: Ending = {}) {
  const message: Message = {
    id,
    parentId: chat.leafId,
    role,
    text,
    createdAt: chat.createdAt,
    status: 'done',
    ...(role === 'assistant' && text !== '' ? { stats, writtenBy } : {}),
    ...rest,
  }
  return appendMessage(chat, message)
}

/** A chat of one question, whose answer ended as said. */
function chatOf(id: string, at: number, question: string, answer: string, rest: Ending = {}): Conversation {
  const asked = add(newConversation(id, at), `${id}-q`, 'user', question)
  return { ...add(asked, `${id}-a`, 'assistant', answer, rest), updatedAt: at }
}

const failures: Readonly<Record<string, Fault>> = {
  'too-long': { code: 'message-too-long', numbers: { overTokens: 1234, contextTokens: 4096 } },
  'chat-too-long': { code: 'chat-too-long', numbers: { overTokens: 310, contextTokens: 4096 } },
  crashed: { code: 'crashed', detail: 'RuntimeError: unreachable' },
}

const endings: Readonly<Record<string, Ending>> = {
  stopped: { status: 'stopped' },
  length: { status: 'length' },
  interrupted: { status: 'interrupted' },
  cut: { status: 'failed', fault: { code: 'crashed', detail: 'RuntimeError: unreachable' } },
}

function shown(state: string, now: number): Conversation | undefined {
  const asking = askingChat(state, now) ?? stepsChat(state, now)
  if (asking) return asking
  const question = 'Why are there two high tides a day?'
  const fault = failures[state]
  if (fault) return chatOf('shown', now, question, '', { status: 'failed', fault })
  const ending = endings[state]
  if (ending) return chatOf('shown', now, question, essay.slice(0, 210), ending)
  if (state === 'long') {
    let chat = newConversation('shown', now)
    for (let turn = 0; turn < 80; turn += 1) {
      chat = add(chat, `q${turn}`, 'user', `Question ${turn}: and then?`)
      chat = add(chat, `a${turn}`, 'assistant', essay)
    }
    return { ...chat, contextStartId: 'q78' }
  }
  if (state === 'wide') {
    const chat = chatOf('shown', now, 'x'.repeat(400), `https://example.org/${'path/'.repeat(60)}`)
    return add(chat, 'cjk', 'user', '潮汐来自月球的引力。'.repeat(30))
  }
  const isChat = ['chat', 'reading', 'waiting', 'streaming', 'update', 'damaged', 'memory', 'newer']
  if (![...isChat, 'failing', 'elsewhere', 'unreadable'].includes(state) && !state.startsWith('models')) {
    return undefined
  }
  const first = chatOf('shown', now, question, 'Because of the Moon.')
  const retried = { ...first, leafId: 'shown-q' }
  return add(add(retried, 'second', 'assistant', essay), 'thanks', 'user', 'And neap tides?')
}

/** The chats of a state; the one in view has the id 'shown'. */
export function conversationsFor(state: string, now: number): Conversation[] {
  if (['first', 'needs', 'offline', 'retry'].includes(state)) return []
  const view = shown(state, now)
  const answered = view?.leafId === 'thanks' ? add(view, 'neap', 'assistant', essay.slice(0, 160)) : view
  return [
    ...(answered ? [answered] : []),
    chatOf('poem', now - 60_000, 'Write a short poem about the sea', 'The sea…'),
    chatOf('rain', now - 2 * dayMs, 'Three ideas for a rainy afternoon, indoors, with two children', '1.'),
    chatOf('zh', now - 3 * dayMs, '用一句话介绍你自己', 'I am Hermit.'),
    chatOf('code', now - 9 * dayMs, 'A Python function that reverses a string', 'def f(s): return s[::-1]'),
  ]
}
