import { Tokenizer } from '@huggingface/tokenizers'
import type { GgufHeader, GgufValue } from '../../models/gguf.ts'
import type { PromptMessage } from '../engine.ts'
import { makeChatTemplate } from '../prompt/chat-template.ts'
import { specialPattern, specialTokens } from '../prompt/special-tokens.ts'

/** Counts a prompt's tokens as llama.cpp will, without asking the running engine. */
export interface TokenCounter {
  countTokens(messages: readonly PromptMessage[]): number
  /** The prompt as llama.cpp will read it: up to where the answer begins or, after a last assistant message, goes on. */
  render(messages: readonly PromptMessage[]): string
  /** Token ids of a rendered prompt; special tokens in it count as such. */
  encode(text: string): number[]
}

// How llama.cpp cuts text before it merges bytes, by the name in `tokenizer.ggml.pre`. A row belongs here
// only when every count was seen to equal llama.cpp's: a count that is nearly right overflows the context.
const splitPatterns: ReadonlyMap<GgufValue | undefined, readonly string[]> = new Map([
  [
    'smollm',
    ['\\p{N}', "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"],
  ],
])

/** Undefined where the model's tokenizer is not one that Hermit knows exactly: then the engine counts itself. */
export function makeTokenCounter(header: GgufHeader): TokenCounter | undefined {
  const { metadata } = header
  const template = makeChatTemplate(metadata)
  const made = template && makeTokenizer(metadata)
  if (!made) return undefined
  const { tokenizer, specials } = made
  const { render, begun } = template
  const encode = (text: string) => tokenizer.encode(begun(text), { add_special_tokens: false }).ids
  const countSection = remembering(section => tokenizer.tokenize(section).length)
  return {
    render: messages => render(messages),
    encode,
    countTokens: messages =>
      begun(render(messages))
        .split(specials)
        .reduce((sum, section) => sum + countSection(section), 0),
  }
}

/**
 * A chat's prompt is counted again and again, a message longer or shorter each time. Nothing is merged across
 * a special token, so what lies between two of them counts the same in every prompt.
 */
function remembering(count: (section: string) => number): (section: string) => number {
  const counts = new Map<string, number>()
  return section => {
    const known = counts.get(section)
    if (known !== undefined) return known
    if (counts.size >= 1000) counts.clear()
    const counted = count(section)
    counts.set(section, counted)
    return counted
  }
}

interface SpecialTokenizer {
  readonly tokenizer: Tokenizer
  /** Finds the special tokens in a text; splitting by it keeps them. */
  readonly specials: RegExp
}

function makeTokenizer(metadata: GgufHeader['metadata']): SpecialTokenizer | undefined {
  const patterns = splitPatterns.get(metadata.get('tokenizer.ggml.pre'))
  const tokens = strings(metadata.get('tokenizer.ggml.tokens'))
  const merges = strings(metadata.get('tokenizer.ggml.merges'))
  if (metadata.get('tokenizer.ggml.model') !== 'gpt2' || !patterns || !tokens || !merges) return undefined
  if (metadata.get('tokenizer.ggml.add_eos_token') === true) return undefined
  const types = metadata.get('tokenizer.ggml.token_type')
  if (!Array.isArray(types) || types.length !== tokens.length) return undefined

  const whole = specialTokens(metadata)
  if (whole.length === 0 || !whole.every(({ content }) => cannotOverlap(content))) return undefined
  const specials = specialPattern(whole)
  const tokenizer = new Tokenizer(
    {
      added_tokens: whole.map(token => ({ ...token, special: true })),
      normalizer: null,
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [
          ...patterns.map(Regex => ({
            type: 'Split',
            pattern: { Regex },
            behavior: 'Isolated',
            invert: false,
          })),
          { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
        ],
      },
      // No unk_token: a byte that the vocabulary lacks is dropped, as llama.cpp drops it.
      model: { type: 'BPE', vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges },
      post_processor: null,
      decoder: null,
    },
    {},
  )
  return { tokenizer, specials }
}

/**
 * llama.cpp looks for special tokens one kind after the other, longest first; the library from left to right.
 * Both find the same where two of them can never share a character: each is "<" … ">" with neither inside.
 */
function cannotOverlap(special: string): boolean {
  return /^<[^<>]+>$/.test(special)
}

function strings(value: GgufValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined
}
