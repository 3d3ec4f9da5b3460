/** The middle of some numbers and where half of them lie. */
export interface Summary {
  readonly median: number
  /** First and third quartile. */
  readonly quartiles: readonly [number, number]
}

/** Sums up the rounds of one figure. */
export function summary(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: at(sorted, 0.5), quartiles: [at(sorted, 0.25), at(sorted, 0.75)] }
}

/** The median alone. */
export function median(values: readonly number[]): number {
  return summary(values).median
}

/** The value at a fraction of the way through sorted numbers, between two of them where it falls there. */
function at(sorted: readonly number[], fraction: number): number {
  const place = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** Measures several sides in turn, each round beginning with another, so that a drift of the machine meets all. */
export async function interleave(rounds: number, sides: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < sides.length; place++) await sides[(round + place) % sides.length]?.()
  }
}
