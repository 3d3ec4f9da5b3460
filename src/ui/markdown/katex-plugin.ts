import type { Plugin } from 'vite'

/**
 * Of KaTeX's fonts, only WOFF2 goes into the build: every browser that runs Hermit reads it. None is put into the style
 * as data, which the content policy would refuse.
 */
export function katexPlugin(): Plugin {
  return {
    name: 'hermit-katex-fonts',
    enforce: 'pre',
    config: () => ({
      build: { assetsInlineLimit: (file: string) => (file.endsWith('.woff2') ? false : undefined) },
    }),
    transform(code, id) {
      if (!/katex[\w./-]*\.css/.test(id)) return undefined
      return { code: code.replace(/,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\([^)]+\)/g, ''), map: null }
    },
  }
}
