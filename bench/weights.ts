import type { Page } from '@playwright/test'
import { inAlone, onStage } from './browser.ts'
import { gpuFlags } from './gpu-flags.ts'
import type { DiskTask, Loaded } from './page/alone.ts'
import { interleave } from './statistics.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const rounds = 5
const heapRounds = 3
const heapEveryMs = 100
const shardBytes = 32 * 2 ** 20
const engines = ['wllama', 'webllm'] as const
type EngineId = (typeof engines)[number]

/**
 * wllama's shared memory begins with 128 MiB and grows at once. Chromium counts the buffer of before once more for as
 * long as something holds it: it is no JavaScript heap, and every measurement is 4.03 shards where this is left in.
 */
const countedTwice: Record<EngineId, number> = { wllama: 128 * 2 ** 20, webllm: 0 }

/** In shards. */
interface HeapOfLoad {
  /** At the peak, above what was there before or is after, whichever is more. */
  readonly passing: number
  /** After it, above before. */
  readonly staying: number
}

/** Without it Chromium answers when it next collects garbage, which may be a minute. */
const eagerMemory = '--enable-blink-features=ForceEagerMeasureMemory'

/** What it costs to keep the weights, to trust them, and to bring them to an engine. */
export async function weights(): Promise<BenchResult> {
  const ms: Record<DiskTask, number[]> = { read: [], copy: [], 'read opfs': [], hash: [], checksum: [] }
  const looks: number[] = []
  const loads: Record<EngineId, Loaded[]> = { wllama: [], webllm: [] }
  const heaps: Record<EngineId, HeapOfLoad[]> = { wllama: [], webllm: [] }
  let bytes = 0
  await onStage(
    async stage => {
      await inAlone(stage, async page => {
        await page.evaluate(() => globalThis.alone.download())
        const disk = (task: DiskTask) => async () => {
          const done = await page.evaluate(what => globalThis.alone.disk(what), task)
          bytes = done.bytes
          ms[task].push(done.ms)
        }
        await disk('copy')()
        for (const task of ['read', 'read opfs'] as const) await disk(task)() // warms both
        ms.read = []
        ms['read opfs'] = []
        await interleave(rounds, [
          ...(['read', 'read opfs', 'hash', 'checksum'] as const).map(disk),
          async () => looks.push(await page.evaluate(() => globalThis.alone.lookForFiles())),
          ...engines.map(
            id => async () => loads[id].push(await page.evaluate(one => globalThis.alone.load(one), id)),
          ),
        ])
      })
      for (let round = 0; round < heapRounds; round++) {
        for (const id of engines) {
          heaps[id].push(await inAlone(stage, page => heapOfLoad(page, id)))
        }
      }
    },
    [...(await gpuFlags()), eagerMemory],
  )
  const hashing = ms.hash.map((each, round) => each + (ms.checksum[round] ?? Number.NaN))
  const speed = (label: string, task: DiskTask) =>
    figure(
      label,
      'MB/s',
      ms[task].map(each => bytes / 1000 / each),
    )
  return {
    figures: [
      ...engines.flatMap(id => [
        ratio(`${id}: hashing / (reading + upload), first load`, hashing, loads[id].map(uploadMs), 0.5),
        ratio(`${id}: looking for files / (reading + upload), later`, looks, loads[id].map(uploadMs), 0.02),
        figure(`${id}: reading + upload`, 'ms', loads[id].map(uploadMs)),
      ]),
      speed('SHA-256 as bytes arrive', 'hash'),
      speed("the pieces' checksum", 'checksum'),
      figure('looking for files', 'ms', looks),
      {
        ...ratio("reading Hermit's weights / an OPFS sync handle, MB/s", ms['read opfs'], ms.read),
        limit: { kind: 'at least', value: 0.55 },
      },
      speed("reading Hermit's weights", 'read'),
      speed('reading by an OPFS sync handle', 'read opfs'),
      ...engines.flatMap(id => [
        figure(
          `${id}: JavaScript heap at its peak in a load, above what stays`,
          'shards of 32 MiB',
          heaps[id].map(({ passing }) => passing),
          { kind: 'at most', value: 2 },
        ),
        figure(
          `${id}: what stays of it, above before`,
          'shards of 32 MiB',
          heaps[id].map(({ staying }) => staying),
        ),
      ]),
    ],
    notes: [
      `${bytes} bytes, ${rounds} rounds in turn, in a worker, in files as the model has them; the page cache is warm on both sides.`,
      "Reading + upload: from the load's first byte until the engine has the model, without compiling and without the known-answer check.",
      `Heap: performance.measureUserAgentSpecificMemory() every ${heapEveryMs} ms, JavaScript alone (page and workers), ${heapRounds} rounds. The engine's WebAssembly memory is in it, for every worker that shares it: it is what stays.`,
    ],
  }
}

function uploadMs({ stageMs }: Loaded): number {
  return stageMs.read ?? Number.NaN
}

/** Round by round, because the machine drifts. */
function ratio(name: string, over: readonly number[], under: readonly number[], most?: number): Figure {
  const ratios = over.map((value, round) => value / (under[round] ?? Number.NaN))
  return figure(name, 'ratio', ratios, most === undefined ? undefined : { kind: 'at most', value: most })
}

/** The most that was seen while a fresh page loaded the model, less what it had before, in shards. */
async function heapOfLoad(page: Page, id: EngineId): Promise<HeapOfLoad> {
  const { base, peak, after } = await page.evaluate(
    async ([engine, everyMs]) => {
      const base = await globalThis.alone.heapBytes()
      let peak = base
      let isLoading = true
      const watching = (async () => {
        while (isLoading) {
          peak = Math.max(peak, await globalThis.alone.heapBytes())
          await new Promise(resolve => setTimeout(resolve, everyMs))
        }
      })()
      await globalThis.alone.load(engine)
      isLoading = false
      await watching
      return { base, peak, after: await globalThis.alone.heapBytes() }
    },
    [id, heapEveryMs] as const,
  )
  const passing = Math.max(0, peak - Math.max(base, after) - countedTwice[id])
  return { passing: passing / shardBytes, staying: (after - base) / shardBytes }
}
