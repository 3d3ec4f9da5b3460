import type { Plugin } from 'vite'

/**
 * Grammars of @shikijs/langs that come without a licence. Others embed them (shaders in C++, Haml in Ruby): those are
 * built without. YAML has a grammar of Hermit's own, TOML goes by that of INI.
 */
export const withheldGrammars = ['glsl', 'haml', 'toml', 'yaml'] as const

const withheld = new RegExp(`/@shikijs/langs/dist/(?:${withheldGrammars.join('|')})\\.mjs$`)

/** Leaves the withheld grammars empty in a build. For workers, too. */
export function grammarsPlugin(): Plugin {
  return {
    name: 'hermit-grammars',
    enforce: 'pre',
    load: id => (withheld.test(id.replaceAll('\\', '/')) ? 'export default []' : undefined),
  }
}
