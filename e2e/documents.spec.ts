import { seriousInBothThemes, seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { DocumentsDialog, textFile } from './pages/documents-dialog.ts'
import { HermitPage } from './pages/hermit-page.ts'

const crabs = textFile(
  'Crabs.md',
  '# Crabs\n\nA hermit crab has no shell of its own.\n\n## Shells\n\nVacant shells are scarce in winter.',
)
const lease = textFile(
  'Lease.txt',
  'The rent is due on the third day of each month.\n\nThe cellar is not included.',
)
const notes = textFile('笔记.txt', '寄居蟹没有自己的壳。\n\n它们住在空的螺壳里。')

test('documents are added, listed, named, searched, deleted and brought back, and a reload keeps them', async ({
  scripted,
}) => {
  const { page } = scripted
  const documents = new DocumentsDialog(page)
  await documents.open()
  await expect(documents.dialog.getByText('No documents yet')).toBeVisible()
  expect(await seriousInBothThemes(page), 'nothing yet').toEqual([])
  await documents.add([crabs, lease, notes])
  await documents.isRead('Crabs')
  await documents.isRead('笔记')
  // The model came with them: how fast it reads was measured meanwhile.
  const means = documents.dialog.getByText(/by words and by meaning \(all-MiniLM-L6-v2\)/)
  await expect(means).toContainText(/at \d+\.\d passages a second/)
  expect(await seriousInBothThemes(page), 'the list').toEqual([])

  await documents.choose('Lease', 'Rename')
  await page.keyboard.insertText('Rent of the flat')
  await page.keyboard.press('Enter')
  await expect(documents.title('Rent of the flat')).toBeFocused()

  await documents.choose('Crabs', 'Delete')
  await expect(documents.title('Crabs')).toHaveCount(0)
  await documents.dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(documents.title('Crabs')).toBeVisible()
  await documents.choose('笔记', 'Delete')
  await page.keyboard.press('Escape')
  await expect(documents.dialog).toBeHidden()

  await page.waitForTimeout(400) // writes come up to 260 ms later
  await page.reload()
  await documents.open()
  await expect(documents.rows).toHaveCount(2)
  await documents.search('shell winter')
  await expect(documents.hits.first()).toContainText('Vacant shells are scarce in winter.')
  expect(await seriousViolations(page), 'what was found').toEqual([])
  await documents.hits.first().click()
  const passage = documents.text('Crabs').locator('mark').filter({ hasText: 'Vacant shells are scarce' })
  await expect(passage).toBeInViewport()
  await expect(documents.text('Crabs').getByRole('heading', { name: 'Shells' })).toBeVisible()
  expect(await seriousInBothThemes(page), 'one document').toEqual([])

  await documents.dialog.getByRole('searchbox', { name: 'Find in this document' }).fill('shell')
  await expect(documents.dialog.getByText('1 of 3')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(documents.dialog.getByText('2 of 3')).toBeVisible()
  await documents.dialog.getByRole('button', { name: 'All documents' }).click()
  // Where one was: what was searched is still there.
  await expect(documents.hits.first()).toContainText('Vacant shells')
})

test('files are attached by the button, by dropping and by pasting, and the chat keeps them', async ({
  scripted,
}) => {
  const { page } = scripted
  const documents = new DocumentsDialog(page)
  await expect(scripted.button('Attach')).toBeVisible()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), scripted.button('Attach').click()])
  expect(chooser.isMultiple()).toBe(true)
  await chooser.setFiles([crabs])
  await expect(documents.chip('Crabs')).toBeVisible()
  await documents.drop([lease], 'drop')
  await expect(documents.chip('Lease')).toBeVisible()
  await documents.drop([notes], 'paste')
  await expect(documents.chip('笔记')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Documents of this chat' }).getByRole('listitem')).toHaveCount(
    3,
  )
  expect(await seriousInBothThemes(page), 'attached').toEqual([])

  await page.getByRole('button', { name: 'Remove Lease from this chat' }).click()
  await expect(documents.chip('Lease')).toHaveCount(0)
  await scripted.send('What do they live in?')
  await scripted.answered()
  await scripted.saved()
  await page.reload()
  await scripted.chats.getByRole('button', { name: 'What do they live in?', exact: true }).click()
  await expect(documents.chip('Crabs')).toBeVisible()
  await expect(documents.chip('笔记')).toBeVisible()
  await scripted.button('New chat').click()
  await expect(documents.chip('Crabs')).toHaveCount(0)

  // The same file a second time is the same document.
  await documents.drop([crabs], 'drop')
  await expect(page.getByText('“Crabs” is here already.').first()).toBeVisible()
  await expect(documents.chip('Crabs')).toBeVisible()
  await documents.chip('Crabs').click()
  await expect(documents.text('Crabs')).toContainText('no shell of its own')
  await page.keyboard.press('Escape')
  await expect(documents.chip('Crabs')).toBeFocused()
})

test('a long text that is pasted becomes a document, and goes back into the message on request', async ({
  scripted,
}) => {
  const { page } = scripted
  const long = `A letter to the harbour master\n${'All about shells. '.repeat(600)}`
  await scripted.message.focus()
  const paste = (words: string) =>
    scripted.message.evaluate((box, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      return box.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    }, words)
  expect(await paste('short'), 'a short text is the browser’s to paste').toBe(true)
  expect(await paste(long)).toBe(false)
  await expect(new DocumentsDialog(page).chip('A letter to the harbour master')).toBeVisible()
  await expect(scripted.message).toHaveValue('')
  await scripted.button('Put back into the message').click()
  await expect(scripted.message).toHaveValue(long)
  await expect(page.getByRole('list', { name: 'Documents of this chat' })).toHaveCount(0)
  const documents = new DocumentsDialog(page)
  await documents.open()
  await expect(documents.dialog.getByText('No documents yet')).toBeVisible()
})

test('a file that is not what its name says is refused in words, and can be given again', async ({
  scripted,
}) => {
  const { page } = scripted
  const documents = new DocumentsDialog(page)
  await documents.open()
  const bad = {
    ...textFile('Letter.txt', ''),
    buffer: Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
  }
  await documents.add([bad, textFile('photo.png', 'x')])
  const refused = documents.dialog.getByRole('listitem').filter({ hasText: 'photo.png' })
  await expect(refused).toContainText('Hermit cannot read files like photo.png.')
  await expect(documents.dialog.getByText('This is not a kind of file that Hermit can read')).toBeVisible()
  await expect(documents.title('Letter')).toBeDisabled()
  expect(await seriousViolations(page)).toEqual([])
})

test('"/" lists commands with what they do before the prompts, and the palette has them too', async ({
  scripted,
}) => {
  const { page } = scripted
  const documents = new DocumentsDialog(page)
  await scripted.message.pressSequentially('/')
  const first = page.getByRole('option').first()
  await expect(first).toContainText('/documents')
  await expect(first).toContainText('Read, search and manage your documents')
  await page.keyboard.press('Enter')
  await expect(documents.dialog).toBeVisible()
  await expect(scripted.message).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(scripted.message).toBeFocused()
  // Put in at once, and put in again: the box has to notice the same words.
  for (const _ of [1, 2]) {
    await scripted.message.fill('/documents')
    await page.keyboard.press('Enter')
    await expect(documents.dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(scripted.message).toBeFocused()
  }
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: 'Type a command or the name of a chat' })
  await field.fill('manage your documents')
  await expect(page.getByRole('option', { selected: true })).toContainText('manage your documents')
  await field.press('Enter')
  await expect(documents.dialog).toBeVisible()
})

test('a document of thousands of pages opens at a passage near its end, and only what is in view is drawn', async ({
  scripted,
}) => {
  const { page } = scripted
  const documents = new DocumentsDialog(page)
  await documents.open()
  const many = Array.from({ length: 12_000 }, (_, at) => `Paragraph ${at}: ${'shells and tides '.repeat(12)}`)
  many[11_900] = 'Here is the needle that was looked for.'
  await documents.add([textFile('Tides.txt', many.join('\n\n'))])
  await documents.isRead('Tides')
  await documents.search('needle')
  await documents.hits.first().click()
  await expect(documents.text('Tides').locator('mark').filter({ hasText: 'needle' })).toBeInViewport()
  expect(await documents.text('Tides').locator('p').count()).toBeLessThan(400)
  await documents.text('Tides').press('Home')
  await expect(documents.text('Tides').getByText('Paragraph 0:')).toBeInViewport()
})

test('in Chinese and on a phone everything is said in Chinese and fits', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...{ locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    ...(baseURL === undefined ? {} : { baseURL }),
  })
  const page = await context.newPage()
  await page.goto('/?engine=scripted&rate=400')
  await page.locator('input[type="file"][aria-label="添加附件"]').setInputFiles([notes, lease])
  await expect(page.getByRole('list', { name: '当前对话使用的文档' }).getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: '打开《笔记》' }).click()
  const dialog = page.getByRole('dialog', { name: '笔记' })
  await expect(dialog.getByText('寄居蟹没有自己的壳。')).toBeVisible()
  expect(await seriousViolations(page), 'one document').toEqual([])
  await dialog.getByRole('button', { name: '全部文档' }).click()
  const list = page.getByRole('dialog', { name: '文档' })
  await expect(list.getByText('用于当前对话').first()).toBeVisible()
  await list.getByRole('searchbox', { name: '搜索文档' }).fill('螺壳')
  await expect(list.getByText('找到 1 个段落').first()).toBeVisible()
  expect(await seriousViolations(page), 'the list').toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await context.close()
})

test('documents come along in a backup, and Delete everything leaves none', async ({
  scripted,
  browser,
  baseURL,
}) => {
  const { page } = scripted
  const documents = new DocumentsDialog(page)
  await documents.open()
  await documents.add([crabs, lease])
  await documents.isRead('Lease')
  await page.keyboard.press('Escape')
  // Without the browser's own dialog for files the backup is a download.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  await scripted.button('Settings').click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: 'Back up' }).click()
  const backUp = page.getByRole('dialog', { name: 'Back up' })
  await expect(backUp.getByRole('switch', { name: 'Include documents' })).toBeChecked()
  await backUp.getByRole('radio', { name: 'Anyone who has the file' }).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    backUp.getByRole('button', { name: 'Save the backup' }).click(),
  ])
  const file = await download.path()

  const other = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), locale: 'en-GB' })
  const there = new HermitPage(await other.newPage())
  await there.open('?engine=scripted')
  await there.button('Settings').click()
  await there.page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  const restore = there.page.getByRole('dialog', { name: 'Restore a backup' })
  await restore.getByLabel('Backup file').setInputFiles({
    name: 'hermit.hermit-backup',
    mimeType: 'application/octet-stream',
    buffer: await (await import('node:fs/promises')).readFile(file),
  })
  await expect(restore.getByText('2 documents')).toBeVisible()
  await restore.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(restore.getByText('The backup is restored.').first()).toBeVisible()
  await restore.getByRole('button', { name: 'Done' }).click()
  const restored = new DocumentsDialog(there.page)
  await restored.open()
  await restored.title('Crabs').click()
  await expect(restored.text('Crabs')).toContainText('Vacant shells are scarce')
  await there.page.keyboard.press('Escape')

  await there.button('Settings').click()
  await there.page.getByRole('button', { name: 'Delete everything' }).click()
  await there.button('Delete it all').click()
  await expect(there.page.getByRole('dialog')).toHaveCount(0)
  await restored.open()
  await expect(restored.dialog.getByText('No documents yet')).toBeVisible()
  await other.close()
})
