import { inAlone, inPage, onStage, type Stage } from './browser.ts'
import { interleave } from './statistics.ts'
import { streamScripted } from './streamed.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const rounds = 5

/** Tokens per second through the whole interface, against the same engine with nothing around it. */
export async function uiOverhead(): Promise<BenchResult> {
  return onStage(async stage => ({
    figures: [
      ...(await compare(stage, 'at 100 tokens/s', 100, 800, 0.98)),
      ...(await compare(stage, 'flat out', 0, 3500, 0.9)),
    ],
    notes: [
      'Through the interface: from the press of Send until the whole answer is in the page and no longer busy. Alone: from generate() to its end, same engine, same prompt, system prompt read before in both.',
      'The scripted engine runs in the page itself: whatever the interface computes delays it.',
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
  let round = 0
  const options = () => ({ rate, words, question: `Speak ${name}, ${round}` })
  await interleave(rounds, [
    () =>
      inPage(stage, async page => {
        round += 1
        const { sent, ended, stats } = await streamScripted(page, stage.appUrl, options())
        through.push(perSecond(words, ended - sent))
        stored.push(stats.tokensPerSecond ?? Number.NaN)
      }),
    () =>
      inAlone(stage, async page => {
        const reply = await page.evaluate(settings => globalThis.alone.stream(settings), options())
        alone.push(perSecond(words, reply.elapsedMs))
      }),
  ])
  const ratios = through.map((speed, at) => speed / (alone[at] ?? Number.NaN))
  return [
    figure(`${name}: through the interface / alone`, 'ratio', ratios, { kind: 'at least', value: atLeast }),
    figure(`${name}: through the interface`, 'tokens/s', through),
    figure(`${name}: decode speed under the answer`, 'tokens/s', stored),
    figure(`${name}: the engine alone`, 'tokens/s', alone),
  ]
}

function perSecond(tokens: number, ms: number): number {
  return (tokens / ms) * 1000
}
