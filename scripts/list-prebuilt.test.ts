import { readFileSync } from 'node:fs'
import { prebuiltAppConfig } from '@mlc-ai/web-llm'
import { describe, expect, it } from 'vitest'
import { offers } from '../src/models/catalogue/offers.ts'
import { listPrebuilt } from './list-prebuilt.ts'

/** A figure that WebLLM's list has for every model but a few. */
function listedMemory(id: string): number {
  return prebuiltAppConfig.model_list.find(({ model_id }) => model_id === id)?.vram_required_MB ?? Number.NaN
}

describe("what the catalogue knows of WebLLM's models", () => {
  it('is what the installed package says: after an upgrade, npx tsx scripts/list-prebuilt.ts', () => {
    expect(readFileSync('src/models/catalogue/prebuilt.json', 'utf8')).toBe(listPrebuilt())
  })

  it('names only models, folders and libraries that the package has', () => {
    const listed = new Map(prebuiltAppConfig.model_list.map(model => [model.model_id, model]))
    const builds = offers.flatMap(({ builds }) => builds).filter(({ source }) => source.kind === 'mlc')
    expect(builds.length).toBeGreaterThan(20)
    for (const { id, source } of builds) {
      const model = listed.get(id)
      if (source.kind !== 'mlc' || !('repo' in source.folder)) throw new Error(`${id} is not on the hub`)
      expect(`https://huggingface.co/${source.folder.repo}`).toBe(model?.model)
      expect(source.libraryUrl).toBe(model?.model_lib)
    }
  })

  it('takes memory as MiB, which is what the package counts in', () => {
    // The same model with 2,048 and with 1,024 tokens: 22 layers, 4 heads of 64, keys and values of 2 bytes.
    const difference =
      listedMemory('TinyLlama-1.1B-Chat-v1.0-q4f16_1-MLC') -
      listedMemory('TinyLlama-1.1B-Chat-v1.0-q4f16_1-MLC-1k')
    expect(difference * 1024 * 1024).toBeCloseTo(22 * 4 * 64 * 2 * 2 * 1024, -3)
  })
})
