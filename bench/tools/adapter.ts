import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { AdapterModel } from '../../src/agent/fill/filler.ts'
import { embeddedModel } from '../../src/models/catalogue/embedded-model.ts'

const folder = '.cache/adapter/'
const [adapter] = embeddedModel.adapters ?? []

/**
 * The embedded model under its adapter, in a page of the benches. Its answers are greedy, so they are kept in .cache/ and
 * asked for once: the page is only opened for others. `asked` are the milliseconds of those that were not kept.
 */
export function adapterIn(page: () => Promise<Page>): AdapterModel & { readonly asked: number[] } {
  const asked: number[] = []
  return {
    asked,
    hasAdapter: () => true,
    async *generate(request) {
      const key = createHash('sha256')
        .update(JSON.stringify([adapter?.sha256, request]))
        .digest('hex')
        .slice(0, 24)
      const file = `${folder}${key}.txt`
      if (!existsSync(file)) {
        const began = performance.now()
        const text = await (await page()).evaluate(what => globalThis.alone.generate(what), request)
        asked.push(performance.now() - began)
        await mkdir(folder, { recursive: true })
        await writeFile(file, text)
      }
      yield { type: 'text-delta', text: await readFile(file, 'utf8') }
      const usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 }
      yield { type: 'text-end', reason: 'stop', usage }
    },
  }
}
