import { inAlone, inPage, onStage, type Stage } from './browser.ts'
import type { Alone } from './page/alone.ts'
import { interleave } from './statistics.ts'
import { streamScripted } from './streamed.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const rounds = 5

/** Tokens per second through the whole interface, against the same engine with nothing around it. */
export async function uiOverhead(): Promise<BenchResult> {
  return onStage(async stage => ({
    figures: [
      ...(await compare(stage, 'at 100 tokens/s', 100, 800, 0.98)),
      ...(await compare(stage, 'flat out', 0, 10_000, 0.9)),
    ],
    notes: [
      'Through the interface: from the press of Send until the whole answer is in the page and no longer busy. Alone: from generate() to its end, same engine, same prompt, system prompt read before in both.',
      'The scripted engine runs in the page itself: whatever the interface computes or paints delays it.',
      'Into a text node: the least that shows the words at all, in an empty page. Without a GPU the browser paints on the same cores, and flat out that alone may cost more than a tenth.',
    ],
  }))
}

async function compare(
  stage: Stage,
  name: string,
  rate: number,
  words: number,
  atLeast: number,
): Promise<Figure[]> {
  const through: number[] = []
  const stored: number[] = []
  const alone: number[] = []
  const painted: number[] = []
  let round = 0
  const options = () => ({ rate, words, question: `Tell me story ${round} of the sea, ${name}` })
  await interleave(rounds, [
    () =>
      inPage(stage, async page => {
        round += 1
        const { sent, ended, stats } = await streamScripted(page, stage.appUrl, options())
        through.push(perSecond(words, ended - sent))
        stored.push(stats.tokensPerSecond ?? Number.NaN)
      }),
    async () => alone.push(await aloneSpeed(stage, { ...options(), append: false })),
    async () => painted.push(await aloneSpeed(stage, { ...options(), append: true })),
  ])
  const ratio = (to: readonly number[]) => through.map((speed, at) => speed / (to[at] ?? Number.NaN))
  return [
    figure(`${name}: through the interface / alone`, 'ratio', ratio(alone), {
      kind: 'at least',
      value: atLeast,
    }),
    figure(`${name}: through the interface / into a text node`, 'ratio', ratio(painted)),
    figure(`${name}: through the interface`, 'tokens/s', through),
    figure(`${name}: decode speed under the answer`, 'tokens/s', stored),
    figure(`${name}: the engine alone`, 'tokens/s', alone),
    figure(`${name}: the engine into a text node`, 'tokens/s', painted),
  ]
}

function aloneSpeed(stage: Stage, options: Parameters<Alone['stream']>[0]): Promise<number> {
  return inAlone(stage, async page => {
    const reply = await page.evaluate(settings => globalThis.alone.stream(settings), options)
    return perSecond(options.words, reply.elapsedMs)
  })
}

function perSecond(tokens: number, ms: number): number {
  return (tokens / ms) * 1000
}
