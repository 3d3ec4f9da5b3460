import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fillByRules } from '../../src/agent/fill/rules.ts'
import { createRandom } from '../answers/questions.ts'
import { inAlone, onStage } from '../browser.ts'
import { type Result, row, sharesOf } from './report.ts'
import { type PublicSentence, readPublicSentences, readSentences, type Sentence } from './sentences.ts'
import { bareModel, choosingModel, openRouter, routedSystem, type System } from './systems.ts'

// npm run bench:tools [-- --bare N --choosing N --misses]: what requests of people are understood as, on sentences of ours and of
// public sets that nothing was trained on (SOURCES.md): tools, arguments, what is missing, calls in plain chat, with 95 %
// intervals by Wilson. --bare asks the embedded model alone as well, in a browser, on N of our sentences a language, as it
// takes many seconds for each; 0 leaves it out. --choosing has the model
// that is loaded choose as Hermit has a larger one, which the embedded one is not: for whoever loads one. --misses names the sentences whose tool is wrong: for those who work on other
// parts; whoever writes examples for the router must not read them. Keeps JSON in bench/results/tools.json.

const { values: options } = parseArgs({
  options: {
    bare: { type: 'string', default: '12' },
    choosing: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    misses: { type: 'boolean', default: false },
  },
})

type Any = Sentence | PublicSentence
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

const ours = readSentences()
const others = readPublicSentences()
for (const isByMeaning of [true, false]) {
  const name = `${isByMeaning ? 'routing' : 'routing by words alone'} + rules`
  const system = routedSystem(await openRouter(isByMeaning), fillByRules)
  await measure(`${name}, our sentences`, ours, system)
  await measure(`${name}, public sentences`, others, system)
}

const bare = Number(options.bare)
const choosing = Number(options.choosing)
if (bare + choosing > 0) {
  const router = await openRouter(true)
  await onStage(stage =>
    inAlone(stage, async page => {
      await page.evaluate(() => globalThis.alone.download())
      const { toolFormat } = await page.evaluate(() => globalThis.alone.load())
      // One language after the other: a run that is ended early has told of the first.
      for (const language of languages) {
        const some = (each: number) => sample(ours, each).filter(sentence => sentence.language === language)
        const name = `the embedded model alone, ${bare} of our sentences`
        await measure(name, some(bare), bareModel(page))
        const how = toolFormat ? `in the form of ${toolFormat}` : 'under a schema'
        const asLarger = `a model that chooses ${how}, ${choosing} of our sentences`
        await measure(asLarger, some(choosing), choosingModel(page, router, toolFormat))
      }
    }),
  )
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
