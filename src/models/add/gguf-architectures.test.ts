import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { otherArchitectures, runnableArchitectures } from './gguf-architectures.ts'

const wasm = readFileSync('node_modules/@wllama/wllama/esm/wasm/wllama.wasm').toString('latin1')
const known = [...runnableArchitectures, ...otherArchitectures.keys()]

/** Where llama.cpp's class for an architecture has another name than the architecture. */
const classNames: Readonly<Record<string, string>> = {
  'gpt-oss': 'openai_moe',
  glm4moe: 'glm4_moe',
  granitehybrid: 'granite_hybrid',
  granitemoe: 'granite_moe',
  graniteswitch: 'granite_switch',
  'pangu-embedded': 'pangu_embed',
  'deepseek2-ocr': 'deepseek2ocr',
}

describe('the architectures of GGUF models', () => {
  it('are all in the wasm, by name', () => {
    expect(known.filter(name => !wasm.includes(`${name}\0`))).toEqual([])
  })

  it('are all that the wasm has', () => {
    // C++ leaves the name of every class in the file, with its length in front.
    const classes = [...wasm.matchAll(/(\d\d)llama_model_(\w+)/g)]
      .filter(([, length, name]) => Number(length) === `llama_model_${name}`.length)
      .map(([, , name = '']) => name)
    expect(new Set(classes).size).toBeGreaterThan(100)
    const listed = new Set(known.map(name => classNames[name] ?? name.replaceAll('-', '_')))
    expect([...new Set(classes)].filter(name => name !== 'base' && !listed.has(name))).toEqual([])
  })

  it('are each in one list', () => {
    expect(new Set(known).size).toBe(known.length)
  })
})
