import type { Plugin } from 'vite'

/**
 * Leaves Ajv out of the worker of servers: the SDK imports it in any case, Hermit gives the SDK no use for it, and it
 * makes code of text, which the policy forbids. 38 of 85 kB gzipped.
 */
export function withoutAjvPlugin(): Plugin {
  const none = '\0no-ajv'
  return {
    name: 'hermit-without-ajv',
    enforce: 'pre',
    resolveId: id => (/validation\/ajv-provider\.js$/.test(id) ? none : undefined),
    load: id => (id === none ? 'export class AjvJsonSchemaValidator {}' : undefined),
  }
}
