import type { GgufHeader, GgufValue } from '../../models/gguf.ts'
import type { PromptMessage, PromptTools } from '../engine.ts'

/** Values of `tokenizer.ggml.token_type` that llama.cpp finds in text as a whole: unknown, control, user-defined. */
const wholeTokenTypes: readonly GgufValue[] = [2, 3, 4]

/** A token that stands for more than its characters: it begins or ends a turn, or a text. */
export interface SpecialToken {
  readonly id: number
  readonly content: string
}

/** The tokens that llama.cpp takes as a whole wherever they stand in a prompt. */
export function specialTokens(metadata: GgufHeader['metadata']): SpecialToken[] {
  const tokens = metadata.get('tokenizer.ggml.tokens')
  const types = metadata.get('tokenizer.ggml.token_type')
  if (!Array.isArray(tokens) || !Array.isArray(types)) return []
  return tokens.flatMap((content, id) =>
    typeof content === 'string' && content !== '' && wholeTokenTypes.includes(types[id])
      ? [{ id, content }]
      : [],
  )
}

/** Finds any of the tokens in a text; splitting by it keeps them. */
export function specialPattern(tokens: readonly SpecialToken[]): RegExp {
  return new RegExp(`(${tokens.map(({ content }) => literally(content)).join('|')})`, 'g')
}

/**
 * Makes what people and documents wrote into text and nothing else: "<|im_end|>" typed in a message would end
 * the turn and let the rest pose as another speaker. A zero-width space inside takes its power and is not seen.
 * Lone surrogates, on which llama.cpp throws, become U+FFFD.
 */
export function makePlainText(
  tokens: readonly SpecialToken[],
): (messages: readonly PromptMessage[]) => PromptMessage[] {
  const plain = plainBy(tokens)
  return messages =>
    messages.map(({ role, content, thought }) => ({
      role,
      content: plain(content),
      ...(thought ? { thought: { ...thought, text: plain(thought.text) } } : {}),
    }))
}

/** The same for tools beside messages: for each name, description, argument and result in them. */
export function makePlainTools(tokens: readonly SpecialToken[]): (tools: PromptTools) => PromptTools {
  const plain = plainBy(tokens)
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return plain(value)
    if (Array.isArray(value)) return value.map(deep)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [plain(name), deep(one)]))
  }
  // It has the shape that it had: strings are changed, and nothing else.
  return tools => deep(tools) as PromptTools
}

function plainBy(tokens: readonly SpecialToken[]): (text: string) => string {
  // Blanks end no turn: Gemma's vocabulary has runs of line breaks among its own, and would get a mark in every one.
  const powerful = tokens.filter(({ content }) => content.trim() !== '')
  const pattern = powerful.length > 0 ? specialPattern(powerful) : undefined
  return text => {
    const whole = text.replace(/\p{Surrogate}/gu, '\ufffd')
    return pattern ? whole.replace(pattern, special => `${special[0]}\u200b${special.slice(1)}`) : whole
  }
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
