import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions, type Plugin, preview } from 'vite'
import { isolationHeaders, shippedHeaders } from '../../src/pwa/headers.ts'

const contractRoot = fileURLToPath(new URL('.', import.meta.url))
const publicFolder = fileURLToPath(new URL('../../public', import.meta.url))

/** The page, built as the product is and served on a free port. */
export interface ContractPage {
  readonly url: string
  close(): Promise<void>
}

/**
 * Builds and serves the contract page, with or without the headers that allow threads.
 *
 * @param root The folder of another page to be served like it.
 */
export async function serveContractPage(isolated: boolean, root = contractRoot): Promise<ContractPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'hermit-contract-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    worker: { format: 'es' },
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  })
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [models()],
    build: { outDir },
    preview: {
      host: '127.0.0.1',
      port: 0,
      headers: isolated ? { ...shippedHeaders } : withoutIsolation(),
    },
  })
  const address = server.httpServer.address()
  if (typeof address !== 'object' || address === null) throw new Error('The contract page has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

/** The same policy, as a host serves it that cannot send the isolation headers. */
function withoutIsolation(): Record<string, string> {
  return Object.fromEntries(Object.entries(shippedHeaders).filter(([name]) => !(name in isolationHeaders)))
}

/** The embedded model from public/, which is too large to be copied into every build. */
function models(): Plugin {
  return {
    name: 'contract-models',
    configurePreviewServer(server) {
      server.middlewares.use('/models', async (request, response, next) => {
        const path = join(publicFolder, 'models', normalize(`/${request.url ?? ''}`))
        const found = await stat(path).catch(() => undefined)
        if (!found?.isFile()) return next()
        response.setHeader('Content-Length', found.size)
        createReadStream(path).pipe(response)
      })
    },
  }
}
