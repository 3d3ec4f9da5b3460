import { HermitPage } from '../e2e/pages/hermit-page.ts'
import { inPage, onStage, type Stage } from './browser.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 3
const watchMs = 5000

/** How much processor the browser takes from the model while an answer is written at a model's own speed. */
export async function processor(): Promise<BenchResult> {
  const shares: Record<string, number>[] = []
  await onStage(async stage => {
    for (let round = 0; round < rounds; round++) shares.push(await sharesWhileWriting(stage))
  })
  const of = (kind: string) => shares.map(share => share[kind] ?? 0)
  return {
    figures: [
      figure('the page', '% of a core', of('renderer')),
      figure('compositing and painting', '% of a core', of('GPU')),
      figure('the rest of the browser', '% of a core', of('browser')),
    ],
    notes: [
      'Scripted engine at 15 tokens/s, which itself takes next to nothing. Without a GPU the browser paints on the cores that the model decodes on, and threads of a model wait for the slowest of them.',
      'Processor time, not wall clock: it holds on a busy machine too.',
    ],
  }
}

function sharesWhileWriting(stage: Stage): Promise<Record<string, number>> {
  return inPage(stage, async page => {
    const hermit = new HermitPage(page, stage.appUrl)
    await hermit.open('?engine=scripted&rate=15&words=400')
    await hermit.ready()
    await hermit.send('Write slowly')
    await page.waitForTimeout(1000)
    const before = await processorMs(stage)
    await page.waitForTimeout(watchMs)
    const after = await processorMs(stage)
    const kinds = Object.keys(after)
    return Object.fromEntries(
      kinds.map(kind => [kind, (((after[kind] ?? 0) - (before[kind] ?? 0)) / watchMs) * 100]),
    )
  })
}

/** Processor time so far by kind of process. */
async function processorMs(stage: Stage): Promise<Record<string, number>> {
  const devtools = await stage.context.browser()?.newBrowserCDPSession()
  if (!devtools) throw new Error('The browser cannot be asked')
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  const ms: Record<string, number> = {}
  for (const { type, cpuTime } of processInfo) ms[type] = (ms[type] ?? 0) + cpuTime * 1000
  return ms
}
