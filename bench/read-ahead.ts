import type { Page } from '@playwright/test'
import { HermitPage } from '../e2e/pages/hermit-page.ts'
import type { AnswerStats } from '../src/chat/conversation.ts'
import { inPage, onStage, type Stage } from './browser.ts'
import { interleave } from './statistics.ts'
import { storedStats } from './streamed.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 3

/** About 200 tokens of a person's own words. */
const message = [
  'I have been walking along the shore near our house for many years now, and last week I found a small crab',
  'that had moved into the cap of a plastic bottle. It seemed healthy, but I felt sorry for it, because the cap',
  'was far too light and any wave could turn it over. My daughter wants to help, so we collected a dozen empty',
  'snail shells of different sizes and would like to leave them near the rocks where the crab lives. She is seven',
  'and asks a great many questions that I cannot answer. How does a crab know which shell is the right one? Does it',
  'try several before it moves, and what does it do when another crab wants the same shell? I have read that they',
  'sometimes stand in a line from the largest to the smallest and all change at once, which sounds like a story for',
  'children to me. Please explain in simple words how a hermit crab chooses a new home, and whether our shells will',
  'help it.',
].join(' ')

/** Quick for a person, and slow beside prefill on a processor. */
const typedTokensPerSecond = 5
const messageTokens = 200

/** The wait for the first word of an answer to a message that was typed, with the draft read meanwhile and without. */
export async function readAhead(): Promise<BenchResult> {
  const typed: AnswerStats[] = []
  const unread: AnswerStats[] = []
  await onStage(async stage => {
    // Each message has its number: the disk is asked by it for what the answer has cost.
    let count = 0
    const next = () => `${message} Walk ${++count}.`
    const untyped = (text: string) => answer(stage, text, `?q=${encodeURIComponent(text)}`, async () => {})
    await untyped('Hello') // downloads, and compiles the wasm
    await interleave(rounds, [
      async () => {
        const text = next()
        typed.push(await answer(stage, text, '', page => typeText(page, text)))
      },
      // What comes with the address is there before the model is, and not read until it is sent.
      async () => unread.push(await untyped(next())),
    ])
  })
  const ratios = typed.map(
    ({ firstTokenMs }, round) => firstTokenMs / (unread[round]?.firstTokenMs ?? Number.NaN),
  )
  const toRead = (stats: readonly AnswerStats[]) =>
    stats.map(({ promptTokens, cachedTokens }) => promptTokens - cachedTokens)
  const of = (label: string, unit: string, stats: readonly AnswerStats[], key: keyof AnswerStats) =>
    figure(
      label,
      unit,
      stats.map(each => each[key] ?? Number.NaN),
    )
  return {
    figures: [
      figure('first token, typed / not read before', 'ratio', ratios, { kind: 'at most', value: 0.1 }),
      of('typed: first token after', 'ms', typed, 'firstTokenMs'),
      of('not read before: first token after', 'ms', unread, 'firstTokenMs'),
      of('prompt', 'tokens', typed, 'promptTokens'),
      figure('typed: left to read at Send', 'tokens', toRead(typed)),
      figure('not read before: left to read at Send', 'tokens', toRead(unread)),
    ],
    notes: [
      `A first message of ${message.length} characters, typed key by key at ${typedTokensPerSecond} tokens a second and sent at once, against the same message sent whole; both after the system prompt was read.`,
    ],
  }
}

/** A fresh start of the app, a text brought into its composer and sent, and the cost of the answer's first words. */
function answer(
  stage: Stage,
  text: string,
  query: string,
  write: (page: Page) => Promise<void>,
): Promise<AnswerStats> {
  return inPage(stage, async page => {
    const hermit = new HermitPage(page, stage.appUrl)
    await hermit.open(query)
    await hermit.ready()
    await page.waitForTimeout(4000) // the system prompt is read meanwhile; nothing in the page tells
    await hermit.message.focus()
    await write(page)
    await page.keyboard.press('Enter')
    await page.waitForFunction(
      () => document.querySelector('article[aria-label="Assistant"] .message-text')?.textContent,
      undefined,
      { timeout: 120_000 },
    )
    // A short answer may be over by now.
    if (await hermit.stopButton.isVisible()) await page.keyboard.press('Escape')
    return storedStats(hermit, text, 1)
  })
}

/** Key by key, word by word to the clock, with the small rests between words that people make. */
async function typeText(page: Page, text: string): Promise<void> {
  const msPerCharacter = (messageTokens / typedTokensPerSecond / text.length) * 1000
  const since = performance.now()
  let characters = 0
  for (const word of text.split(/(?<= )/)) {
    await page.keyboard.type(word, { delay: msPerCharacter / 2 })
    characters += word.length
    await page.waitForTimeout(Math.max(0, characters * msPerCharacter - (performance.now() - since)))
  }
}
