import type { GgufHeader, GgufValue } from '../../../models/gguf.ts'
import { specialTokens } from '../../prompt/special-tokens.ts'
import { NotDerivable } from './not-derivable.ts'

// The digits that Unicode 15 added.
const newDigits = '\u{11f50}-\u{11f59}\u{1d2c0}-\u{1d2d3}\u{1e4f0}-\u{1e4f9}'

// How llama.cpp cuts text before it merges bytes, by the name in `tokenizer.ggml.pre`. Written as patterns, not
// as the Digits pre-tokenizer that the model was published with, because llama.cpp knows the numbers of Unicode
// 15 (seen by its counts): Digits in WebLLM's tokenizer takes 80 more for numbers, and \p{N} there 40 fewer.
const splitPatterns: ReadonlyMap<GgufValue | undefined, readonly string[]> = new Map([
  [
    'smollm',
    [
      `[\\p{N}${newDigits}]`,
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
    ],
  ],
])

/** The contents of `tokenizer.json`: the GGUF's tokenizer in the form of Hugging Face's library. Throws NotDerivable. */
export function tokenizerJson(metadata: GgufHeader['metadata']): object {
  const kind = metadata.get('tokenizer.ggml.model')
  const pre = metadata.get('tokenizer.ggml.pre')
  const patterns = splitPatterns.get(pre)
  if (kind !== 'gpt2' || !patterns) {
    throw new NotDerivable(`the tokenizer is ${String(kind)} / ${String(pre)}, which is not known exactly`)
  }
  for (const end of ['bos', 'eos']) {
    if (metadata.get(`tokenizer.ggml.add_${end}_token`) === true) {
      throw new NotDerivable(`the tokenizer adds its ${end} token by itself`)
    }
  }
  const tokens = strings(metadata, 'tokens')
  const merges = strings(metadata, 'merges')
  const vocab = new Map(tokens.map((token, id) => [token, id]))
  if (vocab.size !== tokens.length) throw new NotDerivable('a token is in the vocabulary twice')
  for (const merge of merges) {
    const [left = '', right = '', ...rest] = merge.split(' ')
    // WebLLM's tokenizer aborts on a merge of what is not there, saying nothing.
    if (rest.length > 0 || !vocab.has(left) || !vocab.has(right) || !vocab.has(left + right)) {
      throw new NotDerivable(`the merge '${merge}' is not of tokens`)
    }
  }
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens(metadata).map(({ id, content }) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
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
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      // None: a byte that the vocabulary lacks is dropped, as llama.cpp drops it.
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(vocab),
      merges,
    },
  }
}

function strings(metadata: GgufHeader['metadata'], name: string): readonly string[] {
  const value = metadata.get(`tokenizer.ggml.${name}`)
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) {
    throw new NotDerivable(`the tokenizer has no list of ${name}`)
  }
  return value
}
