import { HermitPage } from '../e2e/pages/hermit-page.ts'
import type { AnswerStats } from '../src/chat/conversation.ts'
import type { Usage } from '../src/engines/engine.ts'
import { inAlone, inPage, onStage, type Stage } from './browser.ts'
import type { Reply } from './page/alone.ts'
import { send, storedStats } from './streamed.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const countries = ['France', 'Spain', 'Japan']
const longQuestion = `Which words come up here most often? ${'The crab looks for a shell by the sea. '.repeat(20)}`

const story = 'Write a long story about a crab.'

/** The embedded model by the engine's own counts: alone, and as a person meets it in the app. */
export async function engineFigures(): Promise<BenchResult> {
  const loads: { readonly ms: number; readonly threads: number }[] = []
  const read: Reply[] = []
  const written: Reply[] = []
  const firsts: AnswerStats[] = []
  const seconds: AnswerStats[] = []
  await onStage(async stage => {
    await inAlone(stage, async page => {
      await page.evaluate(() => globalThis.alone.download())
      for (const _ of countries) {
        loads.push(await page.evaluate(() => globalThis.alone.load()))
        read.push(await page.evaluate(text => globalThis.alone.ask(text, 0), longQuestion))
        written.push(await page.evaluate(text => globalThis.alone.ask(text, 64), story))
      }
    })
    for (const country of countries) {
      const [first, second] = await twoTurns(stage, country)
      firsts.push(first)
      seconds.push(second)
    }
  })
  const threads = new Set(loads.map(load => load.threads))
  return {
    figures: [
      figure(
        'load',
        'ms',
        loads.map(({ ms }) => ms),
      ),
      ...aloneFigures(read, written),
      ...turnFigures('first message', firsts),
      ...turnFigures('second message', seconds),
    ],
    notes: [
      `${[...threads].join(' or ')} threads; ${countries.length} rounds. Alone: greedy, without an interface. In the app: two messages in a new chat, after the system prompt was read.`,
      "Cached tokens are prompt tokens still in the KV cache, by the engine's own count, that were not read again.",
    ],
  }
}

/** A conversation of two questions in a fresh start of the app. */
function twoTurns(stage: Stage, country: string): Promise<readonly [AnswerStats, AnswerStats]> {
  return inPage(stage, async page => {
    const hermit = new HermitPage(page, stage.appUrl)
    await hermit.open('')
    await hermit.ready()
    await page.waitForTimeout(4000) // the system prompt is read meanwhile; nothing in the page tells
    const question = `What is the capital of ${country}?`
    const first = await send(hermit, question)
    await hermit.send('Tell me one more thing about it.')
    await hermit.answered()
    return [first.stats, await storedStats(hermit, question, 3)]
  })
}

function aloneFigures(read: readonly Reply[], written: readonly Reply[]): Figure[] {
  const of = (label: string, unit: string, replies: readonly Reply[], value: (usage: Usage) => number) =>
    figure(
      `alone: ${label}`,
      unit,
      replies.map(({ usage }) => value(usage)),
    )
  const newTokens = (usage: Usage) => usage.promptTokens - usage.cachedTokens
  return [
    of('prompt tokens to read', 'tokens', read, newTokens),
    of('prefill', 'tokens/s', read, usage => perSecond(newTokens(usage), usage.prefillMs)),
    of('answer', 'tokens', written, ({ completionTokens }) => completionTokens),
    of('decode', 'tokens/s', written, usage => perSecond(usage.completionTokens, usage.decodeMs)),
  ]
}

function turnFigures(name: string, stats: readonly AnswerStats[]): Figure[] {
  const of = (label: string, unit: string, value: (stats: AnswerStats) => number) =>
    figure(`${name}: ${label}`, unit, stats.map(value))
  return [
    of('first token after', 'ms', ({ firstTokenMs }) => firstTokenMs),
    of('prompt', 'tokens', ({ promptTokens }) => promptTokens),
    of('cached', 'tokens', ({ cachedTokens }) => cachedTokens),
    of('answer', 'tokens', ({ completionTokens }) => completionTokens),
    of('decode', 'tokens/s', ({ tokensPerSecond }) => tokensPerSecond ?? Number.NaN),
  ]
}

function perSecond(tokens: number, ms: number): number {
  return (tokens / ms) * 1000
}
