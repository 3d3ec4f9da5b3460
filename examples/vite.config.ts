import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { exampleMetaPolicy } from '../src/pwa/headers.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Builds the examples by themselves: `npx vite build examples`. Hermit's own build takes them in (`built-in.ts`). */
export default defineConfig({
  root: import.meta.dirname,
  base: './', // any static host, in any folder
  publicDir: false,
  plugins: [
    {
      name: 'policy-in-page',
      apply: 'build',
      transformIndexHtml: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: exampleMetaPolicy },
          injectTo: 'head-prepend',
        },
      ],
    },
  ],
  build: {
    target: 'es2023',
    outDir: at('dist'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { cafe: at('cafe/index.html'), 'bridge-client': at('bridge-client.ts') },
      // What others import is in the file of this name, not in one beside it.
      preserveEntrySignatures: 'allow-extension',
      output: {
        // Others take it by this name.
        entryFileNames: ({ name }) => (name === 'bridge-client' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
