import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Plugin } from 'vite'

const name = 'virtual:router-weights'
const resolved = `\0${name}`
const repository = fileURLToPath(new URL('../../', import.meta.url))

/**
 * The weights of the router as a module, made from the examples when it is first asked for: in a process of its own, as
 * it computes for some seconds where nothing was made before.
 */
export function routerPlugin(): Plugin {
  return {
    name: 'hermit-router-weights',
    resolveId: id => (id === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', 'scripts/make-router.ts'],
        { cwd: repository },
      )
      return `export const weights = ${await readFile(stdout.trim(), 'utf8')}`
    },
  }
}
