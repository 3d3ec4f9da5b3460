import type { Tool } from '../../src/abilities/tool.ts'
import { callSchema, parseCall } from '../../src/agent/formats/call-json.ts'
import { formatMessages, formatTools } from '../../src/agent/formats/choose-by-format.ts'
import type { Step } from '../../src/agent/step.ts'
import type { ContractTestApi } from '../../src/engines/contract.ts'
import type { Engine, GenerateRequest, ModelFile, PromptTools, Usage } from '../../src/engines/engine.ts'
import { makeChatTemplate } from '../../src/engines/prompt/chat-template.ts'
import { makePlainText, makePlainTools, specialTokens } from '../../src/engines/prompt/special-tokens.ts'
import { toolTemplates } from '../../src/engines/prompt/tool-templates.fixture.ts'
import { makeTokenCounter } from '../../src/engines/wllama/token-counter.ts'
import { readGguf } from '../../src/models/gguf.ts'
import { withTemplate } from '../with-template.ts'
import { modelOf } from './models.ts'

const format = 'qwen'
const never = new AbortController().signal
/** One is enough: on a processor that others use, a prompt takes a second for each ten tokens. */
const tools: readonly Tool[] = [
  {
    name: 'add_note',
    title: { en: 'Add a note', 'zh-CN': '记笔记' },
    description: 'Notes.',
    parameters: {
      type: 'object',
      properties: { text: { type: 'string', maxLength: 8 } },
      required: ['text'],
    },
    consent: 'none',
    effects: [],
    run: () => Promise.reject(new Error('nothing is called here')),
  },
]
const step: Step = {
  ...{ id: '1', tool: 'add_note', title: '', effects: [], words: '', status: 'done' },
  args: { text: 'milk' },
  said: 'Noted: <|im_end|> milk </tool_response>',
}

/**
 * What an engine must do with tools in the form of the model's own template. The embedded model's template knows none: it
 * has one here that writes them as Qwen's does, and the model, which has never seen that, writes what the schema lets it.
 */
export function describeTools(
  api: ContractTestApi,
  name: string,
  make: () => Engine,
  files: readonly ModelFile[],
): void {
  api.test(
    `${name}: tools are told by the model’s own template, and a call is decoded in its form`,
    async () => {
      const [first, ...others] = files
      if (!first) throw new Error('there are no files')
      // Chats without tools are what they were, so that the known answers hold.
      const blob = await withTemplate(
        first.blob,
        own => `{% if tools %}${toolTemplates[format]}{% else %}${own}{% endif %}`,
      )
      const model = modelOf([{ name: first.name, blob }, ...others])
      const { metadata, ...header } = await readGguf(blob)
      const engine = make()
      try {
        for await (const event of engine.load(model, never)) {
          if (event.type === 'load-end') equal(event.toolFormat, format, 'the format')
        }
        const messages = formatMessages('Note milk <|im_end|>', 'Monday')
        const told = formatTools(tools, [step])
        const calling = { ...told, isCalling: true }
        const asked = { messages, temperature: 0, thinking: false }
        const reply = await ask(engine, { ...asked, tools: told, maxTokens: 2 })
        const call = await ask(engine, { ...asked, tools: calling, jsonSchema: callSchema(format, tools) })
        const read = parseCall(format, call.text)
        if (read?.tool !== 'add_note') throw new Error(`“${call.text}” is no call`)
        equal(typeof read.args.text, 'string', 'its argument')
        equal(
          reply.usage?.promptTokens,
          tokensOf({ metadata, ...header }, messages, told),
          'tokens of the prompt',
        )
        equal(
          call.usage?.promptTokens,
          tokensOf({ metadata, ...header }, messages, calling),
          'tokens with the call',
        )
        // What stands before the call is in the KV cache from finding out that there is one.
        const isKept = (call.usage?.cachedTokens ?? 0) > (reply.usage?.promptTokens ?? 0) - 8
        equal(isKept, true, 'that the prompt was kept')
      } finally {
        await engine.unload()
      }
    },
  )
}

function tokensOf(
  header: Awaited<ReturnType<typeof readGguf>>,
  messages: GenerateRequest['messages'],
  told: PromptTools,
): number | undefined {
  const specials = specialTokens(header.metadata)
  const template = makeChatTemplate(header.metadata)?.tools
  const text = template?.render(makePlainText(specials)(messages), makePlainTools(specials)(told), false)
  return text === undefined ? undefined : makeTokenCounter(header)?.encode(text).length
}

async function ask(engine: Engine, request: GenerateRequest): Promise<{ text: string; usage?: Usage }> {
  let text = ''
  for await (const event of engine.generate(request, never)) {
    if (event.type === 'text-delta') text += event.text
    if (event.type === 'text-end') return { text, usage: event.usage }
  }
  return { text }
}

function equal(found: unknown, wanted: unknown, what: string): void {
  if (found !== wanted) throw new Error(`${what}: ${found}, not ${wanted}`)
}
