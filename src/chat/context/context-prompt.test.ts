import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendMessage, branch, type Conversation, contextOf, newConversation } from '../conversation.ts'
import { buildPrompt, buildPromptWith, promptPlace, systemMessages } from '../prompt.ts'
import type { ContextMark, Summary } from './summary.ts'
import { readTurns, turnsOf } from './turns.ts'

interface TurnPlan {
  readonly mark?: ContextMark | undefined
  readonly isAnswered: boolean
}

/** A chat of so many turns; each message's text is its id, and an empty answer stands for one that failed. */
function chatOf(plans: readonly TurnPlan[]): Conversation {
  let chat = newConversation('c', 0)
  plans.forEach(({ mark, isAnswered }, index) => {
    const question = { id: `q${index}`, role: 'user', text: `q${index};` } as const
    const answer = { id: `a${index}`, role: 'assistant', text: isAnswered ? `a${index};` : '' } as const
    for (const message of [{ ...question, ...(mark && { context: mark }) }, answer]) {
      chat = appendMessage(chat, { ...message, parentId: chat.leafId, createdAt: 0, status: 'done' })
    }
  })
  return chat
}

function summaryOf(id: string, ...turns: number[]): Summary {
  return {
    id,
    messageIds: turns.flatMap(turn => [`q${turn}`, `a${turn}`]),
    text: `<${id}>`,
    createdAt: 0,
  }
}

const answered: TurnPlan = { isAnswered: true }
const contents = (chat: Conversation) => buildPrompt(chat).map(({ content }) => content)

const plan = fc.record({
  mark: fc.constantFrom<ContextMark | undefined>(undefined, undefined, 'pinned', 'left-out'),
  isAnswered: fc.boolean(),
})
/** Any chat with any marks, any start and any summaries, of what is there and of what is not. */
const anyChat = fc
  .array(plan, { minLength: 1, maxLength: 8 })
  .chain(plans =>
    fc.record({
      plans: fc.constant(plans),
      start: fc.option(fc.nat({ max: plans.length - 1 })),
      summarised: fc.array(fc.uniqueArray(fc.nat({ max: plans.length }), { minLength: 1, maxLength: 4 }), {
        maxLength: 3,
      }),
    }),
  )
  .map(
    ({ plans, start, summarised }): Conversation => ({
      ...chatOf(plans),
      contextStartId: start === null ? null : `q${start}`,
      summaries: summarised.map((turns, index) => summaryOf(`s${index}`, ...turns)),
    }),
  )

function withoutMarks({ summaries: _, ...chat }: Conversation): Conversation {
  return { ...chat, messages: chat.messages.map(({ context: __, ...message }) => message) }
}

describe('the prompt of a chat with marks', () => {
  test('alternates, begins with the person and keeps the order, whatever the marks', () => {
    fc.assert(
      fc.property(anyChat, chat => {
        const prompt = buildPrompt(chat).slice(systemMessages.length)
        expect(prompt[0]?.role).toBe('user')
        if (JSON.stringify(buildPrompt(chat)) !== JSON.stringify(buildPrompt(withoutMarks(chat)))) {
          prompt.forEach((message, index) => {
            expect(message.role).toBe(index % 2 === 0 ? 'user' : 'assistant')
          })
        }
        const places = [
          ...contents(chat)
            .join('')
            .matchAll(/[qa](\d+);/g),
        ].map(([, place]) => Number(place))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
    )
  })

  test('never has what is left out, always what is pinned, and always ends with the newest question', () => {
    fc.assert(
      fc.property(anyChat, chat => {
        const whole = contents(chat).join('')
        const turns = turnsOf(branch(chat))
        for (const turn of turns.slice(0, -1)) {
          const [question] = turn.messages
          if (question?.context === 'left-out') expect(whole).not.toContain(question.text)
          if (question?.context === 'pinned')
            for (const { text } of turn.messages) expect(whole).toContain(text)
        }
        const next = buildPromptWith(chat, 'What now?').at(-1)
        expect(next?.role).toBe('user')
        expect(next?.content.endsWith('What now?')).toBe(true)
        expect(whole).toContain(turns.at(-1)?.messages[0]?.text)
      }),
    )
  })

  test('has each turn once: by itself or in one summary', () => {
    fc.assert(
      fc.property(anyChat, chat => {
        const whole = contents(chat).join('')
        for (const { turn, state, summary } of readTurns(chat)) {
          const text = turn.messages[0]?.text ?? ''
          const times = whole.split(text).length - 1
          expect(times).toBe(state === 'read' || state === 'pinned' ? 1 : 0)
          if (summary) expect(whole.split(summary.text).length - 1).toBe(1)
        }
      }),
    )
  })

  test('is letter for letter the same as without marks where none has a part in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 7 }),
        (isAnswered, start) => {
          const plain = {
            ...chatOf(isAnswered.map(is => ({ isAnswered: is }))),
            contextStartId: `q${start}`,
          }
          const asEver = contextOf(plain).flatMap(({ role, text }) =>
            role === 'user' || text !== '' ? [{ role, content: text }] : [],
          )
          expect(buildPrompt(plain)).toEqual([...systemMessages, ...asEver])
          const pinned = plain.messages.map(message =>
            message.role === 'user' && contextOf(plain).includes(message)
              ? { ...message, context: 'pinned' as const }
              : message,
          )
          expect(buildPrompt({ ...plain, messages: pinned })).toEqual(buildPrompt(plain))
        },
      ),
    )
  })
})

describe('a summary', () => {
  const chat = chatOf([answered, answered, answered, answered])

  test('stands where the first of its turns stood, with the message that follows it', () => {
    expect(contents({ ...chat, summaries: [summaryOf('s', 1, 2)] }).slice(1)).toEqual([
      'q0;',
      'a0;',
      'Summary of the earlier conversation: <s>\n\nq3;',
      'a3;',
    ])
  })

  test('is not in force on a branch that lacks one of its messages, nor over the newest question', () => {
    const elsewhere = { ...chat, leafId: 'a1', summaries: [summaryOf('s', 0, 2)] }
    expect(contents(elsewhere).join('')).not.toContain('<s>')
    expect(contents({ ...chat, summaries: [summaryOf('s', 2, 3)] }).join('')).not.toContain('<s>')
  })

  test('gives way to a newer one of the same messages, and comes back when that is gone', () => {
    const older = summaryOf('old', 0, 1)
    const both = { ...chat, summaries: [older, summaryOf('new', 0, 1, 2)] }
    expect(contents(both).join('')).toContain('<new>')
    expect(contents(both).join('')).not.toContain('<old>')
    expect(contents({ ...both, summaries: [older] }).join('')).toContain('<old>')
  })

  test('is read though its turns are before what the model reads from', () => {
    const dropped = { ...chat, contextStartId: 'q2', summaries: [summaryOf('s', 0, 1)] }
    expect(contents(dropped).join('')).toContain('<s>\n\nq2;')
  })
})

test('the place of a draft is another one whenever what is read before it is', () => {
  fc.assert(
    fc.property(anyChat, anyChat, (one, other) => {
      const before = (chat: Conversation) => JSON.stringify(buildPromptWith(chat, 'x'))
      if (before(one) !== before(other) && one.messages.length === other.messages.length) {
        // Other texts under the same ids do not happen: an edited message is a new one.
        fc.pre(one.messages.every(({ text }, index) => text === other.messages[index]?.text))
        expect(promptPlace(one)).not.toBe(promptPlace(other))
      }
    }),
  )
  const chat = chatOf([answered])
  expect(promptPlace({ ...chat, settings: { instructions: 'Be brief.' } })).not.toBe(promptPlace(chat))
})
