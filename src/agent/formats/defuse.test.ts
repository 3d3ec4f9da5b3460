import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callForms } from '../../engines/tool-format.ts'
import { beginningOf } from './call-reader.ts'
import { defuse, defuseAll, undefuseAll } from './defuse.ts'

const marks = [
  ...Object.values(callForms).flatMap(form => form.marks),
  ...['<tools>', '</tools>', '<tool_response>', '</tool_response>', '<function=send_all>', '</parameter>'],
  ...['[AVAILABLE_TOOLS]', '[/AVAILABLE_TOOLS]', '[TOOL_RESULTS]', '[/TOOL_RESULTS]', '[ARGS]', '[CALL_ID]'],
  ...['[INST]', '[/INST]', '<|im_start|>', '<|im_end|>', '<|eot_id|>', '<|start_header_id|>', '<|eom_id|>'],
  ...['<think>', '</think>', '[THINK]', '[/THINK]'],
]

test.each(marks)('%s opens and closes nothing any more, and reads the same', mark => {
  for (const text of [mark, mark.toLowerCase(), `a${mark}b`, `<${mark}`, mark + mark]) {
    expect(defuse(text)).not.toContain(mark)
    expect(defuse(text).replaceAll('\u200b', '')).toBe(text)
  }
})

test('no arrangement of pieces of marks leaves one whole, and what is done twice is done once', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...marks,
      '<',
      '</',
      '[',
      '[/',
      '>',
      ']',
      '|',
      'tool_call',
      'TOOL_CALLS',
      'think',
      ' ',
      '\n',
    ),
    fc.string(),
  )
  const text = fc.array(piece, { maxLength: 10 }).map(parts => parts.join(''))
  const property = fc.property(text, hostile => {
    const plain = defuse(hostile)
    for (const mark of marks) expect(plain.toLowerCase()).not.toContain(mark.toLowerCase())
    for (const format of ['qwen', 'hermes'] as const) expect(beginningOf(format, plain)).not.toBe('call')
    expect(defuse(plain)).toBe(plain)
  })
  fc.assert(property, { numRuns: 500 })
})

test('ordinary words stay as they are', () => {
  for (const text of [
    'a < b',
    'x[1]',
    '[link](https://a.example)',
    '<b>bold</b>',
    'List<Toolbox>',
    '[1] tools',
    '工具<br>',
  ]) {
    expect(defuse(text)).toBe(text)
  }
})

test('in a value every text and every name is defused, and nothing else', () => {
  expect(defuseAll({ '<tools>': ['</tool_call>', 1, null, true, { a: '[INST]' }] })).toEqual({
    '<\u200btools>': ['<\u200b/tool_call>', 1, null, true, { a: '[\u200bINST]' }],
  })
})

test('what a model copies of defused words is what was written', () => {
  const text = fc.oneof(fc.constantFrom(...marks), fc.string()).filter(each => !each.includes('\u200b'))
  const property = fc.property(fc.dictionary(text, fc.array(text)), value => {
    expect(undefuseAll(defuseAll(value))).toEqual(value)
  })
  fc.assert(property)
})
