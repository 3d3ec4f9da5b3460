import { type Features, featureBuckets } from './features.ts'

/** A linear classifier in 8 bits: a weight is its byte times the scale of its class. */
export interface PackedLinear {
  /** Base64 of the rows, one of as many bytes as there are classes for each feature. */
  readonly rows: string
  readonly scales: readonly number[]
  readonly bias: readonly number[]
}

/** What `scripts/make-router.ts` makes of all examples. */
export interface RouterWeights {
  /** Names of tools, `app` and `none`. */
  readonly classes: readonly string[]
  /** By words and runs of characters. `buckets` is base64 of the hashed features that have a row, as gaps. */
  readonly words: PackedLinear & { readonly buckets: string }
  /** By the vectors of one embedding model: of another one they mean nothing. */
  readonly meaning: PackedLinear & { readonly model: string }
}

/** Chances of all classes, in the order of `RouterWeights.classes`. */
export type Chances = Float32Array

/** The classifier, unpacked. */
export interface Classifier {
  readonly classes: readonly string[]
  readonly none: number
  /** Embedding.model that `byMeaning` reads vectors of. */
  readonly meaningOf: string
  byWords(features: Features): Chances
  byMeaning(vector: ArrayLike<number>): Chances
}

/** Unpacks the weights. Throws where they are of another build than the features. */
export function openClassifier(weights: RouterWeights): Classifier {
  const { classes } = weights
  const wordRows = bytesOf(weights.words.rows)
  const meaningRows = bytesOf(weights.meaning.rows)
  const rowOf = rowsByBucket(bytesOf(weights.words.buckets))

  function chances(packed: PackedLinear, sums: Float32Array): Chances {
    for (let c = 0; c < sums.length; c++)
      sums[c] = (sums[c] ?? 0) * (packed.scales[c] ?? 0) + (packed.bias[c] ?? 0)
    return softmaxed(sums)
  }

  return {
    classes,
    none: classes.indexOf('none'),
    meaningOf: weights.meaning.model,
    byWords({ buckets, values }) {
      const sums = new Float32Array(classes.length)
      for (let f = 0; f < buckets.length; f++) {
        const row = rowOf[buckets[f] ?? 0] ?? -1
        if (row >= 0) addRow(sums, wordRows, row * classes.length, values[f] ?? 0)
      }
      return chances(weights.words, sums)
    },
    byMeaning(vector) {
      const sums = new Float32Array(classes.length)
      for (let f = 0; f < vector.length; f++) addRow(sums, meaningRows, f * classes.length, vector[f] ?? 0)
      return chances(weights.meaning, sums)
    },
  }
}

/**
 * What two classifiers hold together: the geometric mean of their chances.
 * @param share How much the second counts, from 0 to 1.
 */
export function together(first: Chances, second: Chances, share: number): Chances {
  const logs = first.map(
    (chance, c) =>
      (1 - share) * Math.log(chance + leastChance) + share * Math.log((second[c] ?? 0) + leastChance),
  )
  return softmaxed(logs)
}

/** No class is ruled out by one of them alone. */
const leastChance = 1e-5

/** Scores as chances, in place. */
function softmaxed(scores: Float32Array): Chances {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const part = Math.exp((scores[c] ?? 0) - most)
    scores[c] = part
    sum += part
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum
  return scores
}

function addRow(sums: Float32Array, rows: Int8Array, start: number, value: number): void {
  for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) + value * (rows[start + c] ?? 0)
}

/** By bucket: its row, or -1. Gaps are written in bytes; 255 goes on in the next one. */
function rowsByBucket(gaps: Int8Array): Int32Array {
  const rows = new Int32Array(featureBuckets).fill(-1)
  let bucket = -1
  let row = 0
  for (const signed of gaps) {
    const gap = signed & 0xff
    bucket += gap
    if (gap === 255) continue
    if (bucket >= featureBuckets) throw new Error('The weights are of other features.')
    rows[bucket] = row++
  }
  return rows
}

function bytesOf(base64: string): Int8Array {
  return Int8Array.from(atob(base64), character => character.charCodeAt(0))
}
