import { openAsBlob } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { embeddedModel } from '../../../models/catalogue/catalogue.ts'
import { readGguf } from '../../../models/gguf.ts'
import { deriveFolder } from './derive-folder.ts'
import { NotDerivable } from './not-derivable.ts'
import {
  booleanValue,
  numbersValue,
  numberValue,
  type SampleLlama,
  sampleLlama,
  stringsValue,
  stringValue,
} from './sample-llama.fixture.ts'

const options = { contextTokens: 128, prefillChunkTokens: 32 }
const derive = (parts: readonly Blob[]) => deriveFolder(parts, options)
const says = (key: string, value: Parameters<SampleLlama['metadata']['set']>[1]) => (model: SampleLlama) => {
  model.metadata.set(key, value)
}
const tensor = (name: string, dims: number[], type: number) => (model: SampleLlama) => {
  model.tensors.set(name, { dims, type })
}

describe('deriving a small model', () => {
  it('makes every file, with the tokens that end an answer', async () => {
    const folder = await derive([sampleLlama()])
    for (const { name, bytes } of folder.files) expect((await folder.read(name)).length).toBe(bytes)
    const config = JSON.parse(new TextDecoder().decode(await folder.read('mlc-chat-config.json')))
    expect(config).toMatchObject({ context_window_size: 128, prefill_chunk_size: 32, eos_token_id: 0 })
    expect(config.conv_template.stop_token_ids).toEqual([0, 2])
  })

  it('notices that a file has become shorter', async () => {
    const whole = sampleLlama()
    let isCut = false
    // A Blob of a file on the disk whose end is gone by the time that it is read.
    const shrinking = Object.assign(whole.slice(), {
      slice: (begin?: number, end?: number) => (isCut ? new Blob() : whole.slice(begin, end)),
    })
    const folder = await derive([shrinking])
    isCut = true
    await expect(folder.read('params_shard_0.bin')).rejects.toThrow('changed while it was read')
  })
})

describe('what cannot be derived is refused with its reason:', () => {
  it.each<[string, (model: SampleLlama) => void, RegExp]>([
    [
      'another architecture, at length',
      says('general.architecture', stringValue('x'.repeat(10_000))),
      /^NotDerivable: .{300}$/,
    ],
    ['another architecture', says('general.architecture', stringValue('qwen2')), /qwen2, not llama/],
    ['scaled rotary embeddings', says('llama.rope.scaling.type', stringValue('yarn')), /scaled: yarn/],
    ['rotary embeddings over half a head', says('llama.rope.dimension_count', numberValue(16)), /is not 32/],
    ['heads of another length', says('llama.attention.key_length', numberValue(64)), /key_length is not 32/],
    ['no layers', says('llama.block_count', numberValue(0)), /block_count is 0/],
    ['four billion layers', says('llama.block_count', numberValue(2 ** 32 - 1)), /'blk\.1\..*' is missing/],
    ['layers in words', says('llama.block_count', stringValue('one')), /block_count is one/],
    ['heads that do not fit', says('llama.attention.head_count', numberValue(3)), /3 heads/],
    ['key heads that do not fit', says('llama.attention.head_count_kv', numberValue(4)), /2 heads/],
    ['a width of no whole words', says('llama.embedding_length', numberValue(96)), /multiple of 64/],
    ['no width', model => model.metadata.delete('llama.embedding_length'), /embedding_length is undefined/],
    [
      'another width than the tensors have',
      says('llama.embedding_length', numberValue(128)),
      /64 x 6, not 128/,
    ],
    [
      'more rows than a tensor has',
      says('llama.feed_forward_length', numberValue(97)),
      /64 x 96, not 64 x 97/,
    ],
    [
      'rows of no whole blocks',
      model => {
        says('llama.feed_forward_length', numberValue(97))(model)
        tensor('blk.0.ffn_gate.weight', [64, 97], 3)(model)
        tensor('blk.0.ffn_up.weight', [64, 97], 3)(model)
        tensor('blk.0.ffn_down.weight', [97, 64], 3)(model)
      },
      /rows of 97, no multiple of 32/,
    ],
    [
      'matrices of billions of rows, in words only',
      model => {
        says('llama.feed_forward_length', numberValue(2 ** 31))(model)
        model.tensors.set('blk.0.ffn_gate.weight', { dims: [64, 2 ** 31], type: 3, bytes: 32 })
      },
      /'blk.0.ffn_gate.weight' goes on beyond the end of its file/,
    ],
    ['a missing tensor', model => model.tensors.delete('blk.0.attn_v.weight'), /attn_v.weight' is missing/],
    ['an output layer of its own', tensor('output.weight', [64, 6], 8), /'output.weight' is not known/],
    ['a bias', tensor('blk.0.attn_q.bias', [64], 0), /attn_q.bias' is not known/],
    ['matrices in 8 bits', tensor('blk.0.attn_q.weight', [64, 64], 8), /not Q4_1 but ggml type 8/],
    ['an embedding in 4 bits', tensor('token_embd.weight', [64, 6], 3), /not Q8_0 but ggml type 3/],
    ['norms in 8 bits', tensor('output_norm.weight', [64], 8), /not F32/],
    ['another tokenizer', says('tokenizer.ggml.pre', stringValue('qwen2')), /gpt2 \/ qwen2/],
    ['another kind of vocabulary', says('tokenizer.ggml.model', stringValue('llama')), /llama \/ smollm/],
    ['no vocabulary', model => model.metadata.delete('tokenizer.ggml.tokens'), /no vocabulary/],
    [
      'tokens that are no strings',
      says('tokenizer.ggml.tokens', numbersValue([1, 2, 3, 4, 5, 6])),
      /no list of tokens/,
    ],
    ['no merges', model => model.metadata.delete('tokenizer.ggml.merges'), /no list of merges/],
    ['merges of no tokens', says('tokenizer.ggml.merges', stringsValue(['a c'])), /'a c' is not of tokens/],
    ['merges to no token', says('tokenizer.ggml.merges', stringsValue(['b a'])), /'b a' is not of tokens/],
    ['merges of three', says('tokenizer.ggml.merges', stringsValue(['a b '])), /is not of tokens/],
    [
      'a token twice',
      says(
        'tokenizer.ggml.tokens',
        stringsValue(['<|endoftext|>', '<|im_start|>', '<|im_end|>', 'a', 'b', 'a']),
      ),
      /twice/,
    ],
    ['a token put in front', says('tokenizer.ggml.add_bos_token', booleanValue(true)), /adds its bos/],
    ['a token put at the end', says('tokenizer.ggml.add_eos_token', booleanValue(true)), /adds its eos/],
    ['another chat template', says('tokenizer.chat_template', stringValue('[INST]')), /not ChatML/],
    ['no chat template', model => model.metadata.delete('tokenizer.chat_template'), /not ChatML/],
    ['a part of a split', says('split.count', numberValue(2)), /1 of 2 files/],
  ])('%s', async (_, change, reason) => {
    const refusal = await derive([sampleLlama(change)]).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(NotDerivable)
    expect(String(refusal)).toMatch(reason)
  })

  it('no GGUF, and no files at all', async () => {
    await expect(derive([new Blob(['<!doctype html>'])])).rejects.toThrow(NotDerivable)
    await expect(derive([])).rejects.toThrow(NotDerivable)
  })

  it('a file cut inside its tensors', async () => {
    const whole = sampleLlama()
    await expect(derive([whole.slice(0, whole.size - 64)])).rejects.toThrow(/beyond the end of its file/)
  })

  it('the parts of a split in disorder, or not all of them', async () => {
    const parts = await Promise.all(embeddedModel.files.map(({ url }) => openAsBlob(`public/${url}`)))
    await expect(derive(parts.slice(0, 2))).rejects.toThrow('2 of 3 files are there')
    await expect(derive(parts.toReversed())).rejects.toThrow('file 0 says that it is file 2')
  })

  it('tensors that share their bytes', async () => {
    const whole = sampleLlama()
    const { tensors, dataOffset } = await readGguf(whole)
    const bytes = Buffer.from(await whole.arrayBuffer())
    for (const { name, dims } of tensors) {
      // After the name come the number of dimensions, the dimensions, the type and the offset.
      bytes.writeBigUInt64LE(0n, bytes.indexOf(name) + name.length + 4 + dims.length * 8 + 4)
    }
    const largestTensorBytes = 3840
    const folded = new Blob([bytes.subarray(0, dataOffset + largestTensorBytes)])
    await expect(derive([folded])).rejects.toThrow('the tensors overlap')
  })
})
