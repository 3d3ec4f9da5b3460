import { Template } from '@huggingface/jinja'
import type { GgufHeader, GgufValue } from '../../models/gguf.ts'
import type { ModelThinking, PromptMessage } from '../engine.ts'
import { commonTags } from '../thought-tags.ts'
import { isOpen, tagsOf, withThought } from './thought.ts'
import { makeToolTemplate, type ToolTemplate } from './tool-template.ts'

/** Writes a chat as the text that a model reads, by the template in its GGUF. */
export interface ChatTemplate {
  /**
   * Up to where the answer begins or, after a last message of the assistant, goes on. `thinking: false` asks a
   * template that knows of thinking to leave it out; others take no notice. What was thought before the answer
   * that is gone on with stands between the model's own tags.
   */
  render(messages: readonly PromptMessage[], thinking?: boolean): string
  /** The text with the token in front that llama.cpp puts there by itself, once. */
  begun(prompt: string): string
  /** The text without it. */
  unbegun(prompt: string): string
  /** How the model thinks before it answers, if it does. */
  readonly thinking: ModelThinking | undefined
  /** Writes chats with tools, where the model has a form of its own for them that Hermit knows. */
  readonly tools: ToolTemplate | undefined
}

/** Undefined where the GGUF has no chat template, or one that this interpreter cannot read. */
export function makeChatTemplate(metadata: GgufHeader['metadata']): ChatTemplate | undefined {
  const source = metadata.get('tokenizer.chat_template')
  if (typeof source !== 'string') return undefined
  const tokens = {
    bos_token: specialToken(metadata, 'bos') ?? '',
    eos_token: specialToken(metadata, 'eos') ?? '',
  }
  const bos =
    metadata.get('tokenizer.ggml.add_bos_token') === true ? specialToken(metadata, 'bos') : undefined
  const own = tagsOf(source, metadata.get('tokenizer.ggml.tokens'))
  let isOpened: boolean
  let fill: (messages: readonly PromptMessage[], beginsAnswer: boolean, thinking?: boolean) => string
  try {
    const template = new Template(source)
    fill = (messages, beginsAnswer, thinking) =>
      template.render({
        ...tokens,
        messages,
        add_generation_prompt: beginsAnswer,
        ...(thinking === undefined ? {} : { enable_thinking: thinking }),
      })
    isOpened = isOpen(fill([{ role: 'user', content: '' }], true), own ?? commonTags)
  } catch {
    // A template that this interpreter cannot read: llama.cpp has its own and may well know it.
    return undefined
  }
  // Hermes' models bring a template of its own for tools.
  const forTools = metadata.get('tokenizer.chat_template.tool_use')
  return {
    tools: makeToolTemplate(typeof forTools === 'string' ? forTools : source, tokens, own ?? commonTags),
    thinking: isOpened ? 'opened' : own || source.includes('enable_thinking') ? 'tagged' : undefined,
    render(messages, thinking) {
      const last = messages.at(-1)
      if (last?.role !== 'assistant') return fill(messages, true, thinking)
      const { content, thought } = last
      // llama.cpp leaves a last message of the assistant open, for the model to go on with;
      // where that one is empty it does not even begin an answer.
      const begins = content !== '' || thought !== undefined
      // A template that leaves thinking out writes an empty thought, beside which there is no place for another.
      const asks = thought && !(thought.isClosed && thought.text === '') ? undefined : thinking
      const prompt = fill(messages.slice(0, -1), begins, asks)
      return (begins ? withThought(prompt, thought, own ?? commonTags) : prompt) + content
    },
    // llama.cpp puts this token in front itself, and takes it off a template that does so too.
    begun: prompt => (bos === undefined || prompt.startsWith(bos) ? prompt : bos + prompt),
    unbegun: prompt => (bos !== undefined && prompt.startsWith(bos) ? prompt.slice(bos.length) : prompt),
  }
}

function specialToken(metadata: GgufHeader['metadata'], which: 'bos' | 'eos'): string | undefined {
  const id = metadata.get(`tokenizer.ggml.${which}_token_id`)
  const tokens: GgufValue | undefined = metadata.get('tokenizer.ggml.tokens')
  const token = Array.isArray(tokens) && typeof id === 'number' ? tokens[id] : undefined
  return typeof token === 'string' ? token : undefined
}
