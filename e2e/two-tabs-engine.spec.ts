import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { holder, openTab, send, untilOtherOwner, wholeAnswer } from './pages/tabs.ts'

/** Eight words a second: long enough for something to happen in the middle of an answer. */
const slowly = '?engine=scripted&rate=8&words=40'

/** Whether a page has ever loaded the engine: its script comes with the first load. */
const hasLoaded = (page: Page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/scripted-[^/]*\.js$/.test(name)),
  )

test('two tabs ask at once: one engine answers both, the second sees its place @fault-32', async ({
  context,
}) => {
  const first = await openTab(context, slowly)
  const second = await openTab(context, slowly)
  await send(first, 'From the first')
  await expect(first.answers.last()).toContainText('word')
  await send(second, 'From the second')
  await expect(second.conversation.getByText('Waiting: 1 answer before this one')).toBeVisible()
  await expect(await second.answered()).toContainText(wholeAnswer)
  await expect(await first.answered()).toContainText(wholeAnswer)
  expect([await hasLoaded(first.page), await hasLoaded(second.page)]).toEqual([true, false])
  await second.page.bringToFront()
  await second.button(/^Model:/).click()
  await expect(second.page.getByText(/^Runs in another tab of Hermit/)).toBeVisible()
  await expect(second.page.getByRole('alert')).toHaveCount(0)
})

test('the tab that runs the model is closed, then crashes: the next goes on by itself @fault-33', async ({
  context,
}) => {
  const [first, second, third] = [
    await openTab(context, slowly),
    await openTab(context, slowly),
    await openTab(context, slowly),
  ]
  await test.step('closed in the middle of another tab’s answer', async () => {
    await send(second, 'Go on')
    await expect(second.answers.last()).toContainText('word word word')
    const ms = await untilOtherOwner(second.page, () => first.page.close())
    console.log(`closed: ${ms} ms until the next tab owns`)
    expect(ms).toBeLessThan(2000)
    const answer = await second.answered()
    // Gone on with: the scripted engine begins its words again, after those that were there.
    await expect(second.button('Continue')).toHaveCount(0)
    expect((await answer.innerText()).match(/word/g)?.length).toBeGreaterThan(42)
  })
  await test.step('crashes while another tab’s question waits', async () => {
    const owner = await holder(third.page)
    await send(second, 'Long')
    await expect(second.answers.last()).toContainText('word')
    await send(third, 'Waits')
    await expect(third.conversation.getByText(/^Waiting: 1 answer/)).toBeVisible()
    const protocol = await context.newCDPSession(second.page)
    const ms = await untilOtherOwner(third.page, () => void protocol.send('Page.crash').catch(() => {}))
    console.log(`crashed: ${ms} ms until the next tab owns`)
    expect(ms).toBeLessThan(2000)
    expect(await holder(third.page)).not.toBe(owner)
    await expect(await third.answered()).toContainText(wholeAnswer)
  })
})
