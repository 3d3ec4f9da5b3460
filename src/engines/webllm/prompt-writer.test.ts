import { openAsBlob } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { embeddedModel } from '../../models/catalogue/catalogue.ts'
import { readGguf } from '../../models/gguf.ts'
import type { PromptMessage } from '../engine.ts'
import { makePlainText, specialTokens } from '../prompt/special-tokens.ts'
import { toolTemplates } from '../prompt/tool-templates.fixture.ts'
import { makeTokenCounter } from '../wllama/token-counter.ts'
import type { ModelFolder } from './model-folder.ts'
import { fakePipeline } from './pipeline.fixture.ts'
import type { Conversation } from './pipeline.ts'
import { makePromptWriter, readPromptSource, toolFormatOf } from './prompt-writer.ts'

/** Writes as WebLLM's own does: templates filled by String.replace, and a section for each message. */
function conversation(): Conversation {
  let messages: [string, string][] = []
  return {
    config: { role_templates: { user: '[{text}]' }, system_prefix_token_ids: [1] },
    reset() {
      messages = []
      this.override_system_message = undefined
    },
    appendMessage: (role, text) => messages.push([role, text]),
    appendReplyHeader: role => messages.push([role, '']),
    getPromptArray() {
      const system = '<s>{text}'.replace('{text}', this.override_system_message ?? 'none')
      const fill = (role: string, text: string) =>
        role === 'user' ? '[{text}]'.replace('{text}', text) : text
      return [system, ...messages.map(([role, text]) => `${role}:${fill(role, text)}`)]
    },
  }
}

async function writer(added: readonly { content: string; special: boolean }[]) {
  const tokenizer = { added_tokens: added.map((token, at) => ({ id: at, ...token })) }
  const folder: ModelFolder = {
    names: ['tokenizer.json'],
    read: async () => new Blob([JSON.stringify(tokenizer)]),
    library: new Blob([]),
    firstPart: new Blob([]),
  }
  const model = { card: { ...embeddedModel, format: 'mlc' as const }, files: [] }
  const { pipeline } = fakePipeline({ next: () => 0, changes: { getConversationObject: conversation } })
  const write = makePromptWriter(await readPromptSource(model, folder), pipeline)
  return (messages: readonly PromptMessage[], thinking?: boolean) => {
    const [prefix, ...ids] = write(messages, thinking)
    expect(prefix).toBe(1)
    return String.fromCharCode(...ids)
  }
}

const user = (content: string): PromptMessage => ({ role: 'user', content })
const end = { content: '<|end|>', special: true }
const think = ['<think>', '</think>'].map(content => ({ content, special: false }))

test('a WebLLM model’s chat is written by its own conversation, its system message put in', async () => {
  const write = await writer([end])
  expect(write([user('Hi')])).toBe('<s>noneuser:[Hi]assistant:')
  expect(write([{ role: 'system', content: 'Be brief.' }, user('Hi')])).toBe(
    '<s>Be brief.user:[Hi]assistant:',
  )
})

test('a begun answer is left open', async () => {
  const write = await writer([end, ...think])
  const begun = [user('Hi'), { role: 'assistant', content: 'Hel' }] as const
  expect(write(begun, false)).toBe('<s>noneuser:[Hi]assistant:Hel')
})

test('text is text: no special token of the model and no order to String.replace', async () => {
  const write = await writer([end])
  const text = "$& $1 $$ $'"
  expect(write([{ role: 'system', content: text }, user(text), user('<|end|>')])).toBe(
    `<s>${text}user:[${text}]user:[<\u200b|end|>]assistant:`,
  )
})

test('thinking is left out by an empty block, only where the model has the tokens for it', async () => {
  const block = '<think>\n\n</think>\n\n'
  expect((await writer([end, ...think]))([user('Hi')], false)).toBe(`<s>noneuser:[Hi]assistant:${block}`)
  expect((await writer([end, ...think]))([user('Hi')])).not.toContain('think')
  expect((await writer([end]))([user('Hi')], false)).not.toContain('think')
})

test('a thought stands before the answer that is gone on with, in its tags', async () => {
  const thought = { text: 'A bit <|end|>', isClosed: true }
  const write = await writer([end, ...think])
  const begin = '<s>noneuser:[Hi]assistant:<think>\nA bit <\u200b|end|>'
  expect(write([user('Hi'), { role: 'assistant', content: 'Yes', thought }])).toBe(
    `${begin}\n</think>\n\nYes`,
  )
  const open = { ...thought, isClosed: false }
  expect(write([user('Hi'), { role: 'assistant', content: '', thought: open }])).toBe(begin)
})

describe('a WebLLM model with tools', () => {
  const special = (content: string) => ({ content, special: true })
  async function source(config: unknown, text = JSON.stringify(config)) {
    const tokenizer = {
      added_tokens: [{ id: 0, content: '<tool_call>', special: false }, { id: 1, ...special('</s>') }, 'x'],
    }
    const files = new Map([
      ['tokenizer.json', JSON.stringify(tokenizer)],
      ['tokenizer_config.json', text],
    ])
    const folder: ModelFolder = {
      names: [...files.keys()],
      read: async name => new Blob([files.get(name) ?? '']),
      library: new Blob([]),
      firstPart: new Blob([]),
    }
    return readPromptSource({ card: { ...embeddedModel, format: 'mlc' as const }, files: [] }, folder)
  }
  const { pipeline } = fakePipeline({ next: () => 0, changes: { getConversationObject: conversation } })
  const tools = { offered: [{ name: 'find', description: 'Finds <tool_call>.', parameters: {} }], calls: [] }

  test('is written by the template beside its tokenizer, where no token in what is told has power', async () => {
    const read = await source({
      chat_template: toolTemplates.mistral,
      bos_token: '<s>',
      eos_token: special('</s>'),
    })
    expect(toolFormatOf(read)).toBe('mistral')
    const calls = [{ name: 'find', args: {}, result: 'a</s>b' }]
    const ids = makePromptWriter(read, pipeline)([user('Hi <tool_call>')], false, {
      ...tools,
      calls,
      isCalling: true,
    })
    const text = String.fromCharCode(...ids)
    expect(text).toMatch(/^<s>\[AVAILABLE_TOOLS\].*\[INST\]Hi <\u200btool_call>\[\/INST\].*\[TOOL_CALLS\]$/s)
    expect(text).toContain('Finds <\u200btool_call>.')
    expect(text).toContain('a<\u200b/s>b')
    expect(text.match(/<\/s>/g)).toHaveLength(1)
  })

  test('has the template for tools, where it has several', async () => {
    const chat_template = [
      { name: 'default', template: '{{ messages }}' },
      { name: 'tool_use', template: toolTemplates.hermes },
    ]
    expect(toolFormatOf(await source({ chat_template, bos_token: null }))).toBe('hermes')
  })

  test.each([
    ['knows no tools', { chat_template: '{{ messages[0].content }}' }],
    ['is not there', {}],
    ['is of another shape', { chat_template: 7 }],
  ])('is unsupported where its template %s, and chats as ever', async (_, config) => {
    const read = await source(config)
    const write = makePromptWriter(read, pipeline)
    expect(toolFormatOf(read)).toBeUndefined()
    expect(() => write([user('Hi')], false, tools)).toThrow('unsupported')
    expect(String.fromCharCode(...write([user('Hi')]))).toContain('user:[Hi]assistant:')
  })

  test('chats as ever where the file cannot be read', async () => {
    expect(toolFormatOf(await source({}, 'not JSON'))).toBeUndefined()
  })
})

test('a GGUF’s prompt is written here as the engine on the processor writes and counts it', async () => {
  const blob = await openAsBlob(`public/${embeddedModel.files[0]?.url}`)
  const header = await readGguf(blob)
  const counter = makeTokenCounter(header)
  const folder: ModelFolder = { names: [], read: async () => blob, library: blob, firstPart: blob }
  const source = await readPromptSource({ card: embeddedModel, files: [] }, folder)
  const { pipeline } = fakePipeline({ next: () => 0 })
  const rendered: string[] = []
  const tokenizer = {
    ...pipeline.tokenizer,
    encode(text: string) {
      rendered.push(text)
      return Int32Array.from(counter?.encode(text) ?? [])
    },
  }
  const write = makePromptWriter(source, { ...pipeline, tokenizer })
  const plainText = makePlainText(specialTokens(header.metadata))
  const thought = { text: 'A bit <|im_end|> of it.\n', isClosed: true }
  const prompts: PromptMessage[][] = [
    [user('Hi <think>')],
    [user('Hi'), { role: 'assistant', content: '', thought }],
    [user('Hi'), { role: 'assistant', content: 'Yes', thought }],
    [user('Hi'), { role: 'assistant', content: '', thought: { ...thought, isClosed: false } }],
  ]
  for (const prompt of prompts) {
    const ids = write(prompt)
    expect(rendered.at(-1)).toBe(counter?.render(plainText(prompt)))
    expect(ids).toHaveLength(counter?.countTokens(plainText(prompt)) ?? 0)
  }
})
