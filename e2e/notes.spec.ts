import { readFile } from 'node:fs/promises'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test('notes are written, searched, saved as files, deleted and brought back; other tabs and a reload have them', async ({
  scripted,
  context,
}) => {
  const { page } = scripted
  const open = (hermit: HermitPage) =>
    hermit.chats.getByRole('button', { name: 'Notes', exact: true }).click()
  await open(scripted)
  const dialog = page.getByRole('dialog', { name: 'Notes' })
  await expect(dialog.getByText('No notes yet')).toBeVisible()
  expect(await seriousInBothThemes(page), 'nothing yet').toEqual([])

  const text = dialog.getByRole('textbox', { name: 'Text of the note' })
  const write = async (words: string) => {
    await dialog.getByRole('button', { name: 'New note' }).click()
    await expect(text).toBeFocused()
    await page.keyboard.insertText(words)
    await dialog.getByRole('button', { name: 'All notes' }).click()
  }
  await write('Packing list\nsocks and a torch')
  await write('大门密码\n4471，备用钥匙在王师傅那里')
  // In one in which nothing was written nothing is kept.
  await write('')
  const rows = dialog.getByRole('list', { name: 'Notes' }).getByRole('button')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('大门密码')
  expect(await seriousInBothThemes(page), 'the list').toEqual([])

  const search = dialog.getByRole('searchbox', { name: 'Search notes' })
  await search.fill('torch')
  await expect(rows).toHaveCount(1)
  await expect(rows.first().locator('mark')).toHaveText('torch')
  await search.fill('钥匙')
  await expect(rows.first()).toContainText('大门密码')
  await search.fill('umbrella')
  await expect(dialog.getByText('No note has this.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(search).toHaveValue('')
  await expect(rows).toHaveCount(2)

  await rows.filter({ hasText: 'Packing list' }).click()
  await expect(text).toHaveValue('Packing list\nsocks and a torch')
  await text.press('Control+End')
  await page.keyboard.insertText('\npassport')
  expect(await seriousInBothThemes(page), 'one note').toEqual([])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as Markdown' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('Packing list.md')
  expect(await readFile(await file.path(), 'utf8')).toBe('Packing list\nsocks and a torch\npassport\n')

  // What is written here is there while the other tab looks.
  const other = new HermitPage(await context.newPage())
  await other.open('?engine=scripted&rate=400')
  await open(other)
  const there = other.page.getByRole('list', { name: 'Notes' }).getByRole('button')
  await expect(there.filter({ hasText: 'passport' })).toBeVisible()

  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(rows).toHaveCount(1)
  await expect(there).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(2)
  await expect(there).toHaveCount(2)
  await other.page.close()

  await page.waitForTimeout(400) // writes come up to 260 ms later
  await page.reload()
  await open(scripted)
  await expect(rows.first()).toContainText('passport')
})

test('a link to a place in Hermit shows that place', async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=0&reply=back')
  await hermit.send('First of all\n\n[the reminders](hermit:reminders)')
  const answer = await hermit.answered()
  await answer.getByRole('link', { name: 'the reminders' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Reminders' })).toBeVisible()
  await page.keyboard.press('Escape')

  const [chatId] = await page.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        const opening = indexedDB.open('hermit')
        opening.onsuccess = () => {
          const keys = opening.result.transaction('records').objectStore('records').getAllKeys()
          keys.onsuccess = () =>
            resolve(
              keys.result.flatMap(key => {
                const [, id] = /^conversation\/(.*)$/.exec(String(key)) ?? []
                return id === undefined ? [] : [id]
              }),
            )
        }
      }),
  )
  await hermit.button('New chat').click()
  await hermit.send(`[the first chat](hermit:chat/${chatId})`)
  await (await hermit.answered()).getByRole('link', { name: 'the first chat' }).click()
  await expect(hermit.questions.first()).toContainText('First of all')
})
