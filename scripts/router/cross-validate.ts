import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { together } from '../../src/agent/route/classifier.ts'
import { featuresOf } from '../../src/agent/route/features.ts'
import { embeddingDimensions } from '../../src/embedding/embedding-model.ts'
import type { Labelled } from './dataset.ts'
import { createRandom, type Linear, scoresOf, softmax } from './softmax.ts'
import { classesOf, textsForMeaning, trainByMeaning, trainByWords } from './train.ts'
import { keptVectors } from './vectors.ts'

const folds = 5
const shares = [0.3, 0.4, 0.5, 0.6]
const leasts = [0.3, 0.4, 0.5, 0.6, 0.7]

interface Held {
  readonly request: Labelled
  readonly words: Float32Array
  readonly meaning?: Float32Array
}

/**
 * What the classifier gives for shapes that it has not seen, printed: each fifth of all shapes is held out in turn, all
 * fillings of a shape together. Shapes count the same, however many fillings they have.
 */
export async function crossValidate(requests: readonly Labelled[], vectorsFile: string): Promise<void> {
  const classes = classesOf(requests)
  await mkdir(dirname(vectorsFile), { recursive: true })
  const vectors = await keptVectors(textsForMeaning(requests), vectorsFile)
  const held = holdOut(requests, classes, vectors)
  const none = classes.indexOf('none')
  for (const language of ['zh', 'en'] as const) {
    const own = held.filter(({ request }) => request.language === language)
    table(
      `${language}, by words`,
      own.map(({ request, words }) => ({ request, chances: words })),
      classes,
    )
    if (language === 'zh') continue
    const both = own.filter(({ meaning }) => meaning)
    table(
      'en, by meaning',
      both.map(({ request, meaning }) => ({ request, chances: meaning as Float32Array })),
      classes,
    )
    for (const share of shares) {
      const chances = both.map(({ request, words, meaning }) => ({
        request,
        chances: together(words, meaning as Float32Array, share),
      }))
      table(`en, together, meaning ${share}`, chances, classes)
      if (share === 0.5) {
        const file = `${dirname(vectorsFile)}/held-out.json`
        await writeFile(
          file,
          JSON.stringify(
            chances
              .concat(
                held
                  .filter(x => x.request.language === 'zh')
                  .map(x => ({ request: x.request, chances: x.words })),
              )
              .map(x => mistake(x, classes))
              .filter(x => x),
            undefined,
            1,
          ),
        )
      }
    }
    for (const plain of [0.8, 0.9, 0.95]) {
      const cut = both.filter(({ words }) => (words[none] ?? 0) >= plain)
      const lost = cut.filter(({ request }) => request.label !== 'none').length
      const all = both.filter(({ request }) => request.label === 'none').length
      console.log(
        `plain by words at ${plain}: ${cut.length - lost} of ${all} none, and ${lost} that ask for something`,
      )
    }
    for (const sure of [0.9, 0.95, 0.97, 0.99]) {
      const cut = both.filter(({ words }) => words.some((chance, c) => c !== none && chance >= sure))
      const wrong = cut.filter(
        ({ request, words }) => (words[classes.indexOf(request.label)] ?? 0) < sure,
      ).length
      console.log(`sure by words at ${sure}: ${cut.length} of ${both.length}, of them wrong ${wrong}`)
    }
  }
}

function mistake(
  { request, chances }: { readonly request: Labelled; readonly chances: Float32Array },
  classes: readonly string[],
) {
  const [best, chance] = bestOf(chances)
  if (classes[best] === request.label && chance >= 0.5) return undefined
  return `${request.language} ${request.label} > ${classes[best]} ${chance.toFixed(2)} ${request.text}`
}

function holdOut(
  requests: readonly Labelled[],
  classes: readonly string[],
  vectors: ReadonlyMap<string, Float32Array>,
): readonly Held[] {
  const random = createRandom(3)
  const foldOf = new Map<string, number>()
  for (const { shape } of requests) {
    if (!foldOf.has(shape)) foldOf.set(shape, Math.floor(random() * folds))
  }
  const held: Held[] = []
  const every = Int32Array.from({ length: embeddingDimensions }, (_, place) => place)
  for (let fold = 0; fold < folds; fold++) {
    const rest = requests.filter(({ shape }) => foldOf.get(shape) !== fold)
    const byWords = trainByWords(rest, classes)
    const byMeaning = trainByMeaning(rest, classes, vectors)
    for (const request of requests) {
      if (foldOf.get(request.shape) !== fold) continue
      const { buckets, values } = featuresOf(request.text)
      const words = chancesOf(byWords, buckets, values)
      const vector = vectors.get(request.text)
      held.push({ request, words, ...(vector && { meaning: chancesOf(byMeaning, every, vector) }) })
    }
  }
  return held
}

function chancesOf(linear: Linear, at: Int32Array, values: Float32Array): Float32Array {
  const scores = new Float32Array(linear.classes)
  scoresOf(linear, { at, values }, scores)
  softmax(scores)
  return scores
}

function table(
  title: string,
  held: readonly { readonly request: Labelled; readonly chances: Float32Array }[],
  classes: readonly string[],
): void {
  console.log(`\n${title}`)
  const none = classes.indexOf('none')
  for (const least of leasts) {
    let asked = 0
    let right = 0
    let lost = 0
    let plain = 0
    let called = 0
    for (const { request, chances } of held) {
      const [best, chance] = bestOf(chances)
      const given = chance < least ? none : best
      const weight = 1 / request.of
      if (request.label === 'none') {
        plain++
        // An app's tool is looked for then, and there is mostly none.
        if (given !== none && classes[given] !== 'app') called++
      } else {
        asked += weight
        if (classes[given] === request.label) right += weight
        if (given === none) lost += weight
      }
    }
    const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`
    console.log(
      `  at ${least}: right ${percent(right, asked)}, lost to none ${percent(lost, asked)}, called in plain chat ${called} of ${plain}`,
    )
  }
}

function bestOf(chances: Float32Array): readonly [number, number] {
  let best = 0
  for (let c = 1; c < chances.length; c++) if ((chances[c] ?? 0) > (chances[best] ?? 0)) best = c
  return [best, chances[best] ?? 0]
}
