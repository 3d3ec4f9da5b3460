import { type Summary, summary } from './statistics.ts'

export interface Limit {
  readonly kind: 'at most' | 'at least'
  readonly value: number
  /** A count or a size, the same on any machine: the run fails when it does not hold. Times never do that. */
  readonly decides?: true
}

/** One figure of a bench. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Where half of the rounds lie. */
  readonly quartiles?: readonly [number, number]
  readonly limit?: Limit
}

export interface BenchResult {
  readonly figures: readonly Figure[]
  /** What a reader must know to read the figures right. */
  readonly notes: readonly string[]
}

/** A figure from several rounds: the median and where half of them lie. */
export function figure(name: string, unit: string, rounds: readonly number[], limit?: Limit): Figure {
  const { median, quartiles }: Summary = summary(rounds)
  return { name, unit, value: median, quartiles, ...(limit ? { limit } : {}) }
}

/** Whether the limit holds; 'within noise' if the median breaks it and at least a quarter of the rounds keep it. */
export function verdict({ value, quartiles, limit }: Figure): 'holds' | 'within noise' | 'BROKEN' | '' {
  if (!limit) return ''
  const keeps = (tried: number) => (limit.kind === 'at most' ? tried <= limit.value : tried >= limit.value)
  if (keeps(value)) return 'holds'
  return quartiles?.some(keeps) ? 'within noise' : 'BROKEN'
}

/** The figures as lines of text in columns. */
export function table(figures: readonly Figure[]): string {
  const head = ['figure', 'value', 'half of the rounds', 'unit', 'limit', '']
  const rows = figures.map(each => [
    each.name,
    short(each.value),
    each.quartiles ? `${short(each.quartiles[0])} to ${short(each.quartiles[1])}` : '',
    each.unit,
    each.limit ? `${each.limit.kind} ${each.limit.value}` : '',
    verdict(each),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function short(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 3)
}
