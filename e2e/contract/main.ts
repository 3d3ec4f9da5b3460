import { type BadKind, type ContractTestApi, describeEngine } from '../../src/engines/contract.ts'
import type { LoadableModel, ModelFile } from '../../src/engines/engine.ts'
import { createEngine } from '../../src/engines/registry.ts'
import { embeddedModel } from '../../src/models/catalogue.ts'
import type { ContractReport, ContractResult } from './report.ts'

// The page runs the suite that vitest runs, where vitest cannot: over wllama, in a real browser.
// `?only=TEXT` keeps the tests whose names contain TEXT.
const only = new URLSearchParams(location.search).get('only') ?? ''
const testLimitMs = 180_000

const tests: { readonly name: string; readonly run: () => Promise<void> }[] = []
const results: ContractResult[] = []
const list = document.querySelector('#results')

function report(result: ContractResult): void {
  results.push(result)
  const item = document.createElement('li')
  item.textContent = JSON.stringify(result)
  list?.append(item)
}

const api: ContractTestApi = {
  test(name, run) {
    if (name.includes(only)) tests.push({ name, run })
  },
  skip: (name, reason) => report({ name, outcome: 'skipped', detail: reason, durationMs: 0 }),
}

async function runAll(): Promise<void> {
  for (const { name, run } of tests) {
    const since = performance.now()
    const durationMs = () => Math.round(performance.now() - since)
    try {
      await Promise.race([run(), limit()])
      report({ name, outcome: 'passed', durationMs: durationMs() })
    } catch (error) {
      report({ name, outcome: 'failed', detail: String(error), durationMs: durationMs() })
    }
  }
}

function limit(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not done after ${testLimitMs} ms`)), testLimitMs)
  })
}

async function fetchFiles(): Promise<ModelFile[]> {
  return Promise.all(
    embeddedModel.files.map(async ({ name, url }) => {
      const response = await fetch(`/${url}`)
      if (!response.ok) throw new Error(`${url}: ${response.status}`)
      return { name, blob: await response.blob() }
    }),
  )
}

function modelOf(files: readonly ModelFile[]): LoadableModel {
  const cards = files.map(({ name, blob }) => ({ name, url: name, bytes: blob.size, sha256: '' }))
  return { card: { ...embeddedModel, contextTokens: 1024, files: cards }, files }
}

/** But for the last kind, the card agrees with the files: what is refused is refused by llama.cpp. */
function badModelOf(files: readonly ModelFile[], kind: BadKind): LoadableModel {
  const whole = modelOf(files)
  const cut = files.map((file, at) =>
    at < files.length - 1 ? file : { ...file, blob: file.blob.slice(0, file.blob.size / 2) },
  )
  switch (kind) {
    case 'garbage':
      return modelOf([{ name: 'garbage.gguf', blob: new Blob([new Uint8Array(1_000_000).fill(7)]) }])
    case 'cut short':
      return modelOf(cut)
    case 'missing a part':
      return modelOf(files.slice(0, -1))
    case 'not what the card says':
      return { card: whole.card, files: cut }
  }
}

async function main(): Promise<ContractReport> {
  const files = await fetchFiles()
  const make = async () => ({ engine: createEngine('wllama'), model: modelOf(files) })
  describeEngine('wllama', make, api, kind => badModelOf(files, kind))
  await runAll()
  return { isolated: crossOriginIsolated, results }
}

// The spec waits for this; a failure before the first test shows there as well.
Object.assign(globalThis, { contractReport: main() })
