import { type GgufHeader, readGguf } from '../../models/gguf.ts'
import { EngineError, type LoadableModel, type PromptMessage } from '../engine.ts'
import { type ChatTemplate, makeChatTemplate } from '../prompt/chat-template.ts'
import { makePlainText, type SpecialToken, specialTokens } from '../prompt/special-tokens.ts'
import type { ModelFolder } from './model-folder.ts'
import type { Conversation, Pipeline } from './pipeline.ts'

/** Turns messages into the tokens of a prompt. */
export type PromptWriter = (messages: readonly PromptMessage[], thinking?: boolean) => number[]

/** What the writer needs of the model's files; read once, before WebLLM is loaded. */
export type PromptSource =
  | { readonly format: 'gguf'; readonly template: ChatTemplate; readonly specials: readonly SpecialToken[] }
  | { readonly format: 'mlc'; readonly specials: readonly SpecialToken[]; readonly canThink: boolean }

/**
 * Reads how the model's chats are written. Throws an EngineError 'unsupported' for a GGUF without a chat
 * template that Hermit can fill, GgufError for one that is damaged.
 */
export async function readPromptSource(model: LoadableModel, folder: ModelFolder): Promise<PromptSource> {
  if (model.card.format === 'mlc') {
    const added = await addedTokens(folder)
    const canThink = ['<think>', '</think>'].every(tag => added.some(({ content }) => content === tag))
    return { format: 'mlc', canThink, specials: added.filter(({ isSpecial }) => isSpecial) }
  }
  const { metadata }: GgufHeader = await readGguf(folder.firstPart)
  const template = makeChatTemplate(metadata)
  if (!template) throw new EngineError('unsupported', 'the model has no chat template that can be filled')
  return { format: 'gguf', template, specials: specialTokens(metadata) }
}

/** Makes the writer for a loaded model: the same prompt, token for token, as the engine on the processor reads. */
export function makePromptWriter(source: PromptSource, pipeline: Pipeline): PromptWriter {
  const plainText = makePlainText(source.specials)
  const encode = (text: string) => [...pipeline.tokenizer.encode(text)]
  if (source.format === 'gguf') {
    const { template } = source
    return (messages, thinking) => encode(template.begun(template.render(plainText(messages), thinking)))
  }
  return (messages, thinking) => {
    const conversation = pipeline.getConversationObject()
    const sections = converse(conversation, plainText(messages))
    // What WebLLM itself puts there for `enable_thinking: false`.
    const isAnswerBegun = messages.at(-1)?.role === 'assistant'
    if (thinking === false && source.canThink && !isAnswerBegun) sections.push('<think>\n\n</think>\n\n')
    const prefix = conversation.config.system_prefix_token_ids ?? []
    conversation.reset()
    // One by one, as WebLLM encodes them: no token is made across two of them.
    return [...prefix, ...sections.flatMap(encode)]
  }
}

/** The prompt's sections by WebLLM's own template, left open for the answer or for the rest of a begun one. */
export function converse(conversation: Conversation, messages: readonly PromptMessage[]): string[] {
  // WebLLM fills its templates by String.replace, to which "$&" in the text is an order.
  const literally = (text: string) => text.replaceAll('$', '$$$$')
  const templates = conversation.config.role_templates
  conversation.reset()
  const last = messages.at(-1)
  const begun = last?.role === 'assistant' ? last.content : undefined
  const whole = begun === undefined ? messages : messages.slice(0, -1)
  const system = whole.filter(({ role }) => role === 'system').map(({ content }) => content)
  if (system.length > 0) conversation.override_system_message = literally(system.join('\n\n'))
  for (const { role, content } of whole) {
    if (role === 'system') continue
    conversation.appendMessage(role, templates?.[role] === undefined ? content : literally(content))
  }
  conversation.appendReplyHeader('assistant')
  const sections = conversation.getPromptArray().filter(section => typeof section === 'string')
  return begun ? [...sections, begun] : sections
}

interface AddedToken extends SpecialToken {
  readonly isSpecial: boolean
}

/** The tokens beside the vocabulary proper, from a WebLLM folder's tokenizer; none where it is of another kind. */
async function addedTokens(folder: ModelFolder): Promise<AddedToken[]> {
  if (!folder.names.includes('tokenizer.json')) return []
  const json: unknown = JSON.parse(await (await folder.read('tokenizer.json')).text())
  const added = isRecord(json) && Array.isArray(json.added_tokens) ? json.added_tokens : []
  return added.flatMap((token: unknown) => {
    if (!isRecord(token)) return []
    const { id, content, special } = token
    if (typeof id !== 'number' || typeof content !== 'string' || content === '') return []
    return [{ id, content, isSpecial: special === true }]
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
