import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import type { HermitPage } from './pages/hermit-page.ts'
import { openSummarise } from './pages/summarise-dialog.ts'

/** A text of so many sections, in each of which somebody counts seals. */
function logOf(sections: number): string {
  const talk = 'The crew talked about the weather and the wind for a while, as crews do. '
  return Array.from(
    { length: sections },
    (_, at) =>
      `# Voyage ${at + 1}\n\n${talk.repeat(40)}Anna Berg counted ${100 + at * 7} seals near the north shore on that day. ${talk.repeat(20)}`,
  ).join('\n\n')
}

/** Adds a document to the library as a person does, and waits until it can be used. */
async function addDocument(hermit: HermitPage, name: string, text: string): Promise<void> {
  const { page } = hermit
  const choosing = page.waitForEvent('filechooser')
  await hermit.button('Attach').click()
  await (await choosing).setFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) })
  await expect(page.getByRole('list', { name: 'Documents of this chat' }).getByRole('listitem')).toHaveCount(
    1,
  )
}

test.describe('summaries', () => {
  test('of what stands in the message box are there at once, and can be put into the chat', async ({
    scripted,
  }) => {
    const { page, message } = scripted
    await message.fill(
      'The ferry leaves at 17:40 from gate 12. It is windy today. Anna Petrova pays 230 euros for the cabin.',
    )
    const dialog = await openSummarise(page)
    await expect(dialog.getByRole('combobox', { name: 'What to summarise' })).toHaveValue('draft')
    await expect(dialog.getByRole('heading', { name: 'Key sentences' })).toBeVisible()
    await expect(dialog.getByRole('listitem').first()).toContainText('17:40')
    expect(await seriousViolations(page), 'the view of summaries').toEqual([])
    await dialog.getByRole('button', { name: 'Put into the chat' }).click()
    await expect(dialog).toBeHidden()
    await expect(message).toHaveValue(/17:40[\s\S]*17:40/)
  })

  test('of nothing ask for a document', async ({ scripted }) => {
    const dialog = await openSummarise(scripted.page)
    await expect(dialog.getByText('There is nothing to summarise yet.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Open the library' })).toBeVisible()
  })

  test('of a long document go on after a reload in the middle, and are kept with it', async ({
    scripted,
  }) => {
    const { page } = scripted
    await scripted.open('?engine=scripted&rate=40&context=2100')
    await scripted.ready()
    await addDocument(scripted, 'log.md', logOf(6))
    let dialog = await openSummarise(page)
    await dialog.getByRole('radio', { name: 'Page' }).check()
    await dialog.getByRole('button', { name: 'Write a summary' }).click()
    await expect(dialog.getByText(/^Part [3-9] of \d+$/)).toBeVisible({ timeout: 60_000 })
    await expect(dialog.getByText(/^about .* left$/)).toBeVisible()

    await page.reload()
    await scripted.ready()
    dialog = await openSummarise(page)
    // The only document is chosen by itself, and what was begun of it is offered.
    await dialog.getByRole('button', { name: 'Resume' }).click()
    await expect(dialog.getByText(/^Part ([3-9]|\d\d) of \d+$/)).toBeVisible({ timeout: 30_000 })
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await expect(dialog.getByText(/^Stopped after [2-9]/).first()).toBeVisible()
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await expect(dialog.getByRole('button', { name: 'Save as Markdown' })).toBeVisible({ timeout: 120_000 })
    await expect(dialog.getByText(/seals near the north shore/).first()).toBeVisible()

    // It is there the next time, without the model.
    await page.reload()
    await scripted.ready()
    dialog = await openSummarise(page)
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(dialog.getByRole('button', { name: 'Save as Markdown' })).toBeVisible()
    await dialog.getByRole('button', { name: 'in the text' }).first().click()
    await expect(page.getByRole('dialog', { name: 'Voyage 1' }).locator('mark').first()).toBeInViewport()
  })

  test('wait while an answer is written in the chat', async ({ scripted }) => {
    const { page } = scripted
    await scripted.open('?engine=scripted&rate=20&words=400')
    await scripted.ready()
    await scripted.send('Tell me a long story.')
    await scripted.message.fill(logOf(1).slice(0, 3000))
    const dialog = await openSummarise(page)
    await dialog.getByRole('button', { name: 'Write a summary' }).click()
    await expect(dialog.getByText(/^The answer in the chat goes first/).first()).toBeVisible()
  })
})
