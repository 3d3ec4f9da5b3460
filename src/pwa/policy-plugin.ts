import type { Plugin } from 'vite'
import { headersFile, metaPolicy, shippedHeaders } from './headers.ts'

/**
 * Puts the content policy into the built index.html, for hosts that send no headers, and writes `_headers`,
 * for hosts that read it. Only in the build: the development server needs inline scripts.
 */
export function policyPlugin(): Plugin {
  return {
    name: 'hermit-policy',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(shippedHeaders) })
    },
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}
