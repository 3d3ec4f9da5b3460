import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkAnswer } from '../../chat/json/check-answer.ts'
import { checkSchema } from '../../chat/json/check-schema.ts'
import type { ToolFormat } from '../../engines/engine.ts'
import { makeToolTemplate } from '../../engines/prompt/tool-template.ts'
import { toolTemplates } from '../../engines/prompt/tool-templates.fixture.ts'
import { commonTags } from '../../engines/thought-tags.ts'
import { callForms, writeCall } from '../../engines/tool-format.ts'
import { recorder } from '../agent.fixture.ts'
import { callSchema, parseCall } from './call-json.ts'
import { beginningOf } from './call-reader.ts'

const formats = ['qwen', 'hermes', 'llama3', 'mistral'] as const satisfies readonly ToolFormat[]
const args = fc.dictionary(
  fc.string().filter(name => name !== '__proto__'),
  fc.jsonValue(),
)

test.each(formats)('a call in the form of %s is read as it was written', format => {
  const property = fc.property(fc.string(), args, (tool, given) => {
    const json = writeCall(format, tool, given)
    // What JSON cannot say (-0) is not asked for.
    expect(parseCall(format, json)).toEqual({ tool, args: JSON.parse(JSON.stringify(given)) })
  })
  fc.assert(property)
})

test.each(formats)('a call as the template of %s writes it is seen and read', format => {
  const template =
    makeToolTemplate(toolTemplates[format], { bos_token: '<s>', eos_token: '</s>' }, commonTags) ??
    expect.fail()
  const tools = { offered: [recorder('add_note')], calls: [] }
  const messages = [{ role: 'user', content: 'Note it' }] as const
  const prompt = template.render(messages, tools)
  const property = fc.property(args, given => {
    const calls = [{ name: 'add_note', args: given, result: 'R' }]
    // What stands between the prompt and the end of the turn is what the model wrote.
    const reply = template.render(messages, { ...tools, calls }).slice(prompt.trimEnd().length)
    const end =
      /(?:<\|im_end\|>|<\|eot_id\|>|<\/s>)[^<]*(?:<\|(?:im_start|start_header_id)\|>(?:user|tool|ipython)|\[TOOL_RESULTS\])/
    const written = reply.slice(0, reply.search(end))
    expect(beginningOf(format, written)).toBe('call')
    const { opening, closing } = callForms[format]
    const from = written.indexOf(opening.trim()) + opening.trim().length
    const json = written.slice(from, written.length - closing.length).trim()
    // Mistral's templates number calls.
    const own = json.replace(/, "id": "call00000"\}\]$/, '}]')
    expect(parseCall(format, own)).toEqual({ tool: 'add_note', args: JSON.parse(JSON.stringify(given)) })
  })
  fc.assert(property)
})

test('an argument that would be an object’s prototype is left out', () => {
  const json = '{"name": "a", "arguments": {"__proto__": {"isAllowed": true}, "text": "b"}}'
  expect(parseCall('qwen', json)).toEqual({ tool: 'a', args: { text: 'b' } })
})

test.each([
  ['no JSON', 'add_note("tea")'],
  ['cut', '{"name": "add_note", "arguments": {"te'],
  ['more than a call', '{"name": "a", "arguments": {}, "consent": "given"}'],
  ['two calls', '[{"name": "a", "arguments": {}}, {"name": "b", "arguments": {}}]'],
  ['a call in a call', '{"name": {"name": "a"}, "arguments": {}}'],
  ['arguments as a text', '{"name": "a", "arguments": "{}"}'],
  ['arguments as a list', '{"name": "a", "arguments": [1]}'],
  ['no arguments', '{"name": "a"}'],
  ['nothing', ''],
  ['null', 'null'],
])('what is %s is no call', (_, json) => {
  for (const format of formats) {
    expect(parseCall(format, json)).toBeUndefined()
    const { isList } = callForms[format]
    if (isList) expect(parseCall(format, `[${json}]`)).toBeUndefined()
  }
})

test.each(formats)(
  'what a call of %s is decoded under can be decoded, and lets through calls alone',
  format => {
    const schema = JSON.stringify(callSchema(format, [recorder('add_note'), recorder('find')]))
    expect(checkSchema(schema)).toMatchObject({ kind: 'good' })
    const verdict = (name: string, given: Readonly<Record<string, unknown>>) =>
      checkAnswer(schema, writeCall(format, name, given)).kind
    expect(verdict('add_note', { text: 'tea' })).toBe('valid')
    expect(verdict('send_all', { text: 'tea' })).toBe('invalid')
    expect(verdict('find', { text: 1 })).toBe('invalid')
    expect(verdict('find', { text: 'a', admin: true })).toBe('invalid')
  },
)
