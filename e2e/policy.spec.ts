import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { serveStatic } from '../scripts/serve-static.ts'
import type { ToWorker } from '../src/mcp/protocol.ts'
import type { Outline } from '../src/models/download/source.ts'
import type { TaskCall } from '../src/models/tasks/protocol.ts'

/** A host of models, as a page of another origin may read it. */
async function serveModel(bytes: Buffer) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.writeHead(200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': bytes.byteLength,
    })
    response.end(bytes)
  })
  // On every loopback address: what cannot be reached by another of them was stopped by the policy.
  await new Promise<void>(resolve => server.listen(0, '0.0.0.0', resolve))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    port,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** What the worker for models answers to a download of this address. */
function downloadInWorker(page: Page, script: string, url: string, bytes: Buffer): Promise<unknown> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const outline: Outline = {
    id: 'probe',
    name: 'Probe',
    format: 'gguf',
    engines: ['wllama'],
    parametersM: 1,
    quantisation: '',
    contextTokens: 512,
    licence: '',
    licenceUrl: '',
    languages: [],
  }
  const card = { ...outline, files: [{ name: 'probe.gguf', url, bytes: bytes.byteLength, sha256 }] }
  const call: TaskCall = {
    method: 'download',
    wanted: { outline, source: { kind: 'pinned', card } },
    hosts: { hub: 'https://hub.invalid' },
    baseUrl: page.url(),
  }
  return page.evaluate(
    asked =>
      new Promise(resolve => {
        const worker = new Worker(asked.script, { type: 'module' })
        worker.addEventListener('error', event => resolve(`error: ${event.message}`))
        worker.addEventListener('message', ({ data }) => {
          // A refused connection is tried again for a while: its first failure is enough to know.
          const isOver = data.type !== 'task-event' || data.event.type === 'download-retry'
          if (!isOver) return
          worker.terminate()
          resolve(data.event?.type ?? data.type)
        })
        worker.postMessage({ type: 'task-start', id: 1, call: asked.call })
      }),
    { script, call },
  )
}

/** What the worker for servers says of one at this address. */
function connectInWorker(page: Page, script: string, url: string): Promise<unknown> {
  const ask: ToWorker = {
    ...{ type: 'mcp-ask', id: 1, limitMs: 20_000 },
    ...{ server: { id: 'probe', url }, ask: { method: 'open' } },
  }
  return page.evaluate(
    asked =>
      new Promise(resolve => {
        const worker = new Worker(asked.script, { type: 'module' })
        worker.addEventListener('error', event => resolve(`error: ${event.message}`))
        worker.addEventListener('message', ({ data }) => {
          worker.terminate()
          resolve(data.fault?.code ?? data.type)
        })
        worker.postMessage(asked.ask)
      }),
    { script, ask },
  )
}

for (const site of ['a host that sends our headers', 'a plain host, by the service worker'] as const) {
  test(`on ${site}, only the workers for models and for servers may speak to another host`, async ({
    page,
    baseURL,
  }) => {
    const plain = site.startsWith('a plain') ? await serveStatic('dist', { prefix: '/hermit/' }) : undefined
    const scripts = await readdir('dist/net')
    expect(scripts.map(name => name.replace(/-[\w-]{8}\.js$/, '')).sort()).toEqual([
      'mcp.worker',
      'models.worker',
    ])
    const worker = scripts.find(name => name.startsWith('models.worker'))
    const servers = scripts.find(name => name.startsWith('mcp.worker'))
    const bytes = Buffer.from('no model, but of the right size')
    const host = await serveModel(bytes)
    try {
      await page.goto(`${plain?.url ?? baseURL}?engine=scripted`)
      const isGuarded = () => crossOriginIsolated && navigator.serviceWorker.controller !== null
      // Where the service worker is slow to come, the page does not reload for it: the next visit has it.
      await page.waitForFunction(isGuarded, undefined, { timeout: 30_000 }).catch(() => page.reload())
      await page.waitForFunction(isGuarded, undefined, { timeout: 60_000 })
      const fetched = page.evaluate(
        url => fetch(url).then(String, String),
        `http://127.0.0.1:${host.port}/from-the-page`,
      )
      expect(await fetched).toContain('TypeError')
      const other = `http://127.0.0.2:${host.port}/from-the-worker`
      expect(await downloadInWorker(page, `net/${worker}`, other, bytes)).toBe('download-retry')
      expect(await connectInWorker(page, `net/${servers}`, other)).toBe('mcp-gone')
      expect(host.requests).toEqual([])
      const model = `http://127.0.0.1:${host.port}/model.gguf`
      expect(await downloadInWorker(page, `net/${worker}`, model, bytes)).toBe('task-end')
      expect(new Set(host.requests)).toEqual(new Set(['/model.gguf']))
      // It is no server of the protocol: what counts is that it was asked.
      await connectInWorker(page, `net/${servers}`, `http://127.0.0.1:${host.port}/mcp`)
      expect(host.requests).toContain('/mcp')
    } finally {
      await host.close()
      await plain?.close()
    }
  })
}
