import { readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { headersFor, metaPolicy, netFolder } from './headers.ts'
import { hostFiles } from './host-files.ts'

/** Scripts of workers that may speak to other hosts, as the build calls their chunks. */
const netWorkers = new Set(['models.worker', 'mcp.worker'])

/** Where the build puts a worker's script: those with a policy of their own lie in a folder of their own. */
export function workerFileName(chunk: { readonly name: string }): string {
  return `${netWorkers.has(chunk.name) ? netFolder : 'assets/'}[name]-[hash].js`
}

/**
 * Puts the content policy into the built index.html, for hosts that send no headers, writes the files that
 * static hosts read, and has `vite preview` send the same. Not in development: its server needs inline scripts.
 */
export function policyPlugin(): Plugin[] {
  let folder = ''
  return [
    {
      name: 'hermit-policy',
      apply: 'build',
      configResolved(config) {
        folder = resolve(config.root, config.build.outDir)
      },
      transformIndexHtml: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
          injectTo: 'head-prepend',
        },
      ],
      closeBundle: {
        // After the service worker has been written, and one after the other.
        order: 'post',
        sequential: true,
        async handler() {
          const entries = (await readdir(folder, { withFileTypes: true }))
            .filter(entry => !(entry.name in hostFiles([])))
            .map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }))
            .sort((a, b) => (a.name < b.name ? -1 : 1))
          const files = Object.entries(hostFiles(entries))
          await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text)))
        },
      },
    },
    {
      name: 'hermit-policy-preview',
      apply: (_, { isPreview }) => isPreview === true,
      configurePreviewServer(server) {
        const { base } = server.config
        server.middlewares.use((request, response, next) => {
          const path = request.url?.slice(base.startsWith('/') ? base.length : 1) ?? ''
          for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value)
          next()
        })
      },
    },
  ]
}
