import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** Where the build has pdf.js's tables of Chinese, Japanese and Korean letters. */
const pdfFolder = 'pdf/'

/** Simplified Chinese is read at home without a network: its tables, and all that reads a PDF, come with the page. */
const kept = /^pdf\/cmaps\/(?:UniGB-|GBK|GB-EUC-|Adobe-GB1-UCS2)|^assets\/pdf\b/

/** Whether the service worker keeps a file of the build only once it was used; undefined for those not of reading. */
export function isKeptOnUse(url: string): boolean | undefined {
  if (kept.test(url)) return false
  return url.startsWith(pdfFolder) ? true : undefined
}

const source = fileURLToPath(new URL('../../../../node_modules/pdfjs-dist/cmaps/', import.meta.url))

/** Puts the tables into the build, and serves them in development. The licence of Adobe's goes with them. */
export function cmapsPlugin(): Plugin {
  return {
    name: 'hermit-cmaps',
    apply: (_, { isPreview }) => isPreview !== true,
    async generateBundle() {
      for (const name of await readdir(source)) {
        this.emitFile({
          type: 'asset',
          fileName: `${pdfFolder}cmaps/${name === 'LICENSE' ? 'LICENSE.txt' : name}`,
          source: await readFile(join(source, name)),
        })
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = /\/pdf\/cmaps\/([\w-]+\.bcmap)$/.exec(request.url ?? '')?.[1]
        if (name === undefined) return next()
        readFile(join(source, name)).then(bytes => response.end(bytes), next)
      })
    },
  }
}
