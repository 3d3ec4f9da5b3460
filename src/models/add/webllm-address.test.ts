import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FaultError } from '../../fault.ts'
import { isModelId } from '../card-schema.ts'
import { webllmAtAddress } from './webllm-address.ts'

const library = 'https://example.org/libs/Llama-3.2-1B-webgpu.wasm'

function refusalOf(model: string, lib: string): string | undefined {
  try {
    webllmAtAddress(model, lib)
  } catch (error) {
    if (error instanceof FaultError && error.fault.code === 'not-a-model') return error.fault.detail
    throw error
  }
  return undefined
}

describe('webllmAtAddress', () => {
  it.each([
    ['https://huggingface.co/mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC', 'main'],
    ['https://huggingface.co/mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC/', 'main'],
    ['https://hf-mirror.com/mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC/tree/v2', 'v2'],
    ['https://huggingface.co/mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC/resolve/abc123/', 'abc123'],
    ['  huggingface.co/mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC?x=1#files ', 'main'],
  ])('reads a hub’s page %s', (address, revision) => {
    expect(webllmAtAddress(address, library)).toEqual({
      outline: {
        id: 'Llama-3.2-1B-Instruct-q4f16_1-MLC',
        name: 'Llama-3.2-1B-Instruct-q4f16_1-MLC',
        format: 'mlc',
        engines: ['webllm'],
        parametersM: 1000,
        quantisation: 'q4f16_1',
        contextTokens: 4096,
        licence: '',
        licenceUrl: '',
        languages: [],
      },
      source: {
        kind: 'mlc',
        folder: { repo: 'mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC', revision },
        libraryUrl: library,
      },
    })
  })

  it.each([
    ['https://models.example.org/a/SmolLM2-135M-q0f32', 'https://models.example.org/a/SmolLM2-135M-q0f32/'],
    ['http://localhost:8080/SmolLM2-135M-q0f32/', 'http://localhost:8080/SmolLM2-135M-q0f32/'],
    ['http://127.0.0.1/SmolLM2-135M-q0f32/mlc-chat-config.json', 'http://127.0.0.1/SmolLM2-135M-q0f32/'],
    [
      'https://hub.example.org/me/SmolLM2-135M-q0f32/resolve/main/',
      'https://hub.example.org/me/SmolLM2-135M-q0f32/resolve/main/',
    ],
  ])('reads a folder anywhere, %s', (address, url) => {
    expect(webllmAtAddress(address, library)).toMatchObject({
      outline: { id: 'SmolLM2-135M-q0f32', parametersM: 135, quantisation: 'q0f32' },
      source: { kind: 'mlc', folder: { url } },
    })
  })

  it('finds the library behind the page that shows it', () => {
    const libraryOf = (address: string) => webllmAtAddress('huggingface.co/a/b', address).source
    expect(libraryOf('https://github.com/mlc-ai/libs/blob/main/v0/a.wasm')).toMatchObject({
      libraryUrl: 'https://raw.githubusercontent.com/mlc-ai/libs/main/v0/a.wasm',
    })
    expect(libraryOf('https://huggingface.co/a/b/blob/main/a.wasm?download=true')).toMatchObject({
      libraryUrl: 'https://huggingface.co/a/b/resolve/main/a.wasm',
    })
  })

  it.each([
    ['', library, 'model address: it is empty'],
    ['not an address', library, 'model address: it is no web address'],
    ['http://models.example.org/a', library, 'model address: it has to begin with https://'],
    ['javascript://a/%0aalert(1)', library, 'model address: it has to begin with https://'],
    ['https://me:secret@models.example.org/a', library, 'model address: it has a user name in it'],
    ['https://models.example.org/a?key=1', library, 'model address: a folder’s address has no "?" in it'],
    ['https://models.example.org/', library, 'model address: it does not end in a name'],
    ['https://models.example.org/__proto__', library, undefined],
    ['https://models.example.org/constructor', library, 'model address: it does not end in a name'],
    ['https://huggingface.co/mlc-ai', library, 'model address: it names no model on the hub'],
    ['huggingface.co/a/b', '', 'library address: it is empty'],
    ['huggingface.co/a/b', 'http://example.org/a.wasm', 'library address: it has to begin with https://'],
    ['huggingface.co/a/b', 'https://example.org/a.js', 'library address: it does not end in .wasm'],
  ])('of %j and %j says %j', (model, lib, expected) => {
    expect(refusalOf(model, lib)).toBe(expected)
  })

  it('gives an id that can be one, or refuses, whatever is typed', () => {
    const typed = fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl({ withFragments: true }))
    fc.assert(
      fc.property(typed, address => {
        if (refusalOf(address, library) === undefined) {
          expect(isModelId(webllmAtAddress(address, library).outline.id)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
