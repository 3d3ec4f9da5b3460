import { describe, expect, it } from 'vitest'
import { engineRows } from '../../engines/registry.ts'
import { createFormats } from '../../ui/i18n/formats.ts'
import { embeddedModel, loadOffers } from './catalogue.ts'
import { offerOf, offers } from './offers.ts'

const builds = offers.flatMap(offer => offer.builds.map(build => ({ offer, build })))
const ggufs = builds.flatMap(({ offer, build }) =>
  build.source.kind === 'gguf' ? [{ offer, build, source: build.source }] : [],
)

function bits(id: string): readonly string[] {
  return offerOf(id)?.builds.map(({ engineId, quantisation }) => `${engineId} ${quantisation}`) ?? []
}

describe('the offers', () => {
  it('begin with the embedded model, in a build for each engine that it names', () => {
    const [first] = offers
    expect(first?.builds.map(({ engineId }) => engineId)).toEqual(embeddedModel.engines)
    for (const build of first?.builds ?? [])
      expect(build.source).toEqual({ kind: 'pinned', card: embeddedModel })
  })

  it('are some twenty, smallest first, and are what the catalogue loads', async () => {
    expect(offers.length).toBeGreaterThanOrEqual(20)
    expect(offers.length).toBeLessThanOrEqual(26)
    const sizes = offers.slice(1).map(({ parametersM }) => parametersM)
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other))
    expect(await loadOffers()).toBe(offers)
  })

  it('have no id twice, nor a build twice for one engine', () => {
    expect(new Set(offers.map(({ id }) => id)).size).toBe(offers.length)
    expect(new Set(builds.map(({ build }) => `${build.engineId} ${build.id}`)).size).toBe(builds.length)
    for (const { id } of offers) expect(offerOf(id)?.id).toBe(id)
    expect(offerOf('no-such-model')).toBeUndefined()
  })

  it('have the models that people look for', () => {
    const wanted = [
      ...['smollm2-360m', 'smollm2-1.7b', 'qwen3-0.6b', 'qwen3-1.7b', 'qwen3-4b', 'qwen3-8b'],
      ...['qwen3.5-0.8b', 'qwen3.5-2b', 'qwen3.5-4b', 'llama-3.2-1b', 'llama-3.2-3b', 'gemma-3-1b'],
      ...['gemma-3-270m', 'gemma-4-e2b', 'phi-4-mini', 'ministral-3-3b-reasoning', 'qwen2.5-coder-1.5b'],
      ...['phi-3.5-vision', 'granite-3.1-1b-a400m', 'granite-4.0-h-1b', 'granite-embedding-107m'],
    ]
    expect(wanted.filter(id => !offerOf(id))).toEqual([])
  })

  it("have DeepSeek's distilled models: the small one for the processor, the large ones for the GPU", () => {
    expect(bits('deepseek-r1-distill-qwen-1.5b')).toEqual(['wllama Q4_K_M'])
    const large = ['webllm q4f16_1', 'webllm q4f32_1']
    expect(bits('deepseek-r1-distill-qwen-7b')).toEqual(large)
    expect(bits('deepseek-r1-distill-llama-8b')).toEqual(large)
  })

  it('have for the processor a mixture of experts, a hybrid and an embedding model', () => {
    const onCpu = ggufs.map(({ offer }) => offer)
    expect(onCpu.filter(({ architecture }) => architecture === 'moe')).not.toEqual([])
    expect(onCpu.filter(({ architecture }) => architecture === 'hybrid')).not.toEqual([])
    expect(onCpu.filter(({ abilities }) => abilities.includes('embedding'))).not.toEqual([])
  })

  it('have, of a mixture of experts, fewer parameters for a token than in all', () => {
    for (const { activeParametersM, architecture, parametersM } of offers) {
      if (architecture === 'moe') expect(activeParametersM).toBeDefined()
      expect(activeParametersM ?? 0).toBeLessThan(parametersM)
    }
  })

  it('say in one line of each language what they are good for', () => {
    for (const { goodFor, licence } of offers) {
      for (const words of licence.note ? [goodFor, licence.note] : [goodFor]) {
        expect(words['zh-CN']).toMatch(/\p{Script=Han}/u)
        expect(words.en).not.toMatch(/\p{Script=Han}/u)
        expect(words.en).toMatch(/\.$/)
      }
      expect(goodFor.en.length).toBeLessThanOrEqual(90)
      expect(goodFor['zh-CN'].length).toBeLessThanOrEqual(45)
    }
  })

  it('name languages that can be shown, and a licence with its address and any restriction', () => {
    const { languageName } = createFormats('en')
    for (const { languages, licence } of offers) {
      expect(languages.length).toBeGreaterThan(0)
      expect(languages.length).toBeLessThanOrEqual(8)
      for (const code of languages) expect(languageName(code)).not.toBe(code)
      expect(licence.url).toMatch(/^https:\/\//)
      expect(licence.note === undefined).toBe(/^(Apache-2\.0|MIT)$/.test(licence.name))
    }
  })
})

describe('the builds', () => {
  it.each(builds)('$build.id on $build.engineId is plausible', ({ offer, build }) => {
    expect(build.bytes).toBeGreaterThan(50e6)
    expect(build.bytesPerToken).toBeGreaterThan(0)
    expect(build.bytesPerToken).toBeLessThanOrEqual(build.bytes)
    expect(build.memoryBytes).toBeGreaterThanOrEqual(build.bytes)
    // Between 4 and 9 bits for a parameter, whether listed or worked out.
    expect((build.bytes * 8) / (offer.parametersM * 1e6)).toBeGreaterThan(4)
    expect((build.bytes * 8) / (offer.parametersM * 1e6)).toBeLessThan(9.1)
    expect(build.contextTokens).toBeGreaterThanOrEqual(512)
    expect(build.contextTokens).toBeLessThanOrEqual(offer.trainedContextTokens)
    const row = engineRows.find(({ id }) => id === build.engineId)
    expect(row?.processor).toBe(build.processor)
  })

  it('ask for 16-bit floats where their name says so, best first', () => {
    for (const { build } of builds) expect(build.needsF16).toBe(/f16/.test(build.id))
    for (const {
      builds: [first, ...others],
    } of offers) {
      if (others.some(({ needsF16 }) => needsF16)) expect(first?.needsF16).toBe(true)
    }
  })

  it('ask for a larger buffer only where WebLLM does', () => {
    const larger = builds.filter(({ build }) => build.needsBufferBytes !== undefined)
    expect(new Set(larger.map(({ offer }) => offer.id))).toEqual(new Set(['gemma-4-e2b']))
  })

  it('for the processor fit into the 4 GiB that WebAssembly has', () => {
    for (const { build } of ggufs) expect(build.memoryBytes).toBeLessThan(0.9 * 2 ** 32)
  })

  it('for the processor name GGUF files of the hub in order, at a commit or a branch', () => {
    for (const { source } of ggufs) {
      expect(source.folder.repo).toMatch(/^[\w.-]+\/[\w.-]+$/)
      expect(source.folder.revision).toMatch(/^(main|[0-9a-f]{40})$/)
      expect(source.names.length).toBeGreaterThan(0)
      for (const name of source.names) expect(name).toMatch(/^[\w.-]+\.gguf$/)
      expect(source.names).toEqual(source.names.toSorted())
    }
  })

  it('for the GPU are folders of the hub with a library of their own release', () => {
    for (const { build } of builds) {
      if (build.source.kind !== 'mlc') continue
      expect(build.source.folder).toEqual({ repo: expect.stringMatching(/^mlc-ai\//), revision: 'main' })
      expect(build.source.libraryUrl).toMatch(/^https:\/\/.*\/v\d+_\d+_\d+\/.*\.wasm$/)
    }
  })
})
