import { Template } from '@huggingface/jinja'
import { Tokenizer } from '@huggingface/tokenizers'
import type { GgufHeader, GgufValue } from '../../models/gguf.ts'
import type { PromptMessage } from '../engine.ts'
import { specialPattern, specialTokens } from './special-tokens.ts'

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
  const template = makeTemplate(metadata)
  const made = template && makeTokenizer(metadata)
  if (!made) return undefined
  const { tokenizer, specials } = made
  const bos =
    metadata.get('tokenizer.ggml.add_bos_token') === true ? specialToken(metadata, 'bos') : undefined

  const render = (messages: readonly PromptMessage[]) => {
    const last = messages.at(-1)
    if (last?.role !== 'assistant') return template(messages, true)
    // llama.cpp leaves a last message of the assistant open, for the model to go on with;
    // where that one is empty it does not even begin an answer.
    return template(messages.slice(0, -1), last.content !== '') + last.content
  }
  // llama.cpp puts this token in front itself, and takes it off a template that does so too.
  const begun = (prompt: string) => (bos === undefined || prompt.startsWith(bos) ? prompt : bos + prompt)
  const encode = (text: string) => tokenizer.encode(begun(text), { add_special_tokens: false }).ids
  const countSection = remembering(section => tokenizer.tokenize(section).length)
  return {
    render,
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

function makeTemplate(
  metadata: GgufHeader['metadata'],
): ((messages: readonly PromptMessage[], beginsAnswer: boolean) => string) | undefined {
  const source = metadata.get('tokenizer.chat_template')
  if (typeof source !== 'string') return undefined
  const tokens = {
    bos_token: specialToken(metadata, 'bos') ?? '',
    eos_token: specialToken(metadata, 'eos') ?? '',
  }
  try {
    const template = new Template(source)
    const render = (messages: readonly PromptMessage[], beginsAnswer: boolean) =>
      template.render({ ...tokens, messages, add_generation_prompt: beginsAnswer })
    render([{ role: 'user', content: '' }], true)
    return render
  } catch {
    // A template that this interpreter cannot read: llama.cpp has its own and may well know it.
    return undefined
  }
}

function specialToken(metadata: GgufHeader['metadata'], which: 'bos' | 'eos'): string | undefined {
  const id = metadata.get(`tokenizer.ggml.${which}_token_id`)
  return typeof id === 'number' ? strings(metadata.get('tokenizer.ggml.tokens'))?.[id] : undefined
}

function strings(value: GgufValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined
}
