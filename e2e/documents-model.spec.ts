import { type StaticServer, serveStatic } from '../scripts/serve-static.ts'
import { expect, test } from './fixtures.ts'
import { DocumentsDialog } from './pages/documents-dialog.ts'
import { HermitPage } from './pages/hermit-page.ts'

const fixtures = 'src/abilities/documents/read/fixtures/'

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
  const section = opened
    .locator('[data-section]')
    .filter({ has: page.locator('mark') })
    .first()
  await expect(section.getByText(`Page ${cited}`, { exact: true })).toBeVisible()
})
