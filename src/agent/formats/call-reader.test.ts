import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ToolFormat } from '../../engines/engine.ts'
import { callForms, writeCall } from '../../engines/tool-format.ts'
import { beginningOf } from './call-reader.ts'

const formats = ['qwen', 'hermes', 'llama3', 'mistral'] as const satisfies readonly ToolFormat[]
const format = fc.constantFrom(...formats)
const written = (form: ToolFormat, args: Readonly<Record<string, unknown>> = { text: 'tea' }) =>
  callForms[form].opening + writeCall(form, 'add_note', args) + callForms[form].closing

describe.each(formats)('a reply in the form of %s', form => {
  const call = written(form)

  test('that begins with a call is one, also after blanks and after a thought', () => {
    for (const before of [
      '',
      '\n\n  ',
      '<think>\n\n</think>\n\n',
      '<think>Hm, a note?</think>',
      '[THINK]a[/THINK]',
    ]) {
      expect(beginningOf(form, before + call)).toBe('call')
    }
  })

  test('that only thinks of a call, quotes it or tells of it is none', () => {
    for (const text of [
      `I would write ${call}`,
      `\`\`\`json\n${call}\n\`\`\``,
      `> ${call}`,
      `"${call}"`,
      `<think>${call}</think>Done.`,
      `<think>${call}</think>\n\`\`\`\n${call}\`\`\``,
      'Done.',
      '好的。',
    ]) {
      expect(beginningOf(form, text)).toBe('answer')
    }
  })

  test('that is still thinking, or has hardly begun, is not known yet', () => {
    for (const text of [
      '',
      ' \n',
      '<',
      '<think>',
      `<think>${call}`,
      `<think>${call}</thi`,
      call.slice(0, 3),
    ]) {
      expect(beginningOf(form, text)).toBe('open')
    }
  })
})

test('the blanks of JSON are the model’s own, and a mark may be kept back by the engine', () => {
  expect(beginningOf('llama3', '{ "name" : "add_note"')).toBe('call')
  expect(beginningOf('llama3', '<|python_tag|>{"name": "add_note"')).toBe('call')
  expect(beginningOf('llama3', '{"text": "tea"}')).toBe('answer')
  expect(beginningOf('mistral', ' [{"name": "add_note"')).toBe('call')
  expect(beginningOf('mistral', '[1] is a footnote')).toBe('answer')
})

test('however a reply is cut into pieces, it is known once and for all by the first that tells', () => {
  const pieces = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<think>',
      '</think>',
      '<',
      '{',
      '"name":',
      '[TOOL_',
      'CALLS]',
      '<tool_',
      'call>',
      '\n',
      ' ',
    ),
    format.map(form => written(form)),
  )
  const text = fc.array(pieces, { maxLength: 8 }).map(parts => parts.join(''))
  const property = fc.property(format, text, (form, reply) => {
    const whole = beginningOf(form, reply)
    const seen = Array.from({ length: reply.length + 1 }, (_, end) => beginningOf(form, reply.slice(0, end)))
    const first = seen.findIndex(beginning => beginning !== 'open')
    expect(new Set(first < 0 ? seen : seen.slice(first))).toEqual(new Set([whole]))
  })
  fc.assert(property, { numRuns: 500 })
})
