import { describe, expect, test } from 'vitest'
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

describe('a thought before the answer that is gone on with', () => {
  const opening = `{% for message in messages %}<{{ message.role }}>{{ message.content }}{% endfor %}
{%- if add_generation_prompt %}<assistant><think>\n{% endif %}`
  const closed = (text: string, content = ''): PromptMessage => ({
    role: 'assistant',
    content,
    thought: { text, isClosed: true },
  })
  const open = (text: string): PromptMessage => ({
    role: 'assistant',
    content: '',
    thought: { text, isClosed: false },
  })
  const template = (source: string, tokens: readonly string[] = ['<s>', '</s>']) =>
    makeChatTemplate(metadata({ 'tokenizer.chat_template': source, 'tokenizer.ggml.tokens': [...tokens] }))

  test('stands between the tags, which are opened once', () => {
    const begin = '<user>Hi<assistant><think>\n'
    for (const each of [template(opening), template(opening.replace('<think>\n', '<think>'))]) {
      expect(each?.thinking).toBe('opened')
      expect(each?.render([user, closed('A bit.\n', 'Yes')])).toBe(`${begin}A bit.\n</think>\n\nYes`)
      expect(each?.render([user, open('A bit. ')])).toBe(`${begin}A bit. `)
      expect(each?.render([user, closed('')])).toBe(`${begin}\n</think>\n\n`)
    }
    const tagged = template(thinker)
    expect(tagged?.thinking).toBe('tagged')
    expect(tagged?.render([user, closed('A bit.', 'Yes')])).toBe(`<s>${begin}A bit.\n</think>\n\nYes`)
    expect(tagged?.render([user, open('A bit')], false)).toBe(`<s>${begin}A bit`)
  })

  test('is not there twice where the template has left thinking out itself', () => {
    expect(template(thinker)?.render([user, closed('')], false)).toBe('<s><user>Hi<assistant><think></think>')
  })

  test('is closed by a template that opened it, where an answer without one is gone on with', () => {
    const begun: PromptMessage = { role: 'assistant', content: 'Yes' }
    expect(template(opening)?.render([user, begun])).toBe('<user>Hi<assistant><think>\n\n</think>\n\nYes')
    expect(template(thinker)?.render([user, begun])).toBe('<s><user>Hi<assistant>Yes')
  })

  test('has the tags of the model’s own vocabulary', () => {
    const plain = '{{ messages[0].content }}:'
    const magistral = template(plain, ['[THINK]', '[/THINK]'])
    expect(magistral?.thinking).toBe('tagged')
    expect(magistral?.render([user, closed('A')])).toBe('Hi:[THINK]\nA\n[/THINK]\n\n')
    expect(template(plain)?.thinking).toBeUndefined()
  })
})

test('the token in front is taken off for those who put it there themselves', () => {
  const added = makeChatTemplate(metadata({ 'tokenizer.ggml.add_bos_token': true }))
  expect(added?.unbegun('<s>Hi')).toBe('Hi')
  expect(makeChatTemplate(metadata())?.unbegun('<s>Hi')).toBe('<s>Hi')
})
