import type { BrowserContext } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** A tab with a chat in view that another tab has begun. */
async function openBeside(context: BrowserContext, query: string, chat: string): Promise<HermitPage> {
  const hermit = new HermitPage(await context.newPage())
  await hermit.open(query)
  await hermit.chats.getByRole('button', { name: chat, exact: true }).click()
  return hermit
}

const saidIn = (hermit: HermitPage) => hermit.conversation.getByRole('article').allInnerTexts()

test('two tabs write one chat at once: both messages are there, in the same order, in both and on disk', {
  tag: '@fault-31',
}, async ({ context }) => {
  const query = '?engine=scripted&rate=200&words=20'
  const one = new HermitPage(await context.newPage())
  await one.open(query)
  await one.send('Where both begin')
  await one.answered()
  const two = await openBeside(context, query, 'Where both begin')
  await expect(two.answers.last()).toContainText('word')

  await one.message.fill('From one')
  await two.message.fill('From two')
  // Without waiting for the page: the second click comes before the first has reached the other tab.
  await Promise.all(
    [one, two].map(({ page }) => page.evaluate(() => document.querySelector('form')?.requestSubmit())),
  )
  for (const hermit of [one, two]) {
    await expect(hermit.questions).toHaveCount(3)
    await expect(hermit.answers).toHaveCount(3)
    await expect(hermit.conversation.locator('[aria-busy=true]')).toHaveCount(0)
  }
  await expect(one.questions.filter({ hasText: 'From one' })).toHaveCount(1)
  await expect(one.questions.filter({ hasText: 'From two' })).toHaveCount(1)
  const order = await one.questions.allInnerTexts()
  expect(await two.questions.allInnerTexts()).toEqual(order)
  await two.page.reload()
  await two.chats.getByRole('button', { name: 'Where both begin', exact: true }).click()
  await expect(two.questions).toHaveText(order)
  expect(await saidIn(two)).toHaveLength(6)

  // What one tab does to the list is done in the other.
  await two.send('Only from two')
  await two.answered()
  await expect(one.questions.last()).toContainText('Only from two')
})

test('an answer of another tab grows here, and is interrupted and gone on with when that tab crashes', async ({
  context,
}) => {
  const query = '?engine=scripted&rate=60&words=3000'
  const writing = new HermitPage(await context.newPage())
  await writing.open(query)
  await writing.send('Write at length')
  await expect(writing.answers.last()).toContainText('word word')
  const reading = await openBeside(context, query, 'Write at length')
  const answer = reading.answers.last()
  await expect(answer).toContainText('Another tab is writing this answer.')
  const lengthNow = async () => (await answer.innerText()).length
  const before = await lengthNow()
  await expect.poll(lengthNow).toBeGreaterThan(before + 100)
  await reading.message.fill('Not now')
  await expect(reading.sendButton).toBeDisabled()
  await expect(reading.stopButton).toHaveCount(0)
  await expect(reading.page.getByText(/Another tab is writing an answer in this chat/)).toBeVisible()

  const shown = await writing.answers.last().innerText()
  const protocol = await context.newCDPSession(writing.page)
  void protocol.send('Page.crash').catch(() => {})
  await expect(answer).not.toHaveAttribute('aria-busy', 'true')
  const kept = await answer.innerText()
  // 60 words a second of 5 letters: a quarter of a second of them, and one frame.
  expect(kept.split('word').length).toBeGreaterThanOrEqual(shown.split('word').length - 20)
  await reading.button('Continue').click()
  await expect.poll(lengthNow).toBeGreaterThan(kept.length + 100)
  await reading.stopButton.click()
  await expect(reading.answers).toHaveCount(1)
})
