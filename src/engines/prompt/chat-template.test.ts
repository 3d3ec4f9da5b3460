import { expect, test } from 'vitest'
import type { GgufHeader, GgufValue } from '../../models/gguf.ts'
import type { PromptMessage } from '../engine.ts'
import { makeChatTemplate } from './chat-template.ts'

const thinker = `{{ bos_token }}{% for message in messages %}<{{ message.role }}>{{ message.content }}{% endfor %}
{%- if add_generation_prompt %}<assistant>
{%- if enable_thinking is defined and enable_thinking is false %}<think></think>{% endif %}{% endif %}`

function metadata(changes: Record<string, GgufValue> = {}): GgufHeader['metadata'] {
  return new Map<string, GgufValue>(
    Object.entries({
      'tokenizer.chat_template': thinker,
      'tokenizer.ggml.tokens': ['<s>', '</s>'],
      'tokenizer.ggml.bos_token_id': 0,
      ...changes,
    }),
  )
}
const user: PromptMessage = { role: 'user', content: 'Hi' }

test('a template that knows of thinking leaves it out when asked to, and only then', () => {
  const template = makeChatTemplate(metadata())
  expect(template?.render([user])).toBe('<s><user>Hi<assistant>')
  expect(template?.render([user], false)).toBe('<s><user>Hi<assistant><think></think>')
  expect(template?.render([user], true)).toBe('<s><user>Hi<assistant>')
})

test('a template that does not know of thinking takes no notice', () => {
  const plain = makeChatTemplate(metadata({ 'tokenizer.chat_template': '{{ messages[0].content }}:' }))
  expect(plain?.render([user], false)).toBe('Hi:')
})

test('the token in front is there once, whether the template writes it or not', () => {
  const added = makeChatTemplate(metadata({ 'tokenizer.ggml.add_bos_token': true }))
  expect(added?.begun('<s>Hi')).toBe('<s>Hi')
  expect(added?.begun('Hi')).toBe('<s>Hi')
  expect(makeChatTemplate(metadata())?.begun('Hi')).toBe('Hi')
})

test('there is none where the template is missing or cannot be read', () => {
  expect(makeChatTemplate(new Map())).toBeUndefined()
  expect(makeChatTemplate(metadata({ 'tokenizer.chat_template': '{% for %}' }))).toBeUndefined()
})
