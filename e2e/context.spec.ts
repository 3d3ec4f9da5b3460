import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { metered } from './pages/context-meter.ts'
import type { HermitPage } from './pages/hermit-page.ts'

/** Three of these and their answers leave no room in a context of 600 tokens. */
const manyWords = 'word '.repeat(105).trim()

async function openContext(hermit: HermitPage): Promise<Locator> {
  await hermit.page.getByRole('button', { name: /^Context:/ }).click()
  const dialog = hermit.page.getByRole('dialog', { name: 'Context' })
  await expect(dialog.getByText(/of 600 tokens/)).toBeVisible()
  return dialog
}

const rowOf = (dialog: Locator, words: string) => dialog.getByRole('listitem').filter({ hasText: words })

test.describe('what the model reads', () => {
  test('is counted, and pinned, left out and summarised turn by turn, and each is undone', async ({
    scripted,
  }) => {
    await scripted.open('?engine=scripted&rate=0&reply=back&context=600')
    for (const text of ['Apples are red', 'Bananas are yellow', 'Cherries are dark']) {
      await scripted.send(text)
      await scripted.answered()
    }
    await scripted.message.fill('Which of them are red?')
    const before = await metered(scripted)
    expect(before).toBeGreaterThan(30)
    let dialog = await openContext(scripted)
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    await expect(rowOf(dialog, 'Apples')).toContainText(/\d+ tokens\s*Read/)

    await rowOf(dialog, 'Apples').getByRole('button', { name: 'Pin' }).click()
    await rowOf(dialog, 'Bananas').getByRole('button', { name: 'Leave out' }).click()
    await expect(rowOf(dialog, 'Apples').getByRole('button', { name: 'Pin' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(rowOf(dialog, 'Bananas')).toContainText('Left out')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(scripted.conversation.getByText('Pinned: the model always reads this.')).toBeVisible()
    await expect(scripted.conversation.getByText('Left out: the model does not read this.')).toBeVisible()
    expect(await metered(scripted)).toBeLessThan(before)
    await scripted.button('Undo pin').click()
    await scripted.button('Undo leave out').click()
    await expect(scripted.conversation.getByText(/^(Pinned|Left out):/)).toHaveCount(0)
    expect(await metered(scripted)).toBe(before)

    dialog = await openContext(scripted)
    await dialog.getByRole('checkbox', { name: /Apples/ }).check()
    await dialog.getByRole('checkbox', { name: /Bananas/ }).check()
    await dialog.getByRole('button', { name: 'Summarise selected' }).click()
    const field = dialog.getByRole('textbox', { name: 'Summary' })
    await expect(field).not.toHaveAttribute('readonly')
    await expect(field).not.toHaveValue('')
    await dialog.getByRole('radio', { name: 'Key sentences' }).check()
    await expect(field).toHaveValue(/are/)
    await field.fill('Fruit has colours.')
    await expect(dialog.getByText(/^\d+ tokens → \d+ tokens$/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Use this summary' }).click()
    await expect(rowOf(dialog, 'Bananas')).toContainText('Summarised')
    await dialog.getByRole('button', { name: 'Close' }).click()
    const card = scripted.conversation.getByRole('region', { name: 'Summary of 4 messages' })
    await expect(card).toContainText(/\d+ tokens instead of \d+/)
    await card.getByText(/^Summary of 4/).click()
    await expect(card.getByText('Fruit has colours.')).toBeVisible()
    await expect(scripted.conversation.getByText('The model reads the summary instead.')).toBeVisible()
    expect(await metered(scripted)).toBeLessThan(before)
    await scripted.page.reload()
    await scripted.chats.getByRole('button', { name: 'Apples are red', exact: true }).click()
    await scripted.button('Undo summary').click()
    await expect(card).toHaveCount(0)
    expect(await metered(scripted)).toBe(before)
  })

  test('gives way as the person has chosen when the chat outgrows it', async ({ scripted }) => {
    await scripted.open('?engine=scripted&rate=0&words=6&context=600')
    for (const name of ['one', 'two', 'three']) {
      await scripted.send(`${name} ${manyWords}`)
      await scripted.answered()
    }
    const failed = scripted.page.getByRole('alert')
    await expect(failed).toContainText(/grown [\d,]+ tokens? past/)
    await failed.getByRole('button', { name: 'Summarise oldest' }).click()
    await scripted.answered()
    const cards = scripted.conversation.getByRole('region', { name: /^Summary of/ })
    await expect(cards).toHaveCount(1)
    await expect(scripted.answers.last()).toContainText('word word')
    await scripted.button('Undo summary').click()
    await expect(cards).toHaveCount(0)

    const dialog = await openContext(scripted)
    await dialog.getByRole('radio', { name: 'Leave out the oldest' }).check()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await scripted.send(`four ${manyWords}`)
    await scripted.answered()
    await expect(scripted.conversation.getByText('The model no longer reads what is above')).toBeVisible()

    await openContext(scripted)
    await dialog.getByRole('radio', { name: 'Summarise the oldest' }).check()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await scripted.send(`five ${manyWords}`)
    await scripted.answered()
    await expect(cards).toHaveCount(1)
    await expect(scripted.answers.last()).toContainText('word word')
    await expect(scripted.page.getByRole('alert')).toHaveCount(0)
  })
})
