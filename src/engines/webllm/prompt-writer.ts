import { type GgufHeader, readGguf } from '../../models/gguf.ts'
import {
  EngineError,
  type LoadableModel,
  type ModelThinking,
  type PromptMessage,
  type PromptTools,
  type ToolFormat,
} from '../engine.ts'
import { type ChatTemplate, makeChatTemplate } from '../prompt/chat-template.ts'
import { makePlainText, makePlainTools, type SpecialToken, specialTokens } from '../prompt/special-tokens.ts'
import { isOpen, tagsOf, withThought } from '../prompt/thought.ts'
import type { ToolTemplate } from '../prompt/tool-template.ts'
import { commonTags, type ThoughtTags } from '../thought-tags.ts'
import type { ModelFolder } from './model-folder.ts'
import type { Conversation, Pipeline } from './pipeline.ts'
import { type AddedToken, addedTokens, folderToolTemplate } from './tokenizer-files.ts'

/** Turns messages, and tools beside them, into the tokens of a prompt. */
export type PromptWriter = (
  messages: readonly PromptMessage[],
  thinking?: boolean,
  tools?: PromptTools,
) => number[]

/** What the writer needs of the model's files; read once, before WebLLM is loaded. */
export type PromptSource =
  | { readonly format: 'gguf'; readonly template: ChatTemplate; readonly specials: readonly SpecialToken[] }
  | {
      readonly format: 'mlc'
      readonly added: readonly AddedToken[]
      /** Undefined where the model has no tokens for them. */
      readonly tags: ThoughtTags | undefined
      readonly tools: ToolTemplate | undefined
    }

/**
 * Reads how the model's chats are written. Throws an EngineError 'unsupported' for a GGUF without a chat
 * template that Hermit can fill, GgufError for one that is damaged.
 */
export async function readPromptSource(model: LoadableModel, folder: ModelFolder): Promise<PromptSource> {
  if (model.card.format === 'mlc') {
    const added = await addedTokens(folder)
    const tags = tagsOf(
      '',
      added.map(({ content }) => content),
    )
    return { format: 'mlc', tags, added, tools: await folderToolTemplate(folder, tags ?? commonTags) }
  }
  const { metadata }: GgufHeader = await readGguf(folder.firstPart)
  const template = makeChatTemplate(metadata)
  if (!template) throw new EngineError('unsupported', 'the model has no chat template that can be filled')
  return { format: 'gguf', template, specials: specialTokens(metadata) }
}

/** Makes the writer for a loaded model: the same prompt, token for token, as the engine on the processor reads. */
export function makePromptWriter(source: PromptSource, pipeline: Pipeline): PromptWriter {
  const encode = (text: string) => [...pipeline.tokenizer.encode(text)]
  if (source.format === 'gguf') {
    const { template, specials } = source
    const [plainText, plainTools] = [makePlainText(specials), makePlainTools(specials)]
    return (messages, thinking, tools) => {
      const plain = plainText(messages)
      const text = tools
        ? writesTools(template.tools).render(plain, plainTools(tools), thinking)
        : template.render(plain, thinking)
      return encode(template.begun(text))
    }
  }
  const { tags, added } = source
  const plainText = makePlainText(added.filter(({ isSpecial }) => isSpecial))
  // What opens a call or a result is often a token that is not said to be special.
  const [bareText, bareTools] = [makePlainText(added), makePlainTools(added)]
  return (messages, thinking, tools) => {
    if (tools) return encode(writesTools(source.tools).render(bareText(messages), bareTools(tools), thinking))
    const conversation = pipeline.getConversationObject()
    const sections = converse(conversation, plainText(messages), tags, thinking)
    const prefix = conversation.config.system_prefix_token_ids ?? []
    conversation.reset()
    // One by one, as WebLLM encodes them: no token is made across two of them.
    return [...prefix, ...sections.flatMap(encode)]
  }
}

function writesTools(template: ToolTemplate | undefined): ToolTemplate {
  if (!template) throw new EngineError('unsupported', 'the template writes no tools')
  return template
}

/** The form in which a loaded model writes calls, where its template writes any. */
export function toolFormatOf(source: PromptSource): ToolFormat | undefined {
  return (source.format === 'gguf' ? source.template.tools : source.tools)?.format
}

/** How a loaded model thinks before it answers, if it does. */
export function thinkingOf(source: PromptSource, pipeline: Pipeline): ModelThinking | undefined {
  if (source.format === 'gguf') return source.template.thinking
  const conversation = pipeline.getConversationObject()
  const prompt = converse(conversation, [{ role: 'user', content: 'Hi' }]).join('')
  conversation.reset()
  return isOpen(prompt, source.tags ?? commonTags) ? 'opened' : source.tags && 'tagged'
}

/** The prompt's sections by WebLLM's own template, left open for the answer or for the rest of a begun one. */
export function converse(
  conversation: Conversation,
  messages: readonly PromptMessage[],
  tags?: ThoughtTags,
  thinking?: boolean,
): string[] {
  // WebLLM fills its templates by String.replace, to which "$&" in the text is an order.
  const literally = (text: string) => text.replaceAll('$', '$$$$')
  const templates = conversation.config.role_templates
  conversation.reset()
  const last = messages.at(-1)
  const begun = last?.role === 'assistant' ? last : undefined
  const whole = begun ? messages.slice(0, -1) : messages
  const system = whole.filter(({ role }) => role === 'system').map(({ content }) => content)
  if (system.length > 0) conversation.override_system_message = literally(system.join('\n\n'))
  for (const { role, content } of whole) {
    if (role === 'system') continue
    conversation.appendMessage(role, templates?.[role] === undefined ? content : literally(content))
  }
  conversation.appendReplyHeader('assistant')
  const sections = conversation.getPromptArray().filter(section => typeof section === 'string')
  // What WebLLM itself puts there for `enable_thinking: false`.
  const isLeftOut = thinking === false && tags !== undefined && !begun
  const thought = isLeftOut ? { text: '', isClosed: true } : begun?.thought
  const prompt = sections.join('')
  const isBegun = begun?.thought !== undefined || begun?.content
  const thinks =
    isLeftOut || isBegun ? withThought(prompt, thought, tags ?? commonTags).slice(prompt.length) : ''
  return [...sections, thinks + (begun?.content ?? '')].filter(section => section !== '')
}
