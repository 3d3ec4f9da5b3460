import { expect, test } from '@playwright/test'
import { serveStatic } from '../scripts/serve-static.ts'
import { isolationHeaders } from '../src/pwa/headers.ts'
// Greedy answers of an independent forward pass over the same weights.
import references from '../tools/model-library/check/reference.json' with { type: 'json' }
import { HermitPage } from './pages/hermit-page.ts'

test.setTimeout(6 * 60_000)

test('a GPU in software is chosen only by hand; it answers two turns with the network gone, as the reference says', async ({
  page,
}) => {
  const server = await serveStatic('dist', { headers: isolationHeaders })
  const hermit = new HermitPage(page, server.url)
  try {
    await hermit.open('')
    await hermit.ready()
    await page.getByRole('button', { name: /^Model:/ }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(/^Running on: processor/i)).toContainText(/software/)
    await dialog.getByRole('radio', { name: 'Graphics processor' }).check()
    await expect(dialog.getByText(/^Running on: graphics processor/i)).toBeVisible({ timeout: 120_000 })
    await page.keyboard.press('Escape')
    await expect(page.getByText('Works offline')).toBeVisible({ timeout: 60_000 })
  } finally {
    await server.close()
  }
  await page.reload()
  await hermit.ready()
  await expect(hermit.engine).toHaveText('Ready · GPU')

  const [first, second] = ['capital', 'second turn'].map(name =>
    references.find(reference => reference.name === name),
  )
  if (!first || !second) throw new Error('The reference lacks a turn')
  for (const { messages } of [first, second]) {
    await hermit.send(messages.at(-1)?.content ?? '')
    await hermit.answered()
  }
  const stored = (await hermit.saved()).filter(({ role }) => role === 'assistant')
  expect(stored.map(({ text }) => text)).toEqual([first.answerText, second.answerText])
  // The end of the turn is a token too.
  expect(stored.map(({ stats }) => stats?.completionTokens)).toEqual([
    first.answerIds.length + 1,
    second.answerIds.length + 1,
  ])
  expect(stored.map(({ stats }) => stats?.promptTokens)).toEqual([first.promptTokens, second.promptTokens])
  // All of the first turn but the line break after its end, which the model did not write.
  expect(stored[1]?.stats?.cachedTokens).toBeGreaterThanOrEqual(
    first.promptTokens + first.answerIds.length - 1,
  )
})
