import { afterEach, expect, test } from 'vitest'
import { serveFolder } from './folder-cache.ts'
import type { ModelFolder } from './model-folder.ts'

const folder: ModelFolder = {
  names: ['config.json', 'shard 0.bin'],
  read: async name => new Blob([`the bytes of ${name}`]),
  library: new Blob(['wasm']),
  firstPart: new Blob([]),
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'caches')
})

test('WebLLM finds the model’s files and its library in every cache, by address or by request', async () => {
  const { modelUrl, libraryUrl } = serveFolder('a model', folder)
  for (const scope of ['webllm/model', 'webllm/config', 'webllm/wasm']) {
    const cache = await caches.open(scope)
    expect(await (await cache.match(new Request(`${modelUrl}config.json`)))?.text()).toBe(
      'the bytes of config.json',
    )
    expect(await (await cache.match(new URL('shard 0.bin', modelUrl).href))?.text()).toContain('shard 0')
    expect(await (await cache.match(libraryUrl))?.text()).toBe('wasm')
    const keys = (await cache.keys()).map(({ url }) => url)
    expect(keys).toContain(new URL('shard 0.bin', modelUrl).href)
  }
})

test('a file that is not there is not fetched: the address is of a host that cannot be', async () => {
  const { modelUrl } = serveFolder('a model', folder)
  const cache = await caches.open('webllm/model')
  const other = new Request(`${modelUrl}ndarray-cache.json`)
  expect(new URL(other.url).hostname).toMatch(/\.invalid$/)
  expect(await cache.match(other)).toBeUndefined()
  await expect(cache.add(other)).rejects.toThrow(
    'ndarray-cache.json is not among the model’s files'.replace('’', "'"),
  )
})

test('after closing nothing is held', async () => {
  const { modelUrl, close } = serveFolder('a model', folder)
  const cache = await caches.open('webllm/model')
  close()
  expect(await cache.match(`${modelUrl}config.json`)).toBeUndefined()
})
