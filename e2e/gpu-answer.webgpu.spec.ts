import { expect, test } from '@playwright/test'
import { serveStatic } from '../scripts/serve-static.ts'
import known from '../src/engines/webllm/known-answers.json' with { type: 'json' }
import { isolationHeaders } from '../src/pwa/headers.ts'
import { HermitPage } from './pages/hermit-page.ts'

test.setTimeout(6 * 60_000)

test('the GPU answers with the network gone, token for token as the reference says', async ({ page }) => {
  const server = await serveStatic('dist', { headers: isolationHeaders })
  const hermit = new HermitPage(page, server.url)
  try {
    await hermit.open('?engine=webllm')
    await hermit.ready()
    await hermit.send('What is the capital of France?')
    await hermit.answered()
    await expect(page.getByText('Works offline')).toBeVisible({ timeout: 60_000 })
  } finally {
    await server.close()
  }
  await page.reload()
  await hermit.ready()
  await page.getByRole('button', { name: /^Model:/ }).click()
  await expect(page.getByRole('dialog').getByText(/^Running on: graphics processor/i)).toBeVisible()
  await page.keyboard.press('Escape')
  expect(Object.keys(known)).toContain('smollm2-135m-instruct-q4_1')
  await hermit.send('What is the capital of Italy?')
  await hermit.answered()
  const [, first] = await hermit.saved()
  expect(first?.status).toBe('done')
  expect(first?.text).toBe('The capital of Italy is Rome.')
})
