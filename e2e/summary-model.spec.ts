import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { openSummarise } from './pages/summarise-dialog.ts'

const file = 'bench/search/texts/lease.md'

test('a lease is summarised by the real model: key sentences at once, parts that outlive a reload, and numbers that are the lease’s @alone', async ({
  real,
}) => {
  test.setTimeout(420_000)
  const { page } = real
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), real.button('Attach').click()])
  await chooser.setFiles(file)
  await expect(
    page.getByRole('list', { name: 'Documents of this chat' }).getByRole('listitem'),
  ).toContainText('Markdown', { timeout: 120_000 })

  let dialog = await openSummarise(page)
  await expect(dialog.getByRole('heading', { name: 'Key sentences' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Write a summary' }).click()
  await expect(dialog.getByText(/^Part [2-9] of \d+$/)).toBeVisible({ timeout: 120_000 })
  await expect(dialog.getByText(/ left$/)).toBeVisible()

  await page.reload()
  await real.ready()
  dialog = await openSummarise(page)
  await dialog.getByRole('button', { name: 'Resume' }).click()
  // The first part is not written again.
  await expect(dialog.getByText(/^Part [2-9] of \d+$/)).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('button', { name: 'Save as Markdown' })).toBeVisible({ timeout: 240_000 })

  const summary = dialog.getByRole('region', { name: /^Summary of/ })
  await expect(summary).toContainText(/of the words are .*’s|Taken word for word from the text/)
  const paragraphs = (await summary.getByRole('paragraph').allInnerTexts()).slice(0, -1)
  expect(paragraphs.join(' ').length).toBeGreaterThan(200)
  const lease = await readFile(file, 'utf8')
  for (const number of paragraphs.join(' ').match(/\d[\d,.]*\d|\d/g) ?? []) expect(lease).toContain(number)
  await summary.getByRole('button', { name: 'in the text' }).first().click()
  await expect(
    page.getByRole('dialog', { name: 'Residential lease' }).locator('mark').first(),
  ).toBeInViewport()
})
