import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'
import { madeWeights } from './made-weights.ts'

const name = 'virtual:router-weights'
const resolved = `\0${name}`

/** The weights of the router as a module, made from the examples when it is first asked for. */
export function routerPlugin(): Plugin {
  return {
    name: 'hermit-router-weights',
    resolveId: id => (id === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined
      return `export const weights = ${await readFile(await madeWeights(), 'utf8')}`
    },
  }
}
