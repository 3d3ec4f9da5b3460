import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type FactText, factsKept, factTexts } from '../../src/abilities/summarise/facts-kept.fixture.ts'
import { allPoints, modelShare } from '../../src/abilities/summarise/summary.ts'
import { inAlone, onOneThread, onStage } from '../browser.ts'
import type { Reply } from '../page/alone.ts'
import type { Summarised } from './summarise.ts'

// npm run bench:summaries [-- --out FILE --one-thread]: how many facts of eight short texts a summary of a paragraph keeps: of the
// embedded model alone, of the extract, and of both with the check, by the product's own code. Prints each and keeps it
// in bench/results/summaries.json.

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'bench/results/summaries.json' },
    'one-thread': { type: 'boolean', default: false },
  },
})

const wordsOf = ({ summary }: Summarised) => [
  ...new Set([...(summary.headline ? [summary.headline] : []), ...summary.paragraph].map(({ text }) => text)),
]

const results: {
  readonly text: FactText
  readonly bare: Reply
  readonly extract: Summarised
  readonly both: Summarised
}[] = []
const loadBefore = loadavg()

await onStage(async stage => {
  if (values['one-thread']) await onOneThread(stage)
  await inAlone(stage, async page => {
    console.log('Bringing the model into the browser …')
    await page.evaluate(() => globalThis.alone.download())
    const { threads } = await page.evaluate(() => globalThis.alone.load())
    console.log(`The model runs on ${threads === 1 ? 'one thread' : `${threads} threads`}.`)
    for (const text of factTexts) {
      const wish = text.language === 'zh' ? '请概括下面的文字：' : 'Summarise this text:'
      const question = `${wish}\n\n${text.text}`
      const bare = await page.evaluate(asked => globalThis.alone.ask(asked, 200), question)
      const [extract, both] = await page.evaluate(
        async words => [
          await globalThis.alone.summarise(words, true),
          await globalThis.alone.summarise(words, false),
        ],
        text.text,
      )
      if (!extract || !both) throw new Error('there is no summary')
      results.push({ text, bare, extract, both })
      const kept = (words: string) => `${factsKept(text, words)}/${text.facts.length}`
      console.log(
        `\n${text.name}: bare ${kept(bare.text)} (${bare.text.length} letters), extract ${kept(wordsOf(extract).join(' '))} (${wordsOf(extract).join(' ').length}), both ${kept(wordsOf(both).join(' '))} (${wordsOf(both).join(' ').length}); the model's ${Math.round(modelShare(both.summary) * 100)} %, ${both.summary.refused} of ${both.summary.written} sentences refused, ${(both.ms / 1000).toFixed(1)} s`,
      )
      for (const { text: words, by } of allPoints(both.summary)) console.log(`  [${by}] ${words}`)
    }
  })
})

const sum = (of: (result: (typeof results)[number]) => number) =>
  results.reduce((total, result) => total + of(result), 0)
const all = sum(({ text }) => text.facts.length)
const figures = {
  facts: all,
  bare: sum(({ text, bare }) => factsKept(text, bare.text)),
  extract: sum(({ text, extract }) => factsKept(text, wordsOf(extract).join(' '))),
  both: sum(({ text, both }) => factsKept(text, wordsOf(both).join(' '))),
  letters: {
    text: sum(({ text }) => text.text.length),
    bare: sum(({ bare }) => bare.text.length),
    extract: sum(({ extract }) => wordsOf(extract).join(' ').length),
    both: sum(({ both }) => wordsOf(both).join(' ').length),
  },
  modelShare: sum(({ both }) => modelShare(both.summary)) / results.length,
  written: sum(({ both }) => both.summary.written),
  refused: sum(({ both }) => both.summary.refused),
}
console.log('\n', figures)
const machine = { processor: cpus()[0]?.model, cores: cpus().length, loadBefore, loadAfter: loadavg() }
await mkdir('bench/results', { recursive: true })
await writeFile(
  values.out,
  `${JSON.stringify({ bench: 'summaries', at: new Date().toISOString(), machine, figures, results }, undefined, 2)}\n`,
)
