import { expectAlert, expectFocusKept, noteAlerts } from './alerts.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test.beforeEach(({ page }) => page.addInitScript(noteAlerts))

test('a full disk: the chat stays on screen, can be exported, and is saved when there is room @fault-44', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=200')
  await hermit.send('Before')
  await hermit.answered()
  await expect.poll(async () => (await hermit.stored()).length).toBe(1)
  const protocol = await page.context().newCDPSession(page)
  const origin = new URL(page.url()).origin
  await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  // Small records still fit under an exceeded quota: only a large one fails.
  await hermit.send('large '.repeat(600))
  // The browser believes for up to half a minute in the room it saw last: write until it looks again.
  let round = 0
  const writeMore = async () => {
    round += 1
    await hermit.message.fill(String(round % 10).repeat(1_000_000))
    return page.getByRole('alert').count()
  }
  await expect.poll(writeMore, { timeout: 90_000, intervals: [1500] }).toBe(1)
  const action = await expectAlert(page, /full|space|room|used up/i, 'Export chats')
  await expect(hermit.questions).toHaveCount(2)
  const download = page.waitForEvent('download')
  await action.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/^hermit-chats.*\.json$/)
  await protocol.send('Storage.overrideQuotaForOrigin', { origin })
  await expect(page.getByRole('alert').filter({ hasText: /full|space|room/i })).toHaveCount(0, {
    timeout: 60_000,
  })
})

test('two tabs: both write, each shows what the other wrote, and nothing is lost', async ({ context }) => {
  const first = new HermitPage(await context.newPage())
  await first.open('?engine=scripted&rate=200')
  await first.send('From the first tab')
  await first.answered()
  await expect.poll(async () => (await first.stored()).length).toBe(1)

  const second = new HermitPage(await context.newPage())
  await second.open('?engine=scripted&rate=200')
  await second.chats.getByRole('button', { name: 'From the first tab', exact: true }).click()
  await second.send('From the second tab')
  await second.answered()
  await expect.poll(async () => (await second.stored())[0]?.length).toBe(4)
  await expect(second.page.getByRole('alert')).toHaveCount(0)

  await first.page.bringToFront()
  await expect(first.questions).toHaveCount(2)
  await expect(first.answers).toHaveCount(2)
  await expect(first.page.getByRole('alert')).toHaveCount(0)
})

test('one record that cannot be read: the others are listed, and it is left as it is @fault-21 @fault-44', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=200')
  await hermit.send('Good chat')
  await hermit.answered()
  await expect.poll(async () => (await hermit.stored()).length).toBe(1)
  const broken = { id: 'broken', messages: 'none' }
  await page.evaluate(
    record =>
      new Promise<void>(resolve => {
        const opening = indexedDB.open('hermit')
        opening.onsuccess = () => {
          const write = opening.result.transaction('records', 'readwrite')
          write.objectStore('records').put(record, 'conversation/broken')
          write.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    broken,
  )
  await page.reload()
  const dismiss = await expectAlert(page, /could not be read/, 'Dismiss')
  await dismiss.press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectFocusKept(page)
  await expect(hermit.chats.getByRole('button', { name: 'Good chat', exact: true })).toBeVisible()
  const kept = await page.evaluate(
    () =>
      new Promise<unknown>(resolve => {
        const opening = indexedDB.open('hermit')
        opening.onsuccess = () => {
          const read = opening.result.transaction('records').objectStore('records').get('conversation/broken')
          read.onsuccess = () => {
            opening.result.close()
            resolve(read.result)
          }
        }
      }),
  )
  expect(kept).toEqual(broken)
})
