import { readFile } from 'node:fs/promises'
import { HermitPage } from '../e2e/pages/hermit-page.ts'
import type { AnswerStats } from '../src/chat/conversation.ts'
import type { Usage } from '../src/engines/engine.ts'
import { embeddedModel } from '../src/models/catalogue/catalogue.ts'
import { modelBytes } from '../src/models/model.ts'
import { inAlone, inPage, onStage, type Stage } from './browser.ts'
import { gpuFlags } from './gpu-flags.ts'
import type { Loaded, Reply } from './page/alone.ts'
import { interleave } from './statistics.ts'
import { send } from './streamed.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const rounds = 3
const prose = 'The crab looks for a shell by the sea. '
const question = `Which words come up here most often? ${prose.repeat(6)}`
const story = 'Write a long story about a crab.'
const storyTokens = 48
/** About 1,000 tokens of history. */
const history = `Remember this: ${prose.repeat(100)} What was it about?`

interface Side {
  readonly loads: Loaded[]
  readonly read: Reply[]
  readonly written: Reply[]
}

/** The embedded model on the GPU that there is, beside the processor, in one run. */
export async function gpu(): Promise<BenchResult> {
  const sides: Readonly<Record<'webllm' | 'wllama', Side>> = {
    webllm: { loads: [], read: [], written: [] },
    wllama: { loads: [], read: [], written: [] },
  }
  const inApp: AnswerStats[] = []
  const notes: string[] = []
  const figures: Figure[] = []
  await onStage(
    async stage => {
      await inAlone(stage, async page => {
        await page.evaluate(() => globalThis.alone.download())
        const adapter = await page.evaluate(() => globalThis.alone.adapter())
        if (!adapter) throw new Error('This browser gives no WebGPU adapter')
        const kind = adapter.isSoftware ? 'in software: ratios count, times do not' : 'real'
        notes.push(
          `Adapter: ${adapter.name || 'unnamed'} (${kind}), ${adapter.f16 ? 'with' : 'without'} shader-f16.`,
        )
        const measure = (id: 'webllm' | 'wllama') => async () => {
          sides[id].loads.push(await page.evaluate(engine => globalThis.alone.load(engine), id))
          sides[id].read.push(await page.evaluate(text => globalThis.alone.ask(text, 0), question))
          const tokens = storyTokens
          sides[id].written.push(
            await page.evaluate(([text, most]) => globalThis.alone.ask(text, most), [story, tokens] as const),
          )
        }
        await interleave(rounds, [measure('webllm'), measure('wllama')])
        figures.push(...(await longChat(stage, page)))
        const speed = await page.evaluate(() => globalThis.alone.speed())
        const decode = medianRate(sides.webllm.written)
        // On a GPU in software both are arithmetic, and their ratio says nothing of memory.
        if (speed?.gpu && !adapter.isSoftware) {
          figures.push(
            figure('G3: weights read while decoding / by a plain product', 'ratio', [
              (decode * modelBytes(embeddedModel)) / speed.gpu.bytesPerSecond,
            ]),
          )
        }
      })
      for (let round = 1; round <= rounds; round++) inApp.push(await answerInApp(stage, round))
    },
    await gpuFlags(),
  )

  const { webllm, wllama } = sides
  const appRates = inApp.map(({ tokensPerSecond }) => tokensPerSecond ?? Number.NaN)
  return {
    figures: [
      ...sideFigures('GPU', webllm),
      ...sideFigures('processor', wllama),
      ratio(
        'GPU / processor: prefill',
        rates(webllm.read, newTokens, 'prefillMs'),
        rates(wllama.read, newTokens, 'prefillMs'),
      ),
      ratio('GPU / processor: decode', decodeRates(webllm.written), decodeRates(wllama.written)),
      figure('GPU in the app: decode', 'tokens/s', appRates),
      {
        ...ratio('G4: GPU in the app / alone: decode', appRates, decodeRates(webllm.written)),
        limit: { kind: 'at least', value: 0.98 },
      },
      ...figures,
    ],
    notes: [
      ...notes,
      `${rounds} rounds, the engines in turn. Each load includes the known-answer check (its quick part).`,
      'G1, G2: no native runtime and no other WebGPU runtime is measured here. G6, G8: not measured.',
    ],
  }
}

/** A first and a second turn over about 1,000 tokens, and the memory that it takes. */
async function longChat(stage: Stage, page: Parameters<Parameters<typeof inAlone>[1]>[0]): Promise<Figure[]> {
  await page.evaluate(() => globalThis.alone.load('webllm'))
  const first = await page.evaluate(text => globalThis.alone.ask(text, 8), history)
  const turn = [[history, first.text]] as const
  const second = await page.evaluate(([before]) => globalThis.alone.ask('And where?', 8, before), [
    turn,
  ] as const)
  return [
    figure('history: prompt', 'tokens', [first.usage.promptTokens]),
    figure('history: first token after', 'ms', [first.firstTextMs]),
    figure('second turn: cached', 'tokens', [second.usage.cachedTokens]),
    figure('second turn: first token after', 'ms', [second.firstTextMs]),
    {
      ...figure('G5: second turn / first: time to first token', 'ratio', [
        second.firstTextMs / first.firstTextMs,
      ]),
      limit: { kind: 'at most', value: 0.2 },
    },
    ...(await memoryFigures(stage)),
  ]
}

/** Resident memory by kind of process, where the system tells it. */
async function memoryFigures(stage: Stage): Promise<Figure[]> {
  const devtools = await stage.context.browser()?.newBrowserCDPSession()
  if (!devtools) return []
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  const bytes = new Map<string, number>()
  for (const { id, type } of processInfo) {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN)
    if (Number.isFinite(kilobytes)) bytes.set(type, (bytes.get(type) ?? 0) + kilobytes / 1024)
  }
  return ['GPU', 'renderer'].flatMap(type => {
    const mib = bytes.get(type)
    return mib === undefined ? [] : [figure(`memory of the ${type} processes`, 'MiB', [mib])]
  })
}

/** Numbered, because the answer's record is found by its question. */
function answerInApp(stage: Stage, round: number): Promise<AnswerStats> {
  return inPage(stage, async page => {
    const hermit = new HermitPage(page, stage.appUrl)
    await hermit.open('?engine=webllm')
    await hermit.ready()
    await page.waitForTimeout(6000) // the system prompt is read meanwhile; nothing in the page tells
    const { stats } = await send(hermit, `${round}. Tell me in three sentences what the sea is.`)
    return stats
  })
}

function sideFigures(name: string, { loads, read, written }: Side): Figure[] {
  const stage = (key: 'read' | 'compile' | 'check') => loads.map(({ stageMs }) => stageMs[key] ?? 0)
  return [
    figure(
      `${name}: load`,
      'ms',
      loads.map(({ ms }) => ms),
    ),
    ...(['read', 'compile', 'check'] as const).map(key => figure(`${name}: load, ${key}`, 'ms', stage(key))),
    figure(`${name}: prefill`, 'tokens/s', rates(read, newTokens, 'prefillMs')),
    figure(`${name}: decode`, 'tokens/s', decodeRates(written)),
  ]
}

const newTokens = (usage: Usage) => usage.promptTokens - usage.cachedTokens

function rates(replies: readonly Reply[], tokens: (usage: Usage) => number, ms: 'prefillMs' | 'decodeMs') {
  return replies.map(({ usage }) => (tokens(usage) / usage[ms]) * 1000)
}

function decodeRates(replies: readonly Reply[]): number[] {
  return rates(replies, ({ completionTokens }) => completionTokens, 'decodeMs')
}

function medianRate(replies: readonly Reply[]): number {
  return figure('', '', decodeRates(replies)).value
}

/** Round by round, because the machine drifts. */
function ratio(name: string, over: readonly number[], under: readonly number[]): Figure {
  return figure(
    name,
    'ratio',
    over.map((value, round) => value / (under[round] ?? Number.NaN)),
  )
}
