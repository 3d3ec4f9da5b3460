import { serveStatic } from '../scripts/serve-static.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test('on a plain static host without headers: threads, then the server is stopped and it goes on talking', async ({
  page,
}) => {
  const server = await serveStatic('dist', { prefix: '/hermit/' })
  const hermit = new HermitPage(page, server.url)
  try {
    await hermit.open('')
    await hermit.ready()
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    await hermit.send('What is the capital of France?')
    await expect(await hermit.answered()).toContainText('Paris')
    await expect(page.getByText('Works offline')).toBeVisible()
  } finally {
    await server.close()
  }
  await page.reload()
  await hermit.ready()
  await hermit.chats.getByRole('button', { name: 'What is the capital of France?', exact: true }).click()
  await expect(hermit.answers).toHaveCount(1)
  await hermit.send('What is the capital of Italy?')
  await expect(await hermit.answered()).toContainText(/tokens\/s/)
  await expect(hermit.answers).toHaveCount(2)
})
