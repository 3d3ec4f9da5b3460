/** An example to learn from: a sparse vector, the number of its class, and how much it counts. */
export interface Sample {
  readonly at: ArrayLike<number>
  readonly values: ArrayLike<number>
  readonly label: number
  readonly weight: number
}

/** A linear classifier: `weights[feature * classes + class]`. */
export interface Linear {
  readonly classes: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

export interface Training {
  readonly classes: number
  readonly features: number
  readonly epochs: number
  readonly rate: number
  /** Pulls weights to nought, so that what was seen once does not decide. */
  readonly l2: number
  readonly seed: number
}

/** Multinomial logistic regression by AdaGrad, one sample at a time in a seeded order. */
export function trainSoftmax(samples: readonly Sample[], options: Training): Linear {
  const { classes, features, epochs, rate, l2 } = options
  const weights = new Float32Array(features * classes)
  const seen = new Float32Array(features * classes)
  const bias = new Float32Array(classes)
  const biasSeen = new Float32Array(classes)
  const linear = { classes, weights, bias }
  const order = Int32Array.from(samples.keys())
  const random = createRandom(options.seed)
  const error = new Float32Array(classes)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const sample = samples[index]
      if (!sample) continue
      scoresOf(linear, sample, error)
      softmax(error)
      error[sample.label] = (error[sample.label] ?? 0) - 1
      for (let c = 0; c < classes; c++) {
        const slope = sample.weight * (error[c] ?? 0)
        error[c] = slope
        biasSeen[c] = (biasSeen[c] ?? 0) + slope * slope
        bias[c] = (bias[c] ?? 0) - (rate * slope) / (1e-6 + Math.sqrt(biasSeen[c] ?? 0))
      }
      for (let f = 0; f < sample.at.length; f++) {
        const value = sample.values[f] ?? 0
        const row = (sample.at[f] ?? 0) * classes
        for (let c = 0; c < classes; c++) {
          const place = row + c
          const weight = weights[place] ?? 0
          const slope = (error[c] ?? 0) * value + l2 * weight
          const sum = (seen[place] ?? 0) + slope * slope
          seen[place] = sum
          weights[place] = weight - (rate * slope) / (1e-6 + Math.sqrt(sum))
        }
      }
    }
  }
  return linear
}

/** Scores of a sample before the softmax, written into `out`. */
export function scoresOf(
  { classes, weights, bias }: Linear,
  { at, values }: Pick<Sample, 'at' | 'values'>,
  out: Float32Array,
): void {
  out.set(bias)
  for (let f = 0; f < at.length; f++) {
    const value = values[f] ?? 0
    const row = (at[f] ?? 0) * classes
    for (let c = 0; c < classes; c++) out[c] = (out[c] ?? 0) + value * (weights[row + c] ?? 0)
  }
}

/** Scores as chances, in place. */
export function softmax(scores: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) most = Math.max(most, score)
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const part = Math.exp((scores[c] ?? 0) - most)
    scores[c] = part
    sum += part
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum
}

/** From 0 to 1, the same for the same seed on every machine (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Another order, in place; Fisher and Yates. */
export function shuffle(list: Int32Array, random: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [list[at] ?? 0, list[other] ?? 0]
    list[at] = b
    list[other] = a
  }
}
