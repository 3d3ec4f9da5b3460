import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** Where the build has what pdf.js reads beside its code. */
const pdfFolder = 'pdf/'

/** Simplified Chinese is read at home without a network: its tables, and all that reads a PDF, come with the page. */
const kept = /^pdf\/(?:standard_fonts\/|cmaps\/(?:UniGB-|GBK|GB-EUC-|Adobe-GB1-UCS2))|^assets\/pdf\b/

/** Whether the service worker keeps a file of the build only once it was used; undefined for those not of reading. */
export function isKeptOnUse(url: string): boolean | undefined {
  if (kept.test(url)) return false
  return url.startsWith(pdfFolder) ? true : undefined
}

const source = fileURLToPath(new URL('../../../../node_modules/pdfjs-dist/', import.meta.url))

/**
 * The tables of Chinese, Japanese and Korean letters (CMaps), and the two fonts whose letters have no other names than
 * their own: those that PDFs take for granted. The licences lie beside them.
 */
async function pdfFiles(): Promise<readonly string[]> {
  const cmaps = await readdir(join(source, 'cmaps'))
  return [
    ...cmaps.map(name => `cmaps/${name}`),
    'standard_fonts/FoxitSymbol.pfb',
    'standard_fonts/FoxitDingbats.pfb',
    'standard_fonts/LICENSE_FOXIT',
  ]
}

/** Puts them into the build, and serves them in development. */
export function pdfFilesPlugin(): Plugin {
  return {
    name: 'hermit-pdf-files',
    apply: (_, { isPreview }) => isPreview !== true,
    async generateBundle() {
      for (const name of await pdfFiles()) {
        this.emitFile({
          type: 'asset',
          fileName: `${pdfFolder}${name}${name.includes('LICENSE') ? '.txt' : ''}`,
          source: await readFile(join(source, name)),
        })
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = /\/pdf\/((?:cmaps|standard_fonts)\/[\w-]+\.(?:bcmap|pfb))$/.exec(request.url ?? '')?.[1]
        if (name === undefined) return next()
        readFile(join(source, name)).then(bytes => response.end(bytes), next)
      })
    },
  }
}
