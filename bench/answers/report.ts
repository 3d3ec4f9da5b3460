import type { HarderMethod } from '../../src/chat/harder/harder.ts'
import type { AskedSample } from './ask.ts'
import { mcnemar, wilson } from './proportions.ts'
import type { Question } from './questions.ts'

/** The ways that are compared: the first answer, the second (sampled) one, and what "Think harder" picked. */
type Way = 'greedy' | 'sampled' | 'harder'

/** What came of one question. */
export interface Result extends Question {
  readonly right: Readonly<Record<Way, boolean>>
  readonly final: string | null
  readonly picked: number | null
  readonly ms: number
  readonly samples: readonly AskedSample[]
}

interface Setting {
  readonly of: number
  readonly method: HarderMethod
}

interface Share {
  readonly way: string
  readonly right: number
  readonly of: number
  /** Wilson's, 95 %. */
  readonly interval: readonly [number, number]
}

/** Sums up in words and in figures. */
export function report(results: readonly Result[], { of, method }: Setting) {
  const ways: readonly (readonly [Way, string])[] = [
    ['greedy', 'one answer, greedy'],
    ['sampled', 'one answer, sampled'],
    ['harder', method === 'model' ? `the model's choice of ${of}` : `majority of ${of}`],
  ]
  const shares = ways.map(([way, name]): Share => {
    const right = results.filter(result => result.right[way]).length
    return { way: name, right, of: results.length, interval: wilson(right, results.length) }
  })
  const tests = (['greedy', 'sampled'] as const).map(way => {
    const only = (a: Way, b: Way) => results.filter(({ right }) => right[a] && !right[b]).length
    const gained = only('harder', way)
    const lost = only(way, 'harder')
    return { against: way, gained, lost, p: mcnemar([gained, lost]) }
  })
  const cost = costOf(results)
  const families = [...new Set(results.map(({ family }) => family))].map(family => {
    const own = results.filter(result => result.family === family)
    const right = (way: Way) => own.filter(result => result.right[way]).length
    return {
      family,
      of: own.length,
      greedy: right('greedy'),
      sampled: right('sampled'),
      harder: right('harder'),
    }
  })
  const lines = [
    ...shares.map(
      ({ way, right, of: all, interval: [low, high] }) =>
        `${way}: ${right} of ${all} right, ${percent(right / all)} (95 %: ${percent(low)} to ${percent(high)})`,
    ),
    ...tests.map(
      ({ against, gained, lost, p }) =>
        `against one ${against} answer: ${gained} gained, ${lost} lost; McNemar's exact test p = ${p.toFixed(3)}`,
    ),
    `cost over one greedy answer: ${cost.tokens.toFixed(1)} times the tokens, ${cost.time.toFixed(1)} times the time, ${cost.samples.toFixed(1)} samples of ${of} on average`,
    `samples without a final answer: ${percent(cost.withoutFinal)}; cut at their longest length: ${percent(cost.cut)}`,
    ...families.map(
      each =>
        `${each.family} (${each.of}): greedy ${each.greedy}, sampled ${each.sampled}, harder ${each.harder}`,
    ),
  ]
  return { lines, figures: { shares, tests, cost, families } }
}

function costOf(results: readonly Result[]) {
  const all = results.flatMap(({ samples }) => samples)
  const firsts = results.flatMap(({ samples }) => samples.slice(0, 1))
  const sum = (list: readonly AskedSample[], value: (sample: AskedSample) => number) =>
    list.reduce((total, sample) => total + value(sample), 0)
  return {
    tokens: sum(all, ({ tokens }) => tokens) / sum(firsts, ({ tokens }) => tokens),
    time: results.reduce((total, { ms }) => total + ms, 0) / sum(firsts, ({ ms }) => ms),
    samples: all.length / results.length,
    withoutFinal: all.filter(({ final }) => final === null).length / all.length,
    cut: all.filter(({ isCut }) => isCut).length / all.length,
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
