import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** Presses a key until this has the focus, as a person does who looks where it is. */
async function goTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isThere = () => wanted.evaluate(element => element === document.activeElement)
  for (let presses = 0; presses < 40 && !(await isThere()); presses++) await wanted.page().keyboard.press(key)
  await expect(wanted).toBeFocused()
}

/** Lets a file fall on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dragged = await page.evaluateHandle(
    file => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([file.text], file.name, { type: 'application/json' }))
      return transfer
    },
    { name, text },
  )
  await page.dispatchEvent('main', 'drop', { dataTransfer: dragged })
}

test('everything has a name and many things have keys; each chat keeps what was being written in it', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  const { chats, message } = hermit
  await hermit.open('?engine=scripted&rate=0&words=3')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  const field = palette.getByRole('combobox', { name: 'Type a command or the name of a chat' })
  const command = async (words: string) => {
    // On a busy machine the page may still be putting away the dialog before.
    await expect(async () => {
      if (!(await palette.isVisible())) await page.keyboard.press('Control+k')
      await expect(field).toBeFocused({ timeout: 3000 })
    }).toPass({ timeout: 15_000 })
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await expect(palette).toHaveCount(0)
  }

  await test.step('signs that are shortcuts elsewhere are text where one writes', async () => {
    await expect(message).toBeFocused()
    await page.keyboard.type('What? 1/2')
    await expect(message).toHaveValue('What? 1/2')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Enter')
    await hermit.answered()
    await page.keyboard.type('half a thought')
  })

  await test.step('a new chat by its keys has a draft of its own', async () => {
    await page.keyboard.press('Control+Shift+O')
    await expect(hermit.questions).toHaveCount(0)
    await expect(message).toBeFocused()
    await expect(message).toHaveValue('')
    await page.keyboard.type('another one')
  })

  await test.step('the palette opens a chat by its name, or nothing, and gives the focus back', async () => {
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await page.keyboard.type('no such thing')
    await expect(palette.getByText('Nothing goes by that name.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(palette).toHaveCount(0)
    await expect(message).toBeFocused()

    await command('what? 1')
    await expect(hermit.questions).toContainText('What? 1/2')
    await expect(message).toHaveValue('half a thought')
    await expect(message).toBeFocused()
    await page.keyboard.press('Control+Shift+O')
    await expect(message).toHaveValue('another one')
  })

  await test.step('commands do as they are called', async () => {
    const root = page.locator('html')
    const before = await root.evaluate(element => getComputedStyle(element).colorScheme)
    await command('light and dark')
    await expect(root).toHaveCSS('color-scheme', before === 'dark' ? 'light' : 'dark')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('i')
    await page.keyboard.press('End')
    const last = palette.getByRole('option').last()
    await expect(last).toHaveAttribute('aria-selected', 'true')
    await expect(field).toHaveAttribute('aria-activedescendant', (await last.getAttribute('id')) ?? '')
    await page.keyboard.press('ArrowDown')
    await expect(palette.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Escape')
    await command('what the model reads')
    await expect(page.getByRole('dialog', { name: 'Context' })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('shortcuts are listed by a sign, and search and writing have theirs', async () => {
    await page.keyboard.press('Control+Shift+F')
    await expect(page.getByRole('searchbox', { name: 'Search chats' })).toBeFocused()
    await page.keyboard.press('Shift+Escape')
    await expect(message).toBeFocused()
    await hermit.button('Settings').focus()
    await page.keyboard.press('?')
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(shortcuts.getByText('Search chats')).toBeVisible()
    // An open dialog has the keys for itself.
    await page.keyboard.press('Control+k')
    await expect(palette).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(hermit.button('Settings')).toBeFocused()
  })

  await test.step('chats and drafts are there after a reload, each draft in its chat', async () => {
    await expect.poll(async () => (await hermit.stored()).length).toBe(1)
    await page.waitForTimeout(500) // drafts are written within 260 ms
    await page.reload()
    await expect(message).toHaveValue('another one')
    await chats.getByRole('button', { name: 'What? 1/2', exact: true }).click()
    await expect(message).toHaveValue('half a thought')
    await expect(hermit.answers).toHaveCount(1)
  })
})

test('a conversation is had by keyboard alone: the focus goes everywhere and comes back', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  const { answers, chats, message } = hermit
  await hermit.open('?engine=scripted&rate=0&words=3')
  await hermit.ready()
  await expect(message).toBeFocused()
  await page.keyboard.type('Ahoy')
  await goTo(hermit.sendButton)
  await page.keyboard.press('Enter')
  await expect(message).toBeFocused()
  const answer = await hermit.answered()

  await test.step('what can be done with a message', async () => {
    const options = answer.getByRole('button', { name: 'Options for this message' })
    await goTo(options, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Retry with…' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(options).toBeFocused()
    await goTo(answer.getByRole('button', { name: 'Retry', exact: true }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(answers.last()).toContainText('2/2')
    await hermit.answered()
  })

  await test.step('dialogs give the focus back to what has opened them', async () => {
    const opened: readonly (readonly [Locator, string])[] = [
      [hermit.button(/^Context:/), 'Context'],
      [hermit.button(/^Model:/), 'Models'],
      [hermit.button('Chat settings'), 'Chat settings'],
      [hermit.button('Settings'), 'Settings'],
    ]
    await message.focus()
    for (const [opener, name] of opened) {
      await goTo(opener, name === 'Context' ? 'Tab' : name === 'Models' ? 'Shift+Tab' : 'Tab')
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name, exact: true })
      await expect(dialog).toBeVisible()
      await expect(dialog.locator(':focus')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await expect(opener).toBeFocused()
    }
  })

  await test.step('a chat in the list is named from its menu', async () => {
    const options = chats.getByRole('button', { name: 'Options for Ahoy' })
    await goTo(options, 'Shift+Tab')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'Rename', exact: true })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(chats.getByRole('textbox', { name: 'Chat name' })).toBeFocused()
    await page.keyboard.type('By hand')
    await page.keyboard.press('Enter')
    await expect(chats.getByRole('button', { name: 'By hand', exact: true })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(message).toBeFocused()
  })
})

test('one chat is exported from its menu, deleted, and comes back by being dropped on the page', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  const { chats } = hermit
  await hermit.open('?engine=scripted&rate=0&words=3')
  await hermit.send('The shell of a crab')
  await hermit.answered()
  const choose = async (item: string) => {
    await chats.getByRole('button', { name: 'Options for The shell of a crab' }).click()
    const downloading = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item }).click()
    const download = await downloading
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }
  const markdown = await choose('Export as Markdown')
  expect(markdown.name).toMatch(/\.md$/)
  expect(markdown.text).toContain('The shell of a crab')
  const json = await choose('Export as JSON')
  expect(json.name).toMatch(/\.json$/)

  await chats.getByRole('button', { name: 'Delete The shell of a crab' }).click()
  await expect(hermit.questions).toHaveCount(0)
  await drop(page, json.name, json.text)
  const dialog = page.getByRole('dialog', { name: 'Import chats' })
  await expect(dialog.getByRole('heading', { name: 'From Hermit' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Import 1 chat' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await chats.getByRole('button', { name: 'The shell of a crab', exact: true }).click()
  await expect(hermit.questions).toHaveText(/The shell of a crab/)
  await expect(hermit.answers).toHaveText(/word word word/)
})
