import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test.describe('a conversation', () => {
  test('is written by keyboard, streams, and is stopped: Enter sends, Shift+Enter breaks the line', async ({
    page,
  }) => {
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=60&words=5000')
    await expect(hermit.sendButton).toBeDisabled()
    await hermit.message.fill('   \n ')
    await hermit.message.press('Enter')
    await expect(hermit.questions).toHaveCount(0)

    await hermit.message.fill('')
    await page.keyboard.type('one')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('two')
    await page.keyboard.press('Enter')
    await expect(hermit.questions).toHaveText(/one\s*two/)
    await expect(hermit.answers.last()).toHaveAttribute('aria-busy', 'true')
    await expect(hermit.answers.last()).toContainText('word word')
    await page.keyboard.press('Escape')
    await expect(hermit.sendButton).toBeVisible()
    const answer = await hermit.answered()
    await expect(answer).toContainText(/tokens\/s/)
  })

  test('keeps both versions of an answer, and gives its text to the clipboard', async ({
    scripted,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await scripted.send('Once')
    const answer = await scripted.answered()
    await answer.getByRole('button', { name: 'Copy' }).click()
    await expect(answer.getByText('Copied')).toBeVisible()
    const copied = await scripted.page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe((await scripted.saved())[1]?.text)
    await answer.getByRole('button', { name: 'Retry' }).click()
    await scripted.answered()
    await expect(scripted.answers).toHaveCount(1)
    await scripted.answers.first().getByRole('button', { name: 'Previous version' }).click()
    await expect(scripted.answers.first()).toContainText('1/2')
  })

  test('shows text as text, whatever is in it', async ({ scripted }) => {
    const hostile = '<img src=x onerror="alert(1)"> <script>alert(2)</script> [a](javascript:alert(3))'
    scripted.page.on('dialog', () => {
      throw new Error('a script ran')
    })
    await scripted.send(hostile)
    const answer = await scripted.answered()
    await expect(scripted.questions.first()).toContainText(hostile)
    await expect(answer.locator('img, script, a')).toHaveCount(0)
  })
})

test.describe('chats', () => {
  test('are made, named, searched, deleted and brought back', async ({ scripted }) => {
    const { chats, page } = scripted
    await scripted.send('First chat')
    await scripted.answered()
    await scripted.button('New chat').click()
    await expect(scripted.questions).toHaveCount(0)
    await scripted.send('Second chat')
    await scripted.answered()
    await expect(chats.getByRole('button', { name: /^(First|Second) chat$/ })).toHaveCount(2)

    await chats.getByRole('button', { name: 'Rename First chat' }).click()
    await page.keyboard.type('Crabs')
    await page.keyboard.press('Enter')
    await expect(chats.getByRole('button', { name: 'Crabs', exact: true })).toBeVisible()

    await page.getByRole('searchbox', { name: 'Search chats' }).fill('crab')
    await expect(chats.getByRole('button', { name: 'Second chat', exact: true })).toBeHidden()
    await page.getByRole('searchbox', { name: 'Search chats' }).fill('')

    await chats.getByRole('button', { name: 'Delete Crabs' }).click()
    await expect(chats.getByRole('button', { name: 'Crabs', exact: true })).toBeHidden()
    await scripted.button('Undo').click()
    await expect(chats.getByRole('button', { name: 'Crabs', exact: true })).toBeVisible()
    await expect.poll(async () => (await scripted.stored()).length).toBe(2)
  })
})

test.describe('languages and themes', () => {
  test('follow the browser: Chinese; /?q= puts text in the composer and does not send it', async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto('/?engine=scripted&q=What%20is%20a%20shell%3F')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByRole('button', { name: '新对话' })).toBeVisible()
    const left = await page.evaluate(() => document.body.innerText)
    expect(left).not.toMatch(/\b(Send|Settings|New chat|Ready)\b/)
    await expect(page.getByRole('textbox')).toHaveValue('What is a shell?')
    await expect(page.getByRole('article')).toHaveCount(0)
    await context.close()
  })

  test('are chosen in the settings and kept', async ({ scripted }) => {
    const { page } = scripted
    await scripted.button('Settings').click()
    const dialog = page.getByRole('dialog', { name: 'Settings' })
    await dialog.getByRole('radio', { name: 'Dark' }).check()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await dialog.getByRole('radio', { name: '简体中文' }).check()
    await expect(page.getByRole('dialog', { name: '设置' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.waitForTimeout(500) // settings are written within 260 ms
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  })
})

test('everything can be deleted, after a question', async ({ scripted }) => {
  await scripted.send('Forget me')
  await scripted.answered()
  await expect.poll(async () => (await scripted.stored()).length).toBe(1)
  await scripted.button('Settings').click()
  await scripted.button('Delete everything').click()
  await scripted.button('Cancel').click()
  await scripted.button('Delete everything').click()
  await scripted.button('Delete it all').click()
  await expect(scripted.page.getByRole('dialog')).toHaveCount(0)
  await expect(scripted.chats.getByRole('button', { name: 'Forget me', exact: true })).toHaveCount(0)
  await expect(scripted.message).toBeVisible()
  expect(await scripted.stored()).toEqual([])
})

test('a model dialog says what the model is and where it is', async ({ scripted }) => {
  await scripted.page.getByRole('button', { name: /^Model:/ }).click()
  const dialog = scripted.page.getByRole('dialog', { name: 'Models' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByText(/^Running on: processor/)).toBeVisible()
  const tab = (name: string) => dialog.getByRole('tab', { name, selected: true })
  await tab('On this device').focus()
  await scripted.page.keyboard.press('ArrowRight')
  await expect(tab('Get a model')).toBeFocused()
  await scripted.page.keyboard.press('End')
  await expect(tab('Storage')).toBeFocused()
  await expect(dialog.getByText('What takes room')).toBeVisible()
  await scripted.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
