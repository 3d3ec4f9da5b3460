import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

const lease = `Lease of the flat in Ring Street 4.

The monthly rent is 1,200 euros and is due on the first day of each month. Heating is included in the rent, electricity is not.

Dogs are allowed on a lead in the yard, not in the flat.

The deposit is two months’ rent. It is returned within 30 days after the keys are handed over.`

async function attach(page: Page, name: string, text: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach', exact: true }).click()
  await (await choosing).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}

test('a question is answered from a document: found at once, cited, opened at its place, copied and kept', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const hermit = new HermitPage(page)
  // Every answer is what the model was given, letter for letter.
  await hermit.open('?engine=scripted&rate=200&reply=back')
  await hermit.ready()
  await attach(page, 'lease.txt', lease)
  await hermit.send('What is the monthly rent?')
  const found = hermit.answers.last().getByRole('region', { name: 'Found in the documents' })
  await expect(found).toContainText('The monthly rent is 1,200 euros')
  const answer = await hermit.answered()
  const sources = answer.getByRole('region', { name: 'Sources' })
  await expect(sources).toContainText(/\d+ of \d+ sentences are found in the documents/)
  await expect(sources.locator('mark').first()).toContainText('1,200 euros')

  await answer
    .getByRole('button', { name: /^Source 1: lease/i })
    .first()
    .click()
  const documents = page.getByRole('dialog', { name: 'Documents' })
  await expect(documents).toContainText('The monthly rent is 1,200 euros')
  await page.keyboard.press('Escape')

  await answer.getByRole('button', { name: 'Copy', exact: true }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\n\nSources\n\[1\] lease/i)

  await hermit.saved()
  await page.reload()
  await hermit.chats.getByRole('button', { name: 'What is the monthly rent?' }).first().click()
  await expect(hermit.answers.last().getByRole('region', { name: 'Sources' })).toContainText('1,200 euros')
})

test('where a document has nothing on it no model is asked, and the person decides', async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=200&reply=back')
  await hermit.ready()
  await attach(page, 'lease.txt', lease)
  await hermit.send('Who composed the opera about Figaro?')
  const answer = await hermit.answered()
  await expect(answer).toContainText('Nothing in the attached documents answers this.')
  expect((await hermit.saved()).at(-1)).toMatchObject({
    text: '',
    status: 'done',
    documents: 'nothing-found',
  })
  await answer.getByRole('button', { name: 'Answer without the documents' }).click()
  const second = await hermit.answered()
  await expect(second).toContainText('Who composed the opera about Figaro?')
  await expect(second).toContainText('Answered without the documents')
})

test('a document that is gone is still quoted, and says so', async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=200&reply=back')
  await hermit.ready()
  await attach(page, 'lease.txt', lease)
  await hermit.send('Are dogs allowed in the flat?')
  const answer = await hermit.answered()
  await answer
    .getByRole('button', { name: /^Source 1: lease/i })
    .first()
    .click()
  const documents = page.getByRole('dialog', { name: 'Documents' })
  await documents
    .getByRole('button', { name: /options/i })
    .first()
    .click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await page.keyboard.press('Escape')
  const sources = answer.getByRole('region', { name: 'Sources' })
  await expect(sources).toContainText('This document is no longer here')
  await expect(sources).toContainText('Dogs are allowed on a lead')
})
