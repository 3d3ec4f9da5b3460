import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EngineError, type PromptTools, type ToolFormat } from '../engine.ts'
import { commonTags } from '../thought-tags.ts'
import { callForms, writeCall } from '../tool-format.ts'
import { makeChatTemplate } from './chat-template.ts'
import { makeToolTemplate } from './tool-template.ts'
import { otherTemplates, toolTemplates } from './tool-templates.fixture.ts'

const tokens = { bos_token: '<s>', eos_token: '</s>' }
const formats = Object.keys(toolTemplates) as ToolFormat[]
const made = (source: string) => makeToolTemplate(source, tokens, commonTags)
const templateOf = (format: ToolFormat) => made(toolTemplates[format]) ?? expect.fail(format)

const note = {
  name: 'add_note',
  description: 'Writes a "note".',
  parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
}
const call = { name: 'add_note', args: { text: 'oat milk' }, result: '> Noted: "oat milk"' }
const chat = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Note oat milk' },
] as const
const render = (format: ToolFormat, tools: Partial<PromptTools>, thinking?: boolean) =>
  templateOf(format).render(chat, { offered: [note], calls: [], ...tools }, thinking)

describe('the form of a template is what it writes', () => {
  test.each(formats)('%s', format => expect(templateOf(format).format).toBe(format))

  test.each(Object.entries(otherTemplates))('one that %s has none', (_, source) =>
    expect(made(source)).toBeUndefined(),
  )
})

describe.each(formats)('a chat with tools in the form of %s', format => {
  test('has the tools, the request, the calls and their results, and ends where the reply begins', () => {
    const text = render(format, { calls: [call, { ...call, args: { text: 'tea' }, result: '> Noted: tea' }] })
    for (const part of ['add_note', 'Writes a', 'Note oat milk', 'Noted: tea']) expect(text).toContain(part)
    expect(text.indexOf('Noted: tea')).toBeGreaterThan(text.indexOf('"tea"'))
    const { opening } = callForms[format]
    expect(render(format, { isCalling: true })).toBe(render(format, {}) + opening)
  })

  test('has each call as Hermit reads one', () => {
    const json = writeCall(format, call.name, call.args).replace(/\}\]$/, '')
    const { opening, closing } = callForms[format]
    const squeezed = render(format, { calls: [call] }).replace(/\s+/g, '')
    expect(squeezed).toContain((opening.trim() + json + closing.trim()).replace(/\s+/g, ''))
  })
})

test('Mistral’s results and descriptions are whole JSON, whatever is in them', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), said => {
    const offered = [{ ...note, description: said }]
    const written = render('mistral', { offered, calls: [{ ...call, result: said }] })
    const [, tools = ''] = /^<s>\[AVAILABLE_TOOLS\](.*)\[\/AVAILABLE_TOOLS\]\[INST\]/s.exec(written) ?? []
    const [, result = ''] = /\[TOOL_RESULTS\](.*)\[\/TOOL_RESULTS\]$/s.exec(written) ?? []
    expect(JSON.parse(tools)).toMatchObject([{ name: 'add_note', description: said }])
    expect(JSON.parse(result)).toEqual({ content: said, call_id: 'call00000' })
  })
  fc.assert(property)
})

test('thinking is left out, or closed where a template has opened it', () => {
  const opened = `${toolTemplates.qwen}<think>\n`.replace(/\{% if enable_thinking[\s\S]*?endif %\}/, '')
  expect(render('qwen', {}, false)).toMatch(/assistant\n<think>\n\n<\/think>\n\n$/)
  expect(made(opened)?.render(chat, { offered: [note], calls: [] }, false)).toMatch(
    /assistant\n<think>\n\n<\/think>\n\n$/,
  )
})

test('a tool that a template has no words for is said to be unsupported', () => {
  const broken = `${toolTemplates.qwen}{% for t in tools %}{% if t.function.parameters.anyOf %}{{ raise_exception('no') }}{% endif %}{% endfor %}`
  const odd = { ...note, parameters: { anyOf: [note.parameters] } }
  const template = made(broken) ?? expect.fail()
  expect(() => template.render(chat, { offered: [odd], calls: [] })).toThrow(EngineError)
  expect(() => template.render(chat, { offered: [odd], calls: [] })).toThrow('unsupported')
})

test('a GGUF’s own template for tools is taken before the one for chats', () => {
  const metadata = new Map([
    ['tokenizer.chat_template', otherTemplates['knows no tools'] ?? ''],
    ['tokenizer.chat_template.tool_use', toolTemplates.hermes],
  ])
  expect(makeChatTemplate(metadata)?.tools?.format).toBe('hermes')
  metadata.delete('tokenizer.chat_template.tool_use')
  expect(makeChatTemplate(metadata)).toMatchObject({ tools: undefined })
})
