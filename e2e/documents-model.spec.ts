import { type StaticServer, serveStatic } from '../scripts/serve-static.ts'
import { expect, test } from './fixtures.ts'
import { DocumentsDialog } from './pages/documents-dialog.ts'
import { HermitPage } from './pages/hermit-page.ts'

const fixtures = 'src/abilities/documents/read/fixtures/'

/** A journal of which a summary takes the model several parts. */
const journal = Array.from(
  { length: 4 },
  (_, at) =>
    `# Week ${at + 1}\n\n${'The crew mended nets and painted the boat while the wind came from the west. '.repeat(30)}` +
    `Anna Berg counted ${120 + at * 11} seals near the north shore. ${'In the evening they cooked soup and read old letters by the stove. '.repeat(20)}`,
).join('\n\n')

let server: StaticServer | undefined
test.afterEach(async () => {
  await server?.close()
  server = undefined
})

test('a PDF of 54 pages is asked in a chat with the server gone: the answer is cited, and a source opens its page @alone', async ({
  page,
}) => {
  test.setTimeout(420_000)
  server = await serveStatic('dist', { prefix: '/hermit/' })
  const hermit = new HermitPage(page, server.url)
  await hermit.open('')
  await hermit.ready()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hermit.button('Attach').click()])
  await chooser.setFiles(`${fixtures}opticks.pdf`)
  const documents = new DocumentsDialog(page)
  const chip = documents.chip('Opticks, the First Book')
  // Read, cut and embedded by the real model: the line of its progress is gone.
  await expect(chip).toContainText('54 pages', { timeout: 240_000 })
  await server.close()
  server = undefined

  await hermit.send('What did the Prism do to the Image of the Sun?')
  const answer = hermit.answers.last()
  await expect(answer.getByRole('region', { name: /^(Found in the documents|Sources)$/ })).toContainText(
    'Opticks, the First Book, page',
  )
  await hermit.answered()
  await expect(answer).toContainText(/tokens\/s/)
  const sources = answer.getByRole('region', { name: 'Sources' })
  // A small model may say what is in no passage: then that is said.
  await expect(sources).toContainText(
    /sentences? (is|are) found in the documents|None of the answer is found/,
  )
  const first = sources.getByRole('button', { name: /^Source 1: Opticks, the First Book, page \d+/ }).first()
  const cited = /page (\d+)/.exec((await first.textContent()) ?? '')?.[1]
  await first.click()
  const opened = page.getByRole('dialog', { name: 'Opticks, the First Book' })
  await expect(opened.locator('mark').first()).toBeInViewport()
  await expect(opened.getByRole('textbox', { name: 'Page' })).toHaveValue(cited ?? '')
  await page.keyboard.press('Escape')

  // What has nothing to do with it is not asked of the model.
  await hermit.send('Who won the football match on Saturday?')
  await hermit.answered()
  await expect(hermit.answers.last()).toContainText('Nothing in the attached documents answers this.')
})

test('a summary by the model goes on after a reload in the middle of it @alone', async ({ real }) => {
  test.setTimeout(420_000)
  const { page } = real
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), real.button('Attach').click()])
  await chooser.setFiles({ name: 'Journal.md', mimeType: 'text/markdown', buffer: Buffer.from(journal) })
  await expect(page.getByRole('list', { name: 'Documents of this chat' })).toContainText('Markdown')
  await real.chats.getByRole('button', { name: 'Summarise', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Summarise' })
  await dialog.getByRole('combobox', { name: 'What to summarise' }).selectOption({ label: 'Week 1' })
  await expect(dialog.getByRole('heading', { name: 'Key sentences' })).toBeVisible()
  await expect(dialog).toContainText('131 seals')
  await dialog.getByRole('radio', { name: 'Page' }).check()
  await dialog.getByRole('button', { name: 'Write a summary' }).click()
  await expect(dialog.getByText(/^Part 2 of \d+$/)).toBeVisible({ timeout: 120_000 })

  await page.reload()
  await real.ready()
  await real.chats.getByRole('button', { name: 'Summarise', exact: true }).click()
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await expect(dialog.getByText(/^Part ([2-9]|\d\d) of \d+$/)).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('button', { name: 'Save as Markdown' })).toBeVisible({ timeout: 240_000 })
  await expect(dialog).toContainText(/\d+ seals near the north shore/)
  await dialog.getByRole('button', { name: 'in the text' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Week 1' }).locator('mark').first()).toBeInViewport()
})
