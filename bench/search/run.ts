import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { isMostlyForeign } from '../../src/abilities/documents/search/question.ts'
import { isRelevant, relevance } from '../../src/abilities/documents/search/relevance.ts'
import type { SearchHit } from '../../src/abilities/documents/search/search.ts'
import { measureLarge } from './large.ts'
import { openEmbedder, openLibrary } from './library.ts'
import { type LabelledQuestion, questions } from './questions.ts'

// npm run bench:search [-- --misses --hits]: the product's search over the labelled questions: what it finds by words,
// by meaning and by both, and what its gate keeps and refuses. Prints tables and keeps JSON in
// bench/results/search.json. The gate's thresholds were chosen on every second question; the others are held out. --misses names the questions that are not answered, --hits prints each question's first
// hits with what the gate sees. Times are of this machine and decide nothing.

const { values: options } = parseArgs({
  options: { misses: { type: 'boolean', default: false }, hits: { type: 'boolean', default: false } },
})
const ways = ['words', 'meaning', 'both'] as const
type Way = (typeof ways)[number]
const languages = ['en', 'zh'] as const
/** Passages that a person is shown, and an answer is drawn from. */
const places = 5
/** MRR looks so far. */
const ranked = 10

interface Asked {
  readonly question: LabelledQuestion
  readonly hits: Readonly<Record<Way, readonly SearchHit[]>>
}

const loadBefore = loadavg()
const embedder = await openEmbedder()
const library = await openLibrary(embedder)
const indexing = { ...embedder.counted }

for (const { question, quote } of questions) {
  if (quote !== undefined && !library.texts.some(text => text.includes(quote))) {
    throw new Error(`The quote for "${question}" is in no text.`)
  }
}

const asked: Asked[] = []
for (const question of questions) {
  const vector = isMostlyForeign(question.question)
    ? undefined
    : { model: embedder.model, values: (await embedder.embed([question.question]))[0] ?? new Float32Array() }
  const by = (way: Way) =>
    library.index.search({
      text: question.question,
      limit: ranked,
      ...(vector && { vector }),
      ...(way !== 'both' && { by: way }),
    })
  asked.push({ question, hits: { words: by('words'), meaning: by('meaning'), both: by('both') } })
}

/** Place of the right passage from 1; undefined where it is not among the hits. */
function placeOf({ question, hits }: Asked, way: Way): number | undefined {
  const at = hits[way].findIndex(({ text }) => question.quote !== undefined && text.includes(question.quote))
  return at === -1 ? undefined : at + 1
}

function found(of: readonly Asked[], way: Way) {
  const at = of.map(one => placeOf(one, way))
  return {
    recall: at.filter(place => place !== undefined && place <= places).length,
    first: at.filter(place => place === 1).length,
    mrr: at.reduce<number>((sum, place) => sum + (place === undefined ? 0 : 1 / place), 0) / of.length,
  }
}

/** What an answer would be drawn from. */
const kept = ({ question, hits }: Asked) =>
  hits.both.slice(0, places).filter(hit => isRelevant(hit, question.language))

function gate(language: (typeof languages)[number], half: 'calibrated' | 'held out') {
  const own = asked
    .filter((_, place) => (place % 2 === 0) === (half === 'calibrated'))
    .filter(({ question }) => question.language === language)
  const answerable = own.filter(({ question }) => question.quote !== undefined)
  const unanswerable = own.filter(({ question }) => question.quote === undefined)
  const isRight = (one: Asked) => kept(one).some(({ text }) => text.includes(one.question.quote ?? ''))
  return {
    language,
    half,
    answerable: answerable.length,
    kept: answerable.filter(one => kept(one).length > 0).length,
    keptWithPassage: answerable.filter(isRight).length,
    unanswerable: unanswerable.length,
    refused: unanswerable.filter(one => kept(one).length === 0).length,
    wronglyRefused: answerable.filter(one => kept(one).length === 0).map(one => one.question.question),
    wronglyKept: unanswerable.filter(one => kept(one).length > 0).map(one => one.question.question),
  }
}

const retrieval = languages.flatMap(language => {
  const own = asked.filter(({ question }) => question.language === language && question.quote !== undefined)
  return ways
    .filter(way => own.some(({ hits }) => hits[way].length > 0))
    .map(way => ({ language, way, questions: own.length, ...found(own, way) }))
})
const gates = languages.flatMap(language => [gate(language, 'calibrated'), gate(language, 'held out')])

const share = (part: number, of: number) => `${part}/${of} (${((100 * part) / of).toFixed(0)} %)`
console.log(`${library.texts.length} texts, ${library.chunks} chunks, ${questions.length} questions\n`)
console.log('| language | by | recall@5 | first | MRR@10 |\n| --- | --- | --- | --- | --- |')
for (const { language, way, questions: of, recall, first, mrr } of retrieval) {
  console.log(`| ${language} | ${way} | ${share(recall, of)} | ${share(first, of)} | ${mrr.toFixed(3)} |`)
}
console.log(
  '\n| language | half | answerable kept | with the right passage | unanswerable refused |\n| --- | --- | --- | --- | --- |',
)
for (const one of gates) {
  console.log(
    `| ${one.language} | ${one.half} | ${share(one.kept, one.answerable)} | ${share(one.keptWithPassage, one.answerable)} | ${share(one.refused, one.unanswerable)} |`,
  )
}

if (options.misses) {
  console.log('\nNot among the first five, by both:')
  for (const one of asked) {
    const place = placeOf(one, 'both')
    if (one.question.quote !== undefined && (place === undefined || place > places)) {
      console.log(`  ${one.question.question} → ${one.question.quote} (place ${place ?? '-'})`)
    }
  }
  for (const { wronglyRefused, wronglyKept } of gates) {
    console.log('Refused although there is an answer:', wronglyRefused)
    console.log('Kept although there is none:', wronglyKept)
  }
}
if (options.hits) {
  for (const { question, hits } of asked) {
    console.log(`\n${question.quote === undefined ? '- ' : '+ '}${question.question}`)
    for (const { text, similarity, wordCover } of hits.both.slice(0, places)) {
      const isRight = question.quote !== undefined && text.includes(question.quote)
      console.log(
        `  ${isRight ? '*' : ' '} ${similarity?.toFixed(2) ?? ' -  '} ${wordCover.toFixed(2)} ${text.slice(0, 70).replaceAll('\n', ' ')}`,
      )
    }
  }
}

const large = measureLarge(
  library.texts,
  questions.map(({ question }) => question),
  embedder.model,
  embedder.dimensions,
)
const perSecond = (count: number) => (1000 * count) / indexing.ms
console.log(
  `\n${large.chunks} chunks: indexed in ${(large.buildMs / 1000).toFixed(1)} s; first search ${large.firstMs.toFixed(0)} ms (limit 100), median ${large.medianMs.toFixed(0)}, worst ${large.worstMs.toFixed(0)}`,
)
console.log(
  `Embedding, one thread: ${perSecond(indexing.texts).toFixed(1)} chunks a second, ${perSecond(indexing.tokens).toFixed(0)} tokens a second (${indexing.texts} chunks)`,
)

await mkdir('bench/results', { recursive: true })
const machine = { processor: cpus()[0]?.model, cores: cpus().length, loadBefore, loadAfter: loadavg() }
const json = {
  bench: 'search',
  at: new Date().toISOString(),
  machine,
  relevance,
  retrieval,
  gates,
  large,
  indexing,
}
await writeFile('bench/results/search.json', `${JSON.stringify(json, undefined, 2)}\n`)
embedder.rest()
