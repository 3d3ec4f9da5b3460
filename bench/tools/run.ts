import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createFiller } from '../../src/agent/fill/filler.ts'
import { fillByRules } from '../../src/agent/fill/rules.ts'
import { createRandom } from '../answers/questions.ts'
import { inAlone, onOneThread, onStage } from '../browser.ts'
import type { Loaded } from '../page/alone.ts'
import { adapterIn } from './adapter.ts'
import { type Result, row, sharesOf } from './report.ts'
import {
  type PublicSentence,
  readAppSentences,
  readFreshSentences,
  readPublicSentences,
  readSentences,
  type Sentence,
} from './sentences.ts'
import {
  bareModel,
  choosingModel,
  type Fill,
  fillsApps,
  openRouter,
  routedSystem,
  type System,
} from './systems.ts'

// npm run bench:tools [-- --bare N --choosing N --rules --misses]: what requests of people are understood as, on sentences of ours and of
// public sets that nothing was trained on (SOURCES.md): tools, arguments, what is missing, calls in plain chat, with 95 %
// intervals by Wilson. Rules alone take seconds; the adapter fills what they leave open in a browser, a few seconds each,
// and its answers are kept in .cache/: --rules leaves it out, and the models too. --bare asks the embedded model alone as
// well, in a browser, on N of our sentences a language, as it takes many seconds for each; 0 leaves it out. --choosing has
// the model that is loaded choose as Hermit has a larger one, which the embedded one is not: for whoever loads one.
// --misses names the sentences whose tool is wrong: for those who work on other
// parts; whoever writes examples for the router must not read them. Keeps JSON in bench/results/tools.json.

const { values: options } = parseArgs({
  options: {
    bare: { type: 'string', default: '12' },
    choosing: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    rules: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
  },
})

type Any = Sentence | PublicSentence
/** A machine that is busy with other things is waited for. */
const adapterLimitMs = 300_000
const languages = ['en', 'zh'] as const
const report: { readonly title: string; readonly shares: ReturnType<typeof sharesOf> }[] = []

async function measure(name: string, sentences: readonly Any[], system: System): Promise<void> {
  const results: Result[] = []
  for (const sentence of sentences) {
    const began = performance.now()
    const outcome = await system(sentence)
    results.push({ sentence, outcome, ms: performance.now() - began })
  }
  for (const language of languages) {
    const own = results.filter(({ sentence }) => sentence.language === language)
    if (own.length === 0) continue
    const title = `${name}, ${language}`
    report.push({ title, shares: sharesOf(own) })
    console.log(row(title, own))
  }
  if (!options.misses) return
  for (const { sentence, outcome } of results) {
    if (sentence.tool !== outcome.tool) console.log(`  ${sentence.tool} → ${outcome.tool}: ${sentence.text}`)
  }
}

/** Tools of apps are given: which one is meant is measured in the tests of the router. */
async function measureApps(name: string, fill: Fill): Promise<void> {
  const all = readAppSentences()
  for (const language of languages) {
    const own = all.filter(sentence => sentence.language === language)
    const isRight = await fillsApps(own, fill)
    const title = `${name}, requests for tools of apps, ${language}`
    const shares = [{ name: 'arguments', right: isRight.filter(Boolean).length, of: own.length }]
    report.push({ title, shares })
    console.log(`${title}: arguments ${shares[0]?.right}/${own.length}`)
    if (!options.misses) continue
    for (const [at, { text }] of own.entries()) if (!isRight[at]) console.log(`  ${text}`)
  }
}

const ours = readSentences()
const sets: readonly (readonly [string, readonly Any[]])[] = [
  ['our sentences', ours],
  ['our fresh sentences', readFreshSentences()],
  ['public sentences', readPublicSentences()],
]
/** Routing and rules, in this process. */
async function measureRules(): Promise<void> {
  for (const isByMeaning of [true, false]) {
    const name = `${isByMeaning ? 'routing' : 'routing by words alone'} + rules`
    const system = routedSystem(await openRouter(isByMeaning), fillByRules)
    for (const [of, sentences] of sets) await measure(`${name}, ${of}`, sentences, system)
  }

  await measureApps('rules', fillByRules)
}

const [bare, choosing] = [Number(options.bare), Number(options.choosing)]
if (options.rules) await measureRules()
else {
  await onStage(async stage => {
    // Only now: after so many requests the build of the page runs out of the memory of regular expressions.
    await measureRules()
    await onOneThread(stage)
    await inAlone(stage, async page => {
      let loading: Promise<Loaded> | undefined
      const load = () => {
        loading ??= page
          .evaluate(() => globalThis.alone.download())
          .then(() => page.evaluate(() => globalThis.alone.load()))
        return loading
      }
      const ready = async () => {
        await load()
        return page
      }
      const model = adapterIn(ready)
      const { fill } = createFiller(model, adapterLimitMs)
      const never = new AbortController().signal
      const both: Fill = (tool, words, place) => fill(tool, words, place, never)
      const router = await openRouter(true)
      const system = routedSystem(router, both)
      for (const [of, sentences] of sets) await measure(`routing + rules + adapter, ${of}`, sentences, system)
      await measureApps('rules + adapter', both)
      const ms = model.asked.toSorted((a, b) => a - b)
      console.log(
        `the adapter was asked ${ms.length} times; median ${((ms[ms.length >> 1] ?? 0) / 1000).toFixed(1)} s`,
      )
      if (bare + choosing === 0) return
      // One language after the other: a run that is ended early has told of the first.
      for (const language of languages) {
        const some = (each: number) => sample(ours, each).filter(sentence => sentence.language === language)
        const name = `the embedded model alone, ${bare} of our sentences`
        await measure(name, some(bare), bareModel(await ready()))
        if (choosing === 0) continue
        const { toolFormat } = await load()
        const how = toolFormat ? `in the form of ${toolFormat}` : 'under a schema'
        const asLarger = `a model that chooses ${how}, ${choosing} of our sentences`
        await measure(asLarger, some(choosing), choosingModel(page, router, toolFormat))
      }
    })
  })
}

await mkdir('bench/results', { recursive: true })
const json = { bench: 'tools', at: new Date().toISOString(), seed: Number(options.seed), bare, report }
await writeFile('bench/results/tools.json', `${JSON.stringify(json, undefined, 2)}\n`)
process.exit(0)

/** So many of each language, by the seed. */
function sample(sentences: readonly Sentence[], each: number): readonly Sentence[] {
  const random = createRandom(Number(options.seed))
  return languages.flatMap(language => {
    const own = sentences.filter(sentence => sentence.language === language)
    const taken = new Set<Sentence>()
    while (taken.size < Math.min(each, own.length)) {
      const one = own[random(own.length)]
      if (one) taken.add(one)
    }
    return [...taken]
  })
}
