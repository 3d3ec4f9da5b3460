import { HermitPage } from '../e2e/pages/hermit-page.ts'
import { inAlone, inPage, onStage, type Stage } from './browser.ts'
import { marksOf } from './marks.ts'
import { interleave } from './statistics.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 5

/** A start with the model on the device, against what the weights and the engine cost by themselves. */
export async function secondStart(): Promise<BenchResult> {
  const starts: number[] = []
  const reads: number[] = []
  const loads: number[] = []
  await onStage(async stage => {
    // The first start downloads, and each side has compiled its wasm once.
    await startMs(stage)
    await inAlone(stage, async page => {
      await page.evaluate(() => globalThis.alone.download())
      await page.evaluate(() => globalThis.alone.load())
    })
    await interleave(rounds, [
      async () => starts.push(await startMs(stage)),
      () =>
        inAlone(stage, async page => {
          reads.push((await page.evaluate(() => globalThis.alone.readWeights())).ms)
          loads.push((await page.evaluate(() => globalThis.alone.load())).ms)
        }),
    ])
  })
  const own = loads.map((ms, round) => ms + (reads[round] ?? Number.NaN))
  const ratio = (of: readonly number[]) => starts.map((ms, round) => ms / (of[round] ?? Number.NaN))
  return {
    figures: [
      figure('start to Ready / (reading + loading)', 'ratio', ratio(own), { kind: 'at most', value: 2 }),
      figure('start to Ready / loading alone', 'ratio', ratio(loads)),
      figure('start to Ready', 'ms', starts),
      figure('reading all weights out of IndexedDB', 'ms', reads),
      figure("the engine's own load", 'ms', loads),
    ],
    notes: [
      'Start: a new tab, from navigation until the status says Ready. The other side is a page of the same browser with the same engine and weights and no interface, in a tab of its own each time.',
      'Loading reads the weights as well, so the second ratio is the strict one.',
    ],
  }
}

function startMs(stage: Stage): Promise<number> {
  return inPage(stage, async page => {
    const hermit = new HermitPage(page, stage.appUrl)
    await hermit.open('')
    await hermit.ready()
    const { ready } = await marksOf(page)
    if (ready === undefined) throw new Error('Ready left no mark')
    return ready
  })
}
