import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test('words are found in every version and in Chinese, shown where they stand, and gone to by keyboard', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&reply=back&rate=500')
  await hermit.send('Where do lighthouses stand?')
  await hermit.answered()
  await hermit.questions.first().getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('textbox', { name: 'Edit message' }).fill('Where do seagulls sleep?')
  await page.keyboard.press('Enter')
  await expect(hermit.questions.first()).toContainText('2/2')
  await hermit.answered()
  await hermit.button('New chat').click()
  await hermit.send('寄居蟹为什么要换壳？')
  await hermit.answered()

  const search = page.getByRole('searchbox', { name: 'Search chats' })
  const results = page.getByRole('region', { name: 'Search results' })
  await search.fill('lighthou')
  await expect(results.getByText('1 chat found')).toBeVisible()
  await expect(results.locator('mark').first()).toHaveText('lighthouses')
  await search.press('ArrowDown')
  await expect(results.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(
    results.getByRole('button', { name: /^(You|Assistant) Where do lighthouses stand/ }).first(),
  ).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(hermit.questions.first()).toContainText('Where do lighthouses stand?')
  await expect(hermit.questions.first()).toContainText('1/2')
  await expect(hermit.questions.first()).toBeFocused()
  await expect(hermit.questions.first()).toBeInViewport()

  for (const query of ['蟹', '换壳', '寄居蟹']) {
    await search.fill(query)
    await expect(results.getByRole('button', { name: /^You 寄居蟹为什么要换壳/ })).toBeVisible()
    await expect(results.locator('mark').first()).toHaveText(query)
  }
  await search.fill('海龟')
  await expect(results.getByText('No chat has these words.')).toBeVisible()
  await search.press('Escape')
  await expect(search).toHaveValue('')
  await expect(search).toBeFocused()
  await expect(hermit.chats.getByRole('button', { name: '寄居蟹为什么要换壳？', exact: true })).toBeVisible()
})

test('chats are pinned, put in folders, archived and named, and what vanished comes back', async ({
  page,
}) => {
  const scripted = new HermitPage(page)
  const { chats } = scripted
  await scripted.open('?engine=scripted&words=3&rate=500')
  await scripted.send('Tide tables')
  await scripted.answered()
  const row = (section: string) =>
    chats
      .getByRole('region', { name: section, exact: true })
      .getByRole('button', { name: 'Tide tables', exact: true })
  const choose = async (...names: string[]) => {
    await chats.getByRole('button', { name: 'Options for Tide tables' }).click()
    for (const name of names) await page.getByRole('menuitem', { name, exact: true }).click()
  }
  await choose('Pin')
  await expect(row('Pinned')).toBeVisible()
  await choose('Unpin')
  await expect(row('Today')).toBeVisible()

  await choose('Move to folder…', 'New folder…')
  await page.getByRole('textbox', { name: 'Folder name' }).fill('Sea')
  await page.keyboard.press('Enter')
  await expect(row('Sea')).toBeVisible()
  await chats.getByRole('button', { name: /^Sea/ }).click()
  await expect(row('Sea')).toBeHidden()
  await chats.getByRole('button', { name: 'Options for the folder Sea' }).click()
  await page.getByRole('menuitem', { name: 'Delete folder, keep its chats' }).click()
  await expect(row('Today')).toBeVisible()
  await scripted.button('Undo').click()
  await chats.getByRole('button', { name: /^Sea/ }).click()
  await expect(row('Sea')).toBeVisible()

  await choose('Archive')
  await expect(row('Sea')).toBeHidden()
  await scripted.button('Undo').click()
  await expect(row('Sea')).toBeVisible()
  await choose('Archive')
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('tide')
  const results = page.getByRole('region', { name: 'Search results' })
  await expect(results.getByText('Archived', { exact: true })).toBeVisible()

  await page.waitForTimeout(500) // writes come up to 260 ms later
  await page.reload()
  await chats.getByRole('button', { name: /^Archived/ }).click()
  await expect(row('Archived')).toBeVisible()
  await choose('Take out of the archive')
  await expect(row('Sea')).toBeVisible()

  await choose('Suggest a title')
  await expect(chats.getByRole('button', { name: 'word word word', exact: true })).toBeVisible()
  await scripted.button('Undo').click()
  await expect(row('Sea')).toBeVisible()
})
