import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pack, packSparse } from '../../../scripts/router/pack.ts'
import { type Linear, scoresOf, softmax, trainSoftmax } from '../../../scripts/router/softmax.ts'
import { openClassifier, together } from './classifier.ts'
import { featureBuckets, featuresOf } from './features.ts'

const classes = ['none', 'set_timer', 'add_note']
const requests: readonly (readonly [string, number])[] = [
  ['set a timer for 10 minutes', 1],
  ['start a timer of two hours', 1],
  ['设一个十分钟的计时器', 1],
  ['make a note that the key is here', 2],
  ['note: buy milk', 2],
  ['记一下门禁密码', 2],
  ['hello', 0],
  ['who wrote Hamlet', 0],
  ['你好', 0],
]

function trained(): Linear {
  const samples = requests.map(([text, label]) => {
    const { buckets, values } = featuresOf(text)
    return { at: buckets, values, label, weight: 1 }
  })
  return trainSoftmax(samples, {
    classes: 3,
    features: featureBuckets,
    epochs: 30,
    rate: 0.5,
    l2: 1e-5,
    seed: 1,
  })
}

function opened(step: number) {
  const words = trained()
  const meaning: Linear = {
    classes: 3,
    weights: Float32Array.from([1, 0, -1, 0, 2, 0]),
    bias: new Float32Array(3),
  }
  const weights = {
    classes,
    words: packSparse(words, step),
    meaning: { ...pack(meaning), model: 'a model' },
  }
  return { words, classifier: openClassifier(weights) }
}

it('gives in 8 bits nearly the chances that were learnt, and the same each time it learns', () => {
  const { words, classifier } = opened(0.1)
  expect(trained().weights).toEqual(words.weights)
  for (const [text, label] of requests) {
    const features = featuresOf(text)
    const exact = new Float32Array(3)
    scoresOf(words, { at: features.buckets, values: features.values }, exact)
    softmax(exact)
    const chances = classifier.byWords(features)
    chances.forEach((chance, c) => {
      expect(chance).toBeCloseTo(exact[c] ?? 0, 1)
    })
    expect(chances.indexOf(Math.max(...chances))).toBe(label)
  }
})

it('reads new words of the same kind', () => {
  const { classifier } = opened(0.5)
  const best = (text: string) => {
    const chances = classifier.byWords(featuresOf(text))
    return classes[chances.indexOf(Math.max(...chances))]
  }
  expect(best('timer for five minutes please')).toBe('set_timer')
  expect(best('请记一下车停在哪里')).toBe('add_note')
})

it('reads a vector by its own weights', () => {
  const { classifier } = opened(0.1)
  const [first = 0, second = 0, third = 0] = classifier.byMeaning([1, 0])
  expect(first).toBeGreaterThan(second)
  expect(second).toBeGreaterThan(third)
})

it('chances add up to one, together as well, whatever the request', () => {
  const { classifier } = opened(0.5)
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (text, share) => {
        const chances = classifier.byWords(featuresOf(text))
        const both = together(chances, classifier.byMeaning([0.6, 0.8]), share)
        for (const list of [chances, both]) {
          expect(list.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3)
        }
      },
    ),
  )
})

it('features are a sorted unit vector; numbers, width and case of letters are no difference', () => {
  const { buckets, values } = featuresOf('Set a timer for 10 minutes')
  expect([...buckets]).toEqual([...new Set(buckets)].sort((a, b) => a - b))
  expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 4)
  expect(featuresOf('ｓｅｔ a TIMER for 25 minutes').buckets).toEqual(buckets)
  expect(featuresOf('').buckets).toHaveLength(0 + featuresOf('  ').buckets.length)
})
