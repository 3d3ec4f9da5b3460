/** The z of a 95 % confidence interval. */
const z = 1.959964

/** Wilson's 95 % confidence interval of a share, from 0 to 1. */
export function wilson(hits: number, of: number): readonly [number, number] {
  if (of === 0) return [0, 1]
  const share = hits / of
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/**
 * McNemar's exact test of two ways on the same questions, two-sided.
 * @param only How many questions only the one, and only the other got right.
 * @returns The chance of a difference at least as large if the ways were equally good.
 */
export function mcnemar(only: readonly [number, number]): number {
  const [a, b] = only
  const n = a + b
  let chance = 0.5 ** n
  let tail = chance
  for (let hits = 1; hits <= Math.min(a, b); hits++) {
    chance *= (n - hits + 1) / hits
    tail += chance
  }
  return Math.min(1, 2 * tail)
}
