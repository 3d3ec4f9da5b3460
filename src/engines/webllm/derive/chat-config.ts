import type { GgufHeader } from '../../../models/gguf.ts'
import { NotDerivable } from './not-derivable.ts'

/** What a folder's reader chooses. */
export interface DeriveOptions {
  /** Context window, in tokens. */
  readonly contextTokens: number
  /** The most tokens of a prompt that go through the model at once. */
  readonly prefillChunkTokens: number
}

const turnBegin = '<|im_start|>'
const turnEnd = '<|im_end|>'

/**
 * The contents of `mlc-chat-config.json`. The conversation is ChatML without a system message of its own:
 * a request brings one or there is none. Throws NotDerivable where the GGUF's chat template is another.
 */
export function chatConfig(metadata: GgufHeader['metadata'], vocab: number, options: DeriveOptions): object {
  const template = metadata.get('tokenizer.chat_template')
  const tokens = metadata.get('tokenizer.ggml.tokens')
  const turnEndId = Array.isArray(tokens) ? tokens.indexOf(turnEnd) : -1
  if (typeof template !== 'string' || !template.includes(turnBegin) || turnEndId < 0) {
    throw new NotDerivable('the chat template is not ChatML')
  }
  const tokenId = (name: string): number | undefined => {
    const id = metadata.get(`tokenizer.ggml.${name}_token_id`)
    return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < vocab ? id : undefined
  }
  const eos = tokenId('eos') ?? turnEndId
  const stops = new Set([eos, turnEndId, tokenId('eot') ?? turnEndId])
  return {
    version: '0.1.0',
    model_type: 'llama',
    quantization: 'gguf-q4_1',
    vocab_size: vocab,
    context_window_size: options.contextTokens,
    sliding_window_size: -1,
    prefill_chunk_size: options.prefillChunkTokens,
    attention_sink_size: -1,
    tensor_parallel_shards: 1,
    max_batch_size: 1,
    temperature: 0.7,
    top_p: 0.95,
    repetition_penalty: 1,
    frequency_penalty: 0,
    presence_penalty: 0,
    bos_token_id: tokenId('bos') ?? eos,
    eos_token_id: eos,
    pad_token_id: tokenId('padding') ?? eos,
    tokenizer_files: ['tokenizer.json'],
    tokenizer_info: {
      token_postproc_method: 'byte_level',
      prepend_space_in_encode: false,
      strip_space_in_decode: false,
    },
    conv_template: {
      name: 'chatml',
      system_template: `${turnBegin}system\n{system_message}${turnEnd}\n`,
      system_message: '',
      render_empty_system_message: false,
      system_prefix_token_ids: null,
      add_role_after_system_message: true,
      roles: { user: `${turnBegin}user`, assistant: `${turnBegin}assistant`, tool: `${turnBegin}user` },
      role_templates: {
        user: '{user_message}',
        assistant: '{assistant_message}',
        tool: '{tool_message}',
      },
      messages: [],
      seps: [`${turnEnd}\n`],
      role_content_sep: '\n',
      role_empty_sep: '\n',
      stop_str: [turnEnd],
      stop_token_ids: [...stops],
      function_string: '',
      use_function_calling: false,
    },
  }
}
