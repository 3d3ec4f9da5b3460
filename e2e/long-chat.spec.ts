import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** Puts a chat of so many messages on the disk of a page on which Hermit does not run. */
async function storeChat(page: Page, count: number): Promise<void> {
  await page.evaluate(
    all =>
      new Promise<void>((resolve, reject) => {
        const messages = Array.from({ length: all }, (_, index) => ({
          id: `m${index}`,
          parentId: index === 0 ? null : `m${index - 1}`,
          role: index % 2 === 0 ? 'user' : 'assistant',
          text:
            index % 2 === 0
              ? `Question ${index}`
              : `Answer ${index}. ${'It is a crab, and it has a shell. '.repeat(1 + (index % 9))}`,
          createdAt: 1,
          status: 'done',
        }))
        const conversation = {
          id: 'long',
          title: 'A long talk',
          createdAt: 1,
          updatedAt: 1,
          leafId: `m${all - 1}`,
          // The model does not read all of it: it would not fit.
          contextStartId: `m${all - 10}`,
          messages,
        }
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const writing = opening.result.transaction('records', 'readwrite')
          writing.objectStore('records').put(conversation, 'conversation/long')
          writing.oncomplete = () => {
            opening.result.close()
            resolve()
          }
          writing.onabort = () => reject(writing.error)
        }
      }),
    count,
  )
}

/** Where an element is on the screen, in pixels from its top. */
const topOf = async (page: Page, words: string) => (await page.getByText(words).boundingBox())?.y ?? 0

test('a chat of 5,000 messages draws what is near the view, and nothing moves while one reads in it', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=50&words=600')
  await page.waitForTimeout(500) // the first writing of the records
  await page.goto('/icons/favicon.svg')
  await storeChat(page, 5000)
  await hermit.open('?engine=scripted&rate=50&words=600')
  await hermit.chats.getByRole('button', { name: 'A long talk', exact: true }).click()
  const articles = hermit.conversation.getByRole('article')
  await expect(articles.last()).toContainText('Answer 4999')
  await expect(articles.last()).toBeInViewport()
  expect(await articles.count()).toBeLessThanOrEqual(60)

  await test.step('earlier ones come by themselves, and the others go', async () => {
    await hermit.conversation.hover()
    const earlier = page.getByText('Question 4880', { exact: true })
    await expect(async () => {
      await page.mouse.wheel(0, -600)
      await expect(earlier).toBeAttached({ timeout: 50 })
    }).toPass({ intervals: [0] })
    expect(await articles.count()).toBeLessThanOrEqual(100)
    await expect(hermit.button('Jump to latest')).toBeVisible()
  })

  await test.step('the place is kept to the pixel when more is drawn', async () => {
    const reading = await page.evaluate(() => {
      const log = document.querySelector('[role=log]')
      const middle = (log?.getBoundingClientRect().height ?? 0) / 2
      const turns = [...document.querySelectorAll<HTMLElement>('[role=log] article')]
      const turn = turns.find(article => article.getBoundingClientRect().top > middle)
      return turn?.innerText.match(/(Question|Answer) \d+/)?.[0] ?? ''
    })
    expect(reading).not.toBe('')
    const before = await topOf(page, reading)
    const drawn = await articles.first().innerText()
    // Not by hand: the press of a button that is out of view would bring it into view first.
    await page.getByRole('button', { name: /^Show earlier messages/ }).evaluate(button => {
      if (button instanceof HTMLElement) button.click()
    })
    await expect(articles.first()).not.toHaveText(drawn)
    expect(await topOf(page, reading)).toBeCloseTo(before, 0)
  })

  await test.step('Home and End go to both ends', async () => {
    await hermit.conversation.focus()
    await page.keyboard.press('Home')
    await expect(page.getByText('Question 0', { exact: true })).toBeInViewport()
    await page.keyboard.press('End')
    await expect(articles.last()).toBeInViewport()
    await expect(articles.last()).toContainText('Answer 4999')
    await expect(hermit.button('Jump to latest')).toBeHidden()
  })

  await test.step('what a search finds far above is drawn, in view and focused', async () => {
    const search = page.getByRole('searchbox', { name: 'Search chats' })
    await search.fill('2500')
    const result = page.getByRole('region', { name: 'Search results' }).getByRole('button', { name: /^You/ })
    await result.click({ timeout: 30_000 })
    const found = articles.filter({ hasText: 'Question 2500' })
    await expect(found).toBeFocused()
    await expect(found).toBeInViewport()
    expect(await articles.count()).toBeLessThanOrEqual(100)
    await search.fill('')
    await hermit.button('Jump to latest').click()
    await expect(articles.last()).toContainText('Answer 4999')
    await expect(articles.last()).toBeInViewport()
  })

  await test.step('a stream is followed until the wheel turns up: from then on nothing moves', async () => {
    await hermit.send('Go on')
    await expect(hermit.answers.last()).toContainText('word word word')
    await expect(hermit.answers.last()).toBeInViewport()
    await hermit.conversation.hover()
    await page.mouse.wheel(0, -120)
    await expect(hermit.button('Jump to latest')).toBeVisible()
    await page.waitForTimeout(150)
    const before = await topOf(page, 'Go on')
    const lengthNow = async () => (await hermit.answers.last().innerText()).length
    const length = await lengthNow()
    await expect.poll(lengthNow).toBeGreaterThan(length + 50)
    expect(await topOf(page, 'Go on')).toBe(before)
    await hermit.button('Jump to latest').click()
    // Where it has ended by itself on a slow machine, the key does nothing.
    await page.keyboard.press('Escape')
    await hermit.answered()
    await expect(hermit.answers.last().getByRole('button', { name: 'Copy' })).toBeInViewport()
  })

  await test.step('what is opened at the end stays where it is', async () => {
    const receipt = hermit.answers.last().locator('summary').last()
    const before = await receipt.boundingBox()
    await receipt.click()
    await expect(hermit.answers.last().getByText(/^Prompt:/)).toBeAttached()
    await page.waitForTimeout(100)
    expect((await receipt.boundingBox())?.y).toBe(before?.y)
  })
})
