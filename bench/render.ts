import type { Page } from '@playwright/test'
import { inAlone, inPage, onStage, type Stage } from './browser.ts'
import { marksOf } from './marks.ts'
import { interleave } from './statistics.ts'
import { streamScripted } from './streamed.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 3
const slowdown = 4
const options = { rate: 100, words: 1000, question: 'Draw' }

interface Cost {
  readonly taskMs: number
  readonly scriptMs: number
  readonly layoutMs: number
  readonly longTasks: number
}

/** What a streamed answer costs the main thread of a slow device, beside the plainest way to show it. */
export async function render(): Promise<BenchResult> {
  const app: Cost[] = []
  const plain: Cost[] = []
  await onStage(stage =>
    interleave(rounds, [
      async () => app.push(await appCost(stage, app.length)),
      async () => plain.push(await plainCost(stage)),
    ]),
  )
  const of = (costs: readonly Cost[], what: keyof Cost) => costs.map(cost => cost[what])
  const ratios = app.map(({ taskMs }, round) => taskMs / (plain[round]?.taskMs ?? Number.NaN))
  return {
    figures: [
      figure('main thread per 1,000 tokens', 'ms', of(app, 'taskMs')),
      figure('of it, script', 'ms', of(app, 'scriptMs')),
      figure('of it, style and layout', 'ms', of(app, 'layoutMs')),
      figure('tasks over 50 ms', 'tasks', of(app, 'longTasks'), { kind: 'at most', value: 0 }),
      figure('text node alone, main thread per 1,000 tokens', 'ms', of(plain, 'taskMs')),
      figure('text node alone, tasks over 50 ms', 'tasks', of(plain, 'longTasks')),
      figure('the app / text node alone', 'ratio', ratios, { kind: 'at most', value: 4 }),
    ],
    notes: [
      `Processor slowed ${slowdown} times; 1,000 tokens at 100 a second. The scripted engine's own work on the main thread is in both sides.`,
      'Text node alone: the same tokens appended to one text node in a page with nothing else.',
    ],
  }
}

function appCost(stage: Stage, round: number): Promise<Cost> {
  return inPage(stage, async page => {
    let meter: Meter | undefined
    const question = `${options.question} ${round}`
    const { marks, sent, ended } = await streamScripted(
      page,
      stage.appUrl,
      { ...options, question },
      async () => {
        meter = await startMeter(page)
      },
    )
    const cost = await meter?.read()
    if (!cost) throw new Error('Nothing was metered')
    return { ...cost, longTasks: marks.longTasks.filter(({ at }) => at >= sent && at <= ended).length }
  })
}

function plainCost(stage: Stage): Promise<Cost> {
  return inAlone(stage, async page => {
    const meter = await startMeter(page)
    const since = await page.evaluate(() => performance.now())
    await page.evaluate(settings => globalThis.alone.stream({ ...settings, append: true }), options)
    const cost = await meter.read()
    const { longTasks } = await marksOf(page)
    return { ...cost, longTasks: longTasks.filter(({ at }) => at >= since).length }
  })
}

interface Meter {
  read(): Promise<Omit<Cost, 'longTasks'>>
}

/** Slows the page down and reads the browser's own account of its main thread from here on. */
async function startMeter(page: Page): Promise<Meter> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const now = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    const ms = (name: string) => (metrics.find(metric => metric.name === name)?.value ?? Number.NaN) * 1000
    return {
      taskMs: ms('TaskDuration'),
      scriptMs: ms('ScriptDuration'),
      layoutMs: ms('LayoutDuration') + ms('RecalcStyleDuration'),
    }
  }
  const before = await now()
  return {
    async read() {
      const after = await now()
      return {
        taskMs: after.taskMs - before.taskMs,
        scriptMs: after.scriptMs - before.scriptMs,
        layoutMs: after.layoutMs - before.layoutMs,
      }
    },
  }
}
