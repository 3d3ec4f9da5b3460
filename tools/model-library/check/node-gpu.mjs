// Dawn, Chromium's WebGPU, inside Node in the place of a browser: the unmodified @mlc-ai/web-llm on any Vulkan driver,
// such as lavapipe, with shader-f16 where the driver has it. The checks use it when WEBGPU_PACKAGE names the folder of
// an installed `webgpu` package; its adapters are chosen by Vulkan's own VK_ICD_FILENAMES.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const host = 'https://model.invalid'
const { process } = globalThis

/** Prints a line. */
export const say = (...parts) => process.stdout.write(`${parts.join(' ')}\n`)

/** In the place of the Cache API: the model's files and the library, and nothing else. */
function serve(folder, library) {
  const files = new Map(readdirSync(folder).map(name => [`${host}/resolve/main/${name}`, join(folder, name)]))
  files.set(`${host}/library.wasm`, library)
  const cache = {
    async match(request) {
      const file = files.get(request.url ?? request)
      return file && new Response(readFileSync(file))
    },
    async add(request) {
      throw new TypeError(`${request.url ?? request} is not among the model's files`)
    },
    async keys() {
      return [...files.keys()].map(url => new Request(url))
    },
    async delete() {
      return false
    },
  }
  return { open: async () => cache }
}

function define(name, value) {
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value })
}

/** As webllm-page.mjs has it, but "the page" is this process. */
export async function withEngine({ folder, library, overrides = {} }, use) {
  const dawn = await import(pathToFileURL(join(process.env.WEBGPU_PACKAGE, 'index.js')).href)
  Object.assign(globalThis, dawn.globals)
  const gpu = dawn.create(['enable-dawn-features=allow_unsafe_apis'])
  const adapter = await gpu.requestAdapter()
  if (!adapter) throw new Error('Dawn offers no adapter here')
  say(`adapter: ${adapter.info.description}; shader-f16: ${adapter.features.has('shader-f16')}`)
  define('navigator', { gpu, userAgent: '', hardwareConcurrency: 1 })
  define('caches', serve(folder, library))
  define('window', globalThis)
  define('self', globalThis)
  define('location', new URL(host))
  // what emscripten compiled takes a process for the sign that it may read files beside its script
  define('process', undefined)
  try {
    const webllm = await import('../../../node_modules/@mlc-ai/web-llm/lib/index.js')
    const began = performance.now()
    const record = {
      model: `${host}/resolve/main/`,
      model_id: 'model',
      model_lib: `${host}/library.wasm`,
      overrides,
    }
    globalThis.engine = new webllm.MLCEngine({
      appConfig: { cacheBackend: 'cache', model_list: [record] },
    })
    await globalThis.engine.reload('model')
    define('process', process)
    say(`loaded in ${Math.round(performance.now() - began)} ms`)
    return await use({ evaluate: (task, argument) => task(argument) })
  } finally {
    define('process', process)
    await globalThis.engine?.unload()
  }
}
