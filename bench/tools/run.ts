import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fillByRules } from '../../src/agent/fill/rules.ts'
import { createRandom } from '../answers/questions.ts'
import { inAlone, onStage } from '../browser.ts'
import { type Result, row, sharesOf } from './report.ts'
import { type PublicSentence, readPublicSentences, readSentences, type Sentence } from './sentences.ts'
import { bareModel, openRouter, routedSystem, type System } from './systems.ts'

// npm run bench:tools [-- --bare N --misses]: what requests of people are understood as, on sentences of ours and of
// public sets that nothing was trained on (SOURCES.md): tools, arguments, what is missing, calls in plain chat, with 95 %
// intervals by Wilson. --bare asks the embedded model alone as well, in a browser, on N of our sentences a language, as it
// takes many seconds for each; 0 leaves it out. --misses names the sentences whose tool is wrong: for those who work on other
// parts; whoever writes examples for the router must not read them. Keeps JSON in bench/results/tools.json.

const { values: options } = parseArgs({
  options: {
    bare: { type: 'string', default: '12' },
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
if (bare > 0) {
  await onStage(stage =>
    inAlone(stage, async page => {
      await page.evaluate(() => globalThis.alone.download())
      await page.evaluate(() => globalThis.alone.load())
      // One language after the other: a run that is ended early has told of the first.
      for (const language of languages) {
        const some = sample(ours, bare).filter(sentence => sentence.language === language)
        await measure(`the embedded model alone, ${bare} of our sentences`, some, bareModel(page))
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
