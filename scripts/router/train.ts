import type { RouterWeights } from '../../src/agent/route/classifier.ts'
import { featureBuckets, featuresOf } from '../../src/agent/route/features.ts'
import { embeddingDimensions, embeddingModelName } from '../../src/embedding/embedding-model.ts'
import type { Labelled } from './dataset.ts'
import { pack, packSparse } from './pack.ts'
import { type Linear, type Sample, trainSoftmax } from './softmax.ts'
import { keptVectors } from './vectors.ts'

/** Chosen by cross-validation on the examples. */
const byWords = { epochs: 25, rate: 0.5, l2: 1e-5, seed: 1 } as const
const byMeaning = { epochs: 8, rate: 0.1, l2: 0, seed: 1 } as const
/** Unit vectors of 384 numbers are small: so much larger they learn as fast as words. */
const meaningScale = 3
const noneWeight = 2
/** Of the weights by words: coarser ones were no worse on shapes held out, and 351 kB gzipped became 146. */
const wordStep = 1.2

/** All classes, in the order of the weights. */
export function classesOf(requests: readonly Labelled[]): readonly string[] {
  return [...new Set(requests.map(({ label }) => label))]
}

/** How much a request counts: the fillings of one shape are not as many requests, and plain chat is worse lost than a call. */
const weightOf = ({ of, label }: Labelled) => (label === 'none' ? noneWeight : 1) / Math.sqrt(of)

/** Learns from words and runs of characters, in both languages. */
export function trainByWords(requests: readonly Labelled[], classes: readonly string[]): Linear {
  const samples = requests.map((request): Sample => {
    const { buckets, values } = featuresOf(request.text)
    return { at: buckets, values, label: classes.indexOf(request.label), weight: weightOf(request) }
  })
  return trainSoftmax(samples, { ...byWords, classes: classes.length, features: featureBuckets })
}

/** Learns from vectors of English; Chinese requests are left out. */
export function trainByMeaning(
  requests: readonly Labelled[],
  classes: readonly string[],
  vectors: ReadonlyMap<string, Float32Array>,
): Linear {
  const at = Int32Array.from({ length: embeddingDimensions }, (_, place) => place)
  const samples = requests.flatMap((request): Sample[] => {
    const vector = vectors.get(request.text)
    if (!vector) return []
    const values = vector.map(value => value * meaningScale)
    return [{ at, values, label: classes.indexOf(request.label), weight: weightOf(request) }]
  })
  const linear = trainSoftmax(samples, {
    ...byMeaning,
    classes: classes.length,
    features: embeddingDimensions,
  })
  return { ...linear, weights: linear.weights.map(weight => weight * meaningScale) }
}

/** All weights of the router. @param vectorsFile Where vectors are kept from one time to the next. */
export async function trainRouter(
  requests: readonly Labelled[],
  vectorsFile: string,
): Promise<RouterWeights> {
  const classes = classesOf(requests)
  const words = packSparse(trainByWords(requests, classes), wordStep)
  const vectors = await keptVectors(textsForMeaning(requests), vectorsFile)
  const meaning = pack(trainByMeaning(requests, classes, vectors))
  return { classes, words, meaning: { ...meaning, model: embeddingModelName } }
}

/** So many fillings of a shape are embedded: it takes most of the time, and more of them change little. */
const embeddedFillings = 2

/** What is embedded: English, and of each shape a few. */
export function textsForMeaning(requests: readonly Labelled[]): readonly string[] {
  const counts = new Map<string, number>()
  const texts = requests.filter(({ language, shape, isMistyped }) => {
    if (isMistyped) return false
    const before = counts.get(shape) ?? 0
    counts.set(shape, before + 1)
    return language === 'en' && before < embeddedFillings
  })
  return [...new Set(texts.map(({ text }) => text))]
}
