import { inPage, onStage } from './browser.ts'
import { streamScripted } from './streamed.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const rounds = 3

/** How often records are written while an answer streams. */
export async function storage(): Promise<BenchResult> {
  const perSecond: number[] = []
  const busiest: number[] = []
  const reads: number[] = []
  await onStage(async stage => {
    for (let round = 0; round < rounds; round++) {
      await inPage(stage, async page => {
        const options = { rate: 100, words: 800, question: `Write round ${round}` }
        const { marks, sent, ended } = await streamScripted(page, stage.appUrl, options)
        const streaming = marks.transactions.filter(({ at }) => at >= sent && at <= ended)
        const writes = streaming.filter(({ mode }) => mode === 'readwrite').map(({ at }) => at)
        perSecond.push(rateOf(writes))
        busiest.push(
          Math.max(...writes.map(from => writes.filter(at => at >= from && at < from + 1000).length)),
        )
        reads.push(streaming.length - writes.length)
      })
    }
  })
  const figures: Figure[] = [
    {
      ...figure('writing transactions while streaming', 'per second', perSecond),
      limit: { kind: 'at most', value: 4, decides: true },
    },
    figure('in the busiest second', 'transactions', busiest),
    figure('reading transactions in the whole answer', 'transactions', reads),
  ]
  return {
    figures,
    notes: [
      'Every readwrite transaction of any database, from the press of Send to the end of the answer (8 s at 100 tokens/s).',
      'The rate is of the gaps between them: a late timer can put a fifth into one second, and none into the next.',
    ],
  }
}

/** n transactions have n-1 gaps. */
function rateOf(times: readonly number[]): number {
  const first = times[0] ?? 0
  const last = times.at(-1) ?? 0
  if (times.length < 2) throw new Error(`${times.length} writes in a whole answer: nothing to measure`)
  return ((times.length - 1) / (last - first)) * 1000
}
