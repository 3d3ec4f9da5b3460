import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { examplesPlugin } from './examples/built-in.ts'
import { routerPlugin } from './scripts/router/plugin.ts'
import { isKeptOnUse, pdfFilesPlugin } from './src/abilities/documents/read/pdf-files-plugin.ts'
import { withoutAjvPlugin } from './src/mcp/without-ajv-plugin.ts'
import { isolationHeaders } from './src/pwa/headers.ts'
import { policyPlugin, workerFileName } from './src/pwa/policy-plugin.ts'
import { firstShellPlugin } from './src/shell/first-shell-plugin.ts'
import { grammarsPlugin } from './src/ui/markdown/grammars-plugin.ts'
import { katexPlugin } from './src/ui/markdown/katex-plugin.ts'

/** Files above this are an engine's: kept at first use, so that opening Hermit costs little. */
const onUseBytes = 1024 * 1024

export default defineConfig({
  base: './', // any static host, in any folder
  plugins: [
    react(),
    policyPlugin(),
    firstShellPlugin(),
    katexPlugin(),
    grammarsPlugin(),
    pdfFilesPlugin(),
    routerPlugin(),
    examplesPlugin(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/pwa',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: 'iife', // Firefox takes no modules here
        globPatterns: ['**/*'],
        globIgnores: [
          'models/**',
          'screenshots/**',
          '_headers',
          'vercel.json',
          'staticwebapp.config.json',
          '**/*.map',
          'service-worker.js',
        ],
        dontCacheBustURLsMatching: /^(assets|net|examples\/assets)\//,
        maximumFileSizeToCacheInBytes: 64 * 1024 * 1024,
        manifestTransforms: [
          manifest => ({
            manifest: manifest.map(file =>
              file.url.endsWith('.wasm') || (isKeptOnUse(file.url) ?? file.size > onUseBytes)
                ? { ...file, onUse: true }
                : file,
            ),
          }),
        ],
      },
    }),
  ],
  // ONNX Runtime without its loader in the same script: it starts threads from a file of its own (embedding/).
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // All of the first paint in one file: split by who else uses what, it is 4 kB gzipped more in 30 files.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'app', tags: ['$initial'] }] } } },
  },
  worker: {
    format: 'es',
    plugins: () => [grammarsPlugin(), withoutAjvPlugin()],
    rolldownOptions: { output: { entryFileNames: workerFileName } },
  },
  server: { headers: { ...isolationHeaders } },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true },
})
