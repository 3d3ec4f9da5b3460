// A page in headless Chromium with the unmodified @mlc-ai/web-llm, a model folder and a library, for the checks here.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { build } from 'vite'

const repository = fileURLToPath(new URL('../../../', import.meta.url))
const types = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}
const page = `<!doctype html><meta charset=utf-8><link rel=icon href=data:,>
<script type=module>import * as webllm from '/webllm.js'; window.webllm = webllm; window.ready = true</script>`

/** Prints a line. */
export const say = (...parts) => process.stdout.write(`${parts.join(' ')}\n`)

/** Bundles WebLLM as it is installed, once per run. */
async function bundle() {
  const outDir = join(tmpdir(), `model-library-check-${process.pid}`)
  await build({
    root: repository,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      lib: {
        entry: 'node_modules/@mlc-ai/web-llm/lib/index.js',
        formats: ['es'],
        fileName: () => 'webllm.js',
      },
      rolldownOptions: { external: ['perf_hooks', 'ws'] },
    },
  })
  return join(outDir, 'webllm.js')
}

function serve(files) {
  const server = createServer((request, response) => {
    const url = decodeURI((request.url ?? '/').split('?')[0])
    if (url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    const file = files(url)
    if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/**
 * Loads `library` (a .wasm) with the model in `folder` on Chromium's software GPU and gives `use` the page, where
 * `window.engine` is an MLCEngine that is ready. Everything it started is ended afterwards.
 */
export async function withEngine({ folder, library, overrides = {} }, use) {
  const webllm = await bundle()
  const server = await serve(url => {
    if (url === '/webllm.js') return webllm
    if (url === '/library.wasm') return library
    return url.startsWith('/model/resolve/main/')
      ? join(folder, url.slice('/model/resolve/main/'.length))
      : undefined
  })
  const base = `http://127.0.0.1:${server.address().port}`
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
    ],
  })
  try {
    const tab = await browser.newPage()
    tab.on('pageerror', error => say('page error:', String(error).slice(0, 400)))
    await tab.goto(base)
    await tab.waitForFunction('window.ready')
    const loadMs = await tab.evaluate(
      async ({ base, overrides }) => {
        const began = performance.now()
        const record = {
          model: `${base}/model/resolve/main/`,
          model_id: 'model',
          model_lib: `${base}/library.wasm`,
          overrides,
        }
        window.engine = new window.webllm.MLCEngine({
          appConfig: { cacheBackend: 'cache', model_list: [record] },
        })
        await window.engine.reload('model')
        return Math.round(performance.now() - began)
      },
      { base, overrides },
    )
    say(`loaded in ${loadMs} ms`)
    return await use(tab)
  } finally {
    await browser.close()
    server.close()
  }
}
