import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { lookedThrough, shippedByBuild } from './licence-parts.ts'
import { checkTerms, mit } from './licence-terms.ts'
import { webllmParts } from './licence-webllm.ts'
import { licenceFiles, licencesFolder } from './licences.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const json = async (path: string) => JSON.parse(await readFile(join(repository, path), 'utf8'))

describe('the licences in public/licenses', () => {
  test('are those of what is installed now; "npx tsx scripts/licences.ts" makes them so', async () => {
    const expected = await licenceFiles()
    const present = (await readdir(licencesFolder)).filter(name => name !== 'licenses.css')
    expect(present.sort()).toEqual([...expected.keys()].sort())
    for (const [name, text] of expected)
      expect(await readFile(join(licencesFolder, name), 'utf8'), name).toBe(text)
  })

  test('name every dependency of the page with its version', async () => {
    const page = await readFile(join(licencesFolder, 'index.html'), 'utf8')
    const { dependencies } = await json('package.json')
    const shipped = [...Object.keys(dependencies), ...shippedByBuild]
    expect(shipped.length).toBeGreaterThan(5)
    for (const name of [...shipped, 'scheduler', 'loglevel']) {
      const { version } = await json(`node_modules/${name}/package.json`)
      expect(page).toContain(`>${name}</a> <span class="version">${version}<`)
    }
  })

  test('list the insides of the packages that are installed', async () => {
    for (const [name, version] of Object.entries(lookedThrough))
      expect((await json(`node_modules/${name}/package.json`)).version, name).toBe(version)
  })

  test('name every Rust crate that the tokenizer inside web-llm names', async () => {
    const script = await readFile(join(repository, 'node_modules/@mlc-ai/web-llm/lib/index.js'), 'utf8')
    const compiled = [...script.matchAll(/AGFzbQ[\w+/]{1000,}=*/g)].map(([base64]) =>
      Buffer.from(base64, 'base64').toString('latin1'),
    )
    expect(compiled).toHaveLength(2)
    const paths = compiled.join('').matchAll(/(?:registry\/src\/[^/]+|rust\/deps)\/([\w-]+)-(\d[\w.]*)\//g)
    const crates = new Set([...paths].map(([, name, version]) => `${name} ${version}`))
    expect(crates.size).toBeGreaterThan(20)
    const words = webllmParts.map(part => part.text).join('\n')
    expect([...crates].filter(crate => !new RegExp(`\\b${crate}[,:]`).test(words))).toEqual([])
  })
})

describe('what may be shipped', () => {
  test('is under a licence that lets everybody use and pass it on', () => {
    expect(() => checkTerms('good', 'MIT', mit('Copyright (c) 2026 Somebody'))).not.toThrow()
    for (const licence of ['GPL-3.0', 'AGPL-3.0-only', 'CC-BY-NC-4.0', 'UNLICENSED', 'SEE LICENSE IN x', ''])
      expect(() => checkTerms('bad', licence, mit('Copyright (c) 2026 Somebody'))).toThrow(/not a licence/)
  })

  test('has the text of the licence that it states', () => {
    expect(() => checkTerms('bad', 'MIT', 'GNU GENERAL PUBLIC LICENSE')).toThrow(/does not read like MIT/)
    expect(() => checkTerms('bad', 'Apache-2.0', mit('Copyright (c) 2026 Somebody'))).toThrow(/does not read/)
  })
})
