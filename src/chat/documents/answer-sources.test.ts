import { describe, expect, test } from 'vitest'
import { askText } from '../../ui/i18n/ask.ts'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import type { Message } from '../conversation.ts'
import { chatToMarkdown } from '../transfer/markdown.ts'
import { copyOf } from './answer-sources.ts'

const answer: Message = {
  id: 'a',
  parentId: 'q',
  role: 'assistant',
  text: 'The rent is 900 euros [7]. Pets are welcome [1].',
  createdAt: 1_790_000_000_000,
  status: 'done',
  passages: [
    { documentId: 'd', title: 'Lease', start: 0, end: 29, page: 3, text: 'The rent is 900 euros a month' },
    { documentId: 'e', title: 'House rules', start: 0, end: 17, text: 'Bicycles go below' },
  ],
}

describe('copying an answer', () => {
  test('takes the numbers that hold in place of the model’s, and its sources', () => {
    expect(copyOf(answer, askText(textOf('en')))).toBe(
      'The rent is 900 euros. [1] Pets are welcome.\n\nSources\n[1] Lease, page 3\n[2] House rules',
    )
    expect(copyOf(answer, askText(textOf('zh-CN')))).toMatch(/\n\n出处\n\[1\] Lease，第 3 页\n/)
  })

  test('takes JSON, a question and an answer from nothing as they are', () => {
    const words = askText(textOf('en'))
    const { passages: _, ...bare } = answer
    for (const message of [{ ...answer, jsonSchema: '{}', text: '{"a": [1]}' }, bare]) {
      expect(copyOf(message, words)).toBe(message.text)
    }
  })
})

test('a chat as Markdown has the sources too, and says where there was nothing', () => {
  const question: Message = {
    id: 'q',
    parentId: null,
    role: 'user',
    text: 'Rent?',
    createdAt: 1,
    status: 'done',
  }
  const base = { id: 'c', title: null, createdAt: 1, updatedAt: 1, contextStartId: null }
  const whole = chatToMarkdown({ ...base, leafId: 'a', messages: [question, answer] }, textOf('en'))
  expect(whole).toContain(
    'The rent is 900 euros. [1] Pets are welcome.\n\nSources:\n\n1. Lease, page 3\n2. House rules',
  )
  const nothing: Message = {
    ...question,
    id: 'a',
    parentId: 'q',
    role: 'assistant',
    text: '',
    documents: 'nothing-found',
  }
  expect(chatToMarkdown({ ...base, leafId: 'a', messages: [question, nothing] }, textOf('zh-CN'))).toContain(
    '附上的文档里没有能回答这个问题的内容。',
  )
})
