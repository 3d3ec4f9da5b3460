import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatState } from './chat.ts'
import {
  appendMessage,
  type Conversation,
  type Message,
  newConversation,
  replaceMessage,
  versionsOf,
} from './conversation.ts'
import { createOutlineSelector } from './use-outline.ts'

function message(id: string, parentId: string | null, role: Message['role']): Message {
  return { id, parentId, role, text: id, createdAt: 0, status: 'done' }
}

function stateOf(conversation: Conversation): ChatState {
  return {
    access: 'full',
    conversations: new Map([[conversation.id, conversation]]),
    currentId: conversation.id,
    drafts: {},
    running: new Map(),
    elsewhere: new Map(),
    unreadable: [],
  }
}

describe('the outline', () => {
  const question = message('q', null, 'user')
  const asked = appendMessage(newConversation('c', 0), question)
  const answered = appendMessage(asked, message('a', 'q', 'assistant'))

  it('is the same object while only a text grows', () => {
    const select = createOutlineSelector()
    const before = select(stateOf(answered))
    const grown = replaceMessage(answered, { ...message('a', 'q', 'assistant'), text: 'longer' })
    expect(select(stateOf(grown))).toBe(before)
  })

  it('is a new one when a message comes, a version is chosen or the context begins later', () => {
    const select = createOutlineSelector()
    const before = select(stateOf(answered))
    const retried = appendMessage(answered, message('b', 'q', 'assistant'))
    const after = select(stateOf(retried))
    expect(after).not.toBe(before)
    expect(after?.items.map(item => item.id)).toEqual(['q', 'b'])
    const chosen = select(stateOf({ ...retried, leafId: 'a' }))
    expect(chosen?.items.map(item => item.id)).toEqual(['q', 'a'])
    expect(select(stateOf({ ...retried, contextStartId: 'b' }))?.contextStartId).toBe('b')
  })

  it('knows each message’s place and versions as the conversation does', () => {
    const parents = fc.array(fc.record({ parent: fc.nat(), isUser: fc.boolean() }), { maxLength: 30 })
    fc.assert(
      fc.property(parents, plan => {
        let conversation = newConversation('c', 0)
        plan.forEach(({ parent, isUser }, index) => {
          const parentId = index === 0 ? null : `m${parent % index}`
          conversation = appendMessage(
            conversation,
            message(`m${index}`, parentId, isUser ? 'user' : 'assistant'),
          )
        })
        const outline = createOutlineSelector()(stateOf(conversation))
        for (const item of outline?.items ?? []) {
          const found = conversation.messages[item.index]
          expect(found?.id).toBe(item.id)
          if (found) expect(item.versions).toEqual(versionsOf(conversation, found).map(({ id }) => id))
        }
      }),
    )
  })
})
