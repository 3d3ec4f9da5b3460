import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expectSpoken } from './alerts.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import type { HermitPage } from './pages/hermit-page.ts'

const fixtures = 'src/chat/transfer/fixtures/'

/** All chats, drafts and presets as they lie on disk. */
function records(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        // Not there (yet): to open it would make one without a store, which the app could not use.
        opening.onupgradeneeded = () => opening.transaction?.abort()
        opening.onerror = () => (opening.error?.name === 'AbortError' ? resolve({}) : reject(opening.error))
        opening.onsuccess = () => {
          const database = opening.result
          const store = database.transaction('records').objectStore('records')
          const [keys, values] = [store.getAllKeys(), store.getAll()]
          values.onsuccess = () => {
            database.close()
            const all = keys.result.map((key, index) => [String(key), values.result[index]] as const)
            resolve(Object.fromEntries(all.filter(([key]) => /^(conversation\/|presets$)/.test(key))))
          }
        }
      }),
  )
}

async function openImport({ page, button }: HermitPage): Promise<Locator> {
  await button.call({ page }, 'Settings').click()
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Import chats' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import chats' })
  await expect(dialog.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  return dialog
}

const input = (dialog: Locator) => dialog.locator('input[type="file"]')
const chatNamed = (hermit: HermitPage, name: string) =>
  hermit.chats.getByRole('button', { name, exact: true })

test('everything that is exported comes back after it was deleted, to the last field', async ({
  scripted,
}) => {
  const { page } = scripted
  await scripted.send('What is in a shell?')
  const answer = await scripted.answered()
  await answer.getByRole('button', { name: 'Retry', exact: true }).click()
  await scripted.answered()
  await scripted.answers.first().getByRole('button', { name: 'Previous version' }).click()
  await expect(scripted.answers.first()).toContainText('1/2')

  // A chat with settings, a folder, a pin, samples and a summary, and a persona.
  const rich = await openImport(scripted)
  await input(rich).setInputFiles(`${fixtures}hermit-v2.json`)
  await expect(rich.getByRole('heading', { name: 'From Hermit' })).toBeFocused()
  await expect(rich.getByRole('checkbox', { name: 'Also 1 persona and 1 prompt' })).toBeChecked()
  await rich.getByRole('button', { name: 'Import 1 chat' }).click()
  await expect(rich.getByText('The chat is in your list now.').first()).toBeVisible()
  await rich.getByRole('button', { name: 'Done' }).click()
  await expect(chatNamed(scripted, 'Shells, thought through')).toBeVisible()
  await expect.poll(async () => Object.keys((await records(page)) as object).length).toBe(3)
  const before = await records(page)

  await scripted.button('Settings').click()
  const downloading = page.waitForEvent('download')
  await scripted.button('Export chats').click()
  const file = await (await downloading).path()
  await scripted.button('Delete everything').click()
  await scripted.button('Delete it all').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(chatNamed(scripted, 'Shells, thought through')).toHaveCount(0)
  expect(await records(page)).toEqual({})

  const dialog = await openImport(scripted)
  await input(dialog).setInputFiles(file)
  await dialog.getByRole('button', { name: 'Import 2 chats' }).click()
  await expect(dialog.getByText('2 chats are in your list now.').first()).toBeVisible()
  expect(await records(page)).toEqual(before)
  await page.keyboard.press('Enter') // "Done" has the focus
  await expect(dialog).toBeHidden()
  await chatNamed(scripted, 'What is in a shell?').click()
  await expect(scripted.answers.first()).toContainText('1/2')
})

test('chats of ChatGPT and Open WebUI come in by preview; a bad file is refused by its field and changes nothing @fault-41 @fault-44', async ({
  scripted,
}) => {
  const { page } = scripted
  const dialog = await openImport(scripted)
  expect(await seriousViolations(page), 'asking').toEqual([])

  await input(dialog).setInputFiles(`${fixtures}chatgpt.json`)
  await expect(dialog.getByRole('heading', { name: 'From ChatGPT' })).toBeFocused()
  await expect(dialog.getByText('2 chats with 8 messages')).toBeVisible()
  const list = dialog.getByRole('list', { name: 'Chats in this file' })
  await expect(list.getByRole('checkbox', { name: 'Age of a tree' })).toHaveAccessibleDescription(
    /5 messages/,
  )
  expect(await seriousViolations(page), 'preview').toEqual([])
  // By keyboard: all, the first, the second.
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('checkbox', { name: 'All chats in this file' })).toBeFocused()
  while (
    !(await list.getByRole('checkbox', { name: 'round' }).evaluate(box => box === document.activeElement))
  ) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Import 1 chat' }).click()
  await expect(dialog.getByText('The chat is in your list now.').first()).toBeVisible()
  await expect(chatNamed(scripted, 'round')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByText('Everything is as it was before.').first()).toBeVisible()
  await expect.poll(() => records(page)).toEqual({})
  await dialog.getByRole('button', { name: 'Done' }).click()

  const again = await openImport(scripted)
  await input(again).setInputFiles(`${fixtures}open-webui.json`)
  await again.getByRole('button', { name: 'Import 2 chats' }).click()
  await again.getByRole('button', { name: 'Done' }).click()
  await chatNamed(scripted, '🦀 Crab names').click()
  await expect(scripted.questions.first()).toContainText('Name a crab')
  await expect(scripted.answers.first()).toContainText('Pagurus')
  await expect(scripted.answers.first()).not.toContainText('A name that fits')

  const before = await records(page)
  const last = await openImport(scripted)
  await input(last).setInputFiles(`${fixtures}open-webui.json`)
  await expect(last.getByText('All chats in this file are here already.')).toBeVisible()
  const good = await readFile(`${fixtures}hermit-v1.json`, 'utf8')
  const bad: [string, string][] = [
    [
      good.replace('"createdAt": 1790000012000', '"createdAt": "noon"'),
      'chats[0].messages[2].createdAt: expected number',
    ],
    [good.slice(0, good.length / 2), 'This file is cut off or damaged'],
    [good.replace('"version": 1', '"version": 9'), 'made by a newer Hermit'],
    ['{"name": "something else"}', 'no file of chats that Hermit knows'],
  ]
  for (const [content, words] of bad) {
    await input(last).setInputFiles({
      name: 'bad.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    })
    await expectSpoken(page, words, last.getByRole('button', { name: /^Choose/ }))
  }
  expect(await records(page)).toEqual(before)
})
