import { type ContractTestApi, describeEngine } from '../../src/engines/contract.ts'
import { createEngine } from '../../src/engines/registry.ts'
import { describeAdapter } from './adapter.ts'
import { badModelOf, fetchModelFiles, makerOfShared, modelOf } from './models.ts'
import type { ContractReport, ContractResult } from './report.ts'
import { describeTools } from './tools.ts'
import { describeWebllm } from './webllm.ts'

// The page runs the suite that vitest runs, where vitest cannot: over wllama and WebLLM, in a real browser.
// `?engine=ID` chooses the engine, `?only=TEXT` keeps the tests whose names contain TEXT.
const parameters = new URLSearchParams(location.search)
const engineId = parameters.get('engine') ?? 'wllama'
const only = parameters.get('only') ?? ''
/** Some tests load twice, and a load on a software GPU computes whole answers to check it. */
const testLimitMs = engineId === 'webllm' ? 300_000 : 180_000

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

async function main(): Promise<ContractReport> {
  const files = await fetchModelFiles(engineId)
  const model = modelOf(files)
  const badModel = (kind: Parameters<typeof badModelOf>[1]) => badModelOf(files, kind)
  describeEngine(
    engineId,
    makerOfShared(() => createEngine(engineId), model, {
      goesOnWithText: engineId !== 'webllm',
      fills: engineId === 'wllama',
    }),
    api,
    badModel,
  )
  describeTools(api, engineId, () => createEngine(engineId), files)
  if (engineId === 'webllm') describeWebllm(api, files)
  if (engineId === 'wllama') describeAdapter(api, model)
  await runAll()
  return { isolated: crossOriginIsolated, results }
}

// The spec waits for this; a failure before the first test shows there as well.
Object.assign(globalThis, { contractReport: main() })
