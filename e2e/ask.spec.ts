import type { Page } from '@playwright/test'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { DocumentsDialog } from './pages/documents-dialog.ts'
import { HermitPage } from './pages/hermit-page.ts'

const lease = `Lease of the flat in Ring Street 4.

The monthly rent is 1,200 euros and is due on the first day of each month. Heating is included in the rent, electricity is not.

Dogs are allowed on a lead in the yard, not in the flat.

The deposit is two months’ rent. It is returned within 30 days after the keys are handed over.`

async function attach(page: Page, name: string, text: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach', exact: true }).click()
  await (await choosing).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await expect(page.getByRole('list', { name: 'Documents of this chat' })).toContainText('lease')
}

test('an answer that came with another device’s chats keeps its numbers and its quotes', async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=200')
  await hermit.ready()
  await hermit.button('Settings').click()
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Import chats' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import chats' })
  await dialog.locator('input[type="file"]').setInputFiles('src/chat/transfer/fixtures/hermit-v3.json')
  await dialog.getByRole('button', { name: 'Import 1 chat' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await hermit.chats.getByRole('button', { name: 'What is the rent?', exact: true }).click()

  const answer = hermit.answers.first()
  await expect(answer).toContainText('The rent is 900 euros a month.')
  await expect(answer).not.toContainText('[1]')
  const sources = answer.getByRole('region', { name: 'Sources' })
  await expect(sources).toContainText('1 of 1 sentence is found in the documents')
  await expect(sources.locator('mark')).toHaveText('The monthly rent is 900 euros, in cash')
  await expect(sources.getByRole('listitem')).toHaveCount(2)
  await expect(sources.getByText('This document is no longer here')).toHaveCount(2)
  await answer.getByRole('button', { name: 'Source 1: Lease, page 3' }).press('Enter')
  await expect(sources.getByRole('listitem').first()).toBeFocused()
  expect(await seriousInBothThemes(page)).toEqual([])

  const second = hermit.answers.last()
  await expect(second).toContainText('Answered without the documents')
  await second.getByRole('button', { name: 'Previous version' }).click()
  await expect(second).toContainText('Nothing in the attached documents answers this.')
  await second.getByRole('button', { name: 'Answer without the documents' }).click()
  await hermit.answered()
  await expect(second).toContainText('Answered without the documents')
  await expect(second).toContainText('3/3')
})

test('a question is answered from a document: found at once, cited, opened at its place, copied and kept', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const hermit = new HermitPage(page)
  // Every answer is what the model was given, letter for letter; slow enough that what was found is seen before it ends.
  await hermit.open('?engine=scripted&rate=40&reply=back')
  await hermit.ready()
  await attach(page, 'lease.txt', lease)
  await hermit.send('What is the monthly rent?')
  const found = hermit.answers.last().getByRole('region', { name: 'Found in the documents' })
  await expect(found).toContainText('The monthly rent is 1,200 euros')
  const answer = await hermit.answered()
  const sources = answer.getByRole('region', { name: 'Sources' })
  await expect(sources).toContainText(/\d+ of \d+ sentences are found in the documents/)
  await expect(sources.locator('mark').filter({ hasText: '1,200 euros' })).toHaveCount(1)

  await answer
    .getByRole('button', { name: /^Source 1: lease/i })
    .first()
    .click()
  const opened = page.getByRole('dialog', { name: 'lease' })
  await expect(opened.locator('mark').filter({ hasText: 'The monthly rent is 1,200 euros' })).toBeInViewport()
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
  const documents = new DocumentsDialog(page)
  await documents.dialog.getByRole('button', { name: 'All documents' }).click()
  await documents.choose('lease', 'Delete')
  await page.keyboard.press('Escape')
  const sources = answer.getByRole('region', { name: 'Sources' })
  await expect(sources).toContainText('This document is no longer here')
  await expect(sources).toContainText('Dogs are allowed on a lead')
})
