import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { type StaticServer, serveStatic } from '../../scripts/serve-static.ts'
import { headersFor } from '../../src/pwa/headers.ts'

/** A server that takes its folder with it when it is closed. */
async function serveOnce(folder: string, headers: Readonly<Record<string, string>>): Promise<StaticServer> {
  const server = await serveStatic(folder, { headers })
  return {
    ...server,
    async close() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The page that opens and calls apps, under the policy of Hermit's page, with the examples beside it. */
export async function serveHarness(): Promise<StaticServer> {
  const outDir = await mkdtemp(join(tmpdir(), 'hermit-apps-'))
  const root = fileURLToPath(new URL('.', import.meta.url))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  })
  await cp('dist/examples', join(outDir, 'examples'), { recursive: true })
  // The examples may be framed by their own origin; for all of this one server the page's policy says nothing of that.
  const { 'Content-Security-Policy': policy = '', ...headers } = headersFor('')
  return serveOnce(outDir, {
    ...headers,
    'Content-Security-Policy': policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  })
}

/**
 * The café on an origin of its own.
 *
 * @param agents Origins that it says it serves; none where absent.
 */
export async function serveCafeElsewhere(agents?: string): Promise<StaticServer> {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-cafe-'))
  await cp('dist/examples', folder, { recursive: true })
  const page = join(folder, 'cafe/index.html')
  const html = await readFile(page, 'utf8')
  const meta = `<meta name="agent-origins" content="${agents ?? ''}" />`
  await writeFile(page, html.replace('<meta name="referrer"', `${meta}\n<meta name="referrer"`))
  const { 'Content-Security-Policy': policy = '', ...headers } = headersFor('examples/')
  return serveOnce(folder, {
    ...headers,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Content-Security-Policy': policy.replace("frame-ancestors 'self'", 'frame-ancestors http://127.0.0.1:*'),
  })
}
