import type { Page } from '@playwright/test'
import { HermitPage } from '../e2e/pages/hermit-page.ts'
import type { AnswerStats } from '../src/chat/conversation.ts'
import { type Marks, marksOf } from './marks.ts'

/** An answer that went through the whole interface. */
export interface Streamed {
  readonly marks: Marks
  readonly sent: number
  readonly ended: number
  readonly stats: AnswerStats
}

/** Opens the app with the scripted engine; what `prepare` does is done before the message is sent. */
export async function streamScripted(
  page: Page,
  appUrl: string,
  options: { readonly rate: number; readonly words: number; readonly question: string },
  prepare: () => Promise<unknown> = async () => {},
): Promise<Streamed> {
  const hermit = new HermitPage(page, appUrl)
  await hermit.open(
    `?engine=scripted&rate=${options.rate}&words=${options.words}&context=${options.words + 4096}`,
  )
  await hermit.ready()
  await page.waitForTimeout(500) // the system prompt is read meanwhile
  await prepare()
  const streamed = await send(hermit, options.question)
  if (streamed.stats.completionTokens !== options.words) {
    throw new Error(`The page did not heed words=${options.words}: ${streamed.stats.completionTokens} tokens`)
  }
  return streamed
}

/** Sends the first message of a page and waits until its answer is in the page and on the disk. */
export async function send(hermit: HermitPage, question: string): Promise<Streamed> {
  await hermit.send(question)
  await hermit.page.waitForFunction(() => globalThis.benchMarks.ended !== undefined, undefined, {
    timeout: 180_000,
    polling: 500, // each look costs the page something
  })
  const marks = await marksOf(hermit.page)
  const { sent, ended } = marks
  if (sent === undefined || ended === undefined) throw new Error('The answer left no marks')
  return { marks, sent, ended, stats: await storedStats(hermit, question, 1) }
}

/** The stats of the message at a place in the conversation that begins with a question, once they are stored. */
export async function storedStats(hermit: HermitPage, question: string, place: number): Promise<AnswerStats> {
  for (let tries = 0; tries < 50; tries++) {
    const conversations = await hermit.stored()
    const stats = conversations.find(([first]) => first?.text === question)?.[place]?.stats
    // What the app wrote; the page object names only the part that tests look at.
    if (stats) return stats as AnswerStats
    await hermit.page.waitForTimeout(100)
  }
  throw new Error('The answer did not reach the disk')
}
