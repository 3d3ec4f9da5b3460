import { Template } from '@huggingface/jinja'
import type { GgufHeader, GgufValue } from '../../models/gguf.ts'
import type { PromptMessage } from '../engine.ts'

/** Writes a chat as the text that a model reads, by the template in its GGUF. */
export interface ChatTemplate {
  /**
   * Up to where the answer begins or, after a last message of the assistant, goes on. `thinking: false` asks a
   * template that knows of thinking to leave it out; others take no notice.
   */
  render(messages: readonly PromptMessage[], thinking?: boolean): string
  /** The text with the token in front that llama.cpp puts there by itself, once. */
  begun(prompt: string): string
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
    fill([{ role: 'user', content: '' }], true)
  } catch {
    // A template that this interpreter cannot read: llama.cpp has its own and may well know it.
    return undefined
  }
  return {
    render(messages, thinking) {
      const last = messages.at(-1)
      if (last?.role !== 'assistant') return fill(messages, true, thinking)
      // llama.cpp leaves a last message of the assistant open, for the model to go on with;
      // where that one is empty it does not even begin an answer.
      return fill(messages.slice(0, -1), last.content !== '', thinking) + last.content
    },
    // llama.cpp puts this token in front itself, and takes it off a template that does so too.
    begun: prompt => (bos === undefined || prompt.startsWith(bos) ? prompt : bos + prompt),
  }
}

function specialToken(metadata: GgufHeader['metadata'], which: 'bos' | 'eos'): string | undefined {
  const id = metadata.get(`tokenizer.ggml.${which}_token_id`)
  const tokens: GgufValue | undefined = metadata.get('tokenizer.ggml.tokens')
  const token = Array.isArray(tokens) && typeof id === 'number' ? tokens[id] : undefined
  return typeof token === 'string' ? token : undefined
}
