import { build, type Plugin } from 'vite'

/**
 * Puts the examples into Hermit's own build, under `examples/`. They are built by themselves: in one build with Hermit
 * they would share chunks with it, and a small shop would load all of it.
 */
export function examplesPlugin(): Plugin {
  return {
    name: 'hermit-examples',
    apply: 'build',
    async generateBundle() {
      const configFile = new URL('./vite.config.ts', import.meta.url).pathname
      const built = await build({ configFile, logLevel: 'warn', build: { write: false } })
      if (!('output' in built)) throw new Error('The examples were built as something else than files.')
      for (const file of built.output) {
        const source = file.type === 'asset' ? file.source : file.code
        this.emitFile({ type: 'asset', fileName: `examples/${file.fileName}`, source })
      }
    },
  }
}
