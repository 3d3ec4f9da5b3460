import { expect, test } from 'vitest'
import type { Step } from '../../agent/step.ts'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import { appendMessage, type Message, newConversation } from '../conversation.ts'
import { chatToMarkdown } from './markdown.ts'

const step: Step = {
  ...{
    id: 's',
    tool: 'add_note',
    title: 'Add a *note*',
    effects: ['writes'],
    args: {},
    status: 'done',
    words: '',
  },
  said: 'Kept: milk',
}

function exported(answer: Partial<Message>): string {
  const question: Message = {
    ...{ id: 'q', parentId: null, role: 'user', text: 'note: milk', createdAt: 0, status: 'done' },
  }
  const message: Message = { ...question, id: 'a', parentId: 'q', role: 'assistant', ...answer }
  return chatToMarkdown([question, message].reduce(appendMessage, newConversation('c', 0)), textOf('en'))
}

test('an answer made by tools names them, and what they said is there once', () => {
  const text = exported({ text: 'Kept: milk', steps: [step] })
  expect(text).toContain('> **Add a \\*note\\***')
  expect(text.match(/Kept: milk/g)).toHaveLength(1)
})

test('where a model wrote the answer, what the tools said stands beside it', () => {
  const text = exported({ text: 'It is written down.', steps: [step] })
  expect(text).toContain('> Kept: milk')
  expect(text).toContain('It is written down.')
})
