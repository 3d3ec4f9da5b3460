import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expectSpoken } from './alerts.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { Apps } from './pages/apps.ts'
import type { HermitPage } from './pages/hermit-page.ts'

const fixtures = 'src/chat/transfer/fixtures/'
const passphrase = 'two crabs, one shell'

/** Everything that a backup holds beside models, as it lies on disk; what is known of the device is not in it. */
function records(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(
    () =>
      new Promise<Record<string, unknown>>((resolve, reject) => {
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
            resolve(
              Object.fromEntries(
                all.flatMap(([key, value]) => {
                  if (key === 'settings') return [[key, { theme: value.theme, rest: value.rest }]]
                  return /^(conversation\/|presets$|drafts$|apps$)/.test(key) ? [[key, value]] : []
                }),
              ),
            )
          }
        }
      }),
  )
}

/** A dialog that is opened from the settings. */
async function fromSettings({ page, button }: HermitPage, name: string, title: string): Promise<Locator> {
  await button.call({ page }, 'Settings').click()
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog).toBeVisible()
  return dialog
}

const input = (dialog: Locator) => dialog.locator('input[type="file"]')
const close = (dialog: Locator) => dialog.getByRole('button', { name: 'Close' }).click()
const chatNamed = (hermit: HermitPage, name: string) =>
  hermit.chats.getByRole('button', { name, exact: true })

/** A chat with settings, a folder, a pin, samples and a summary, and a persona and a prompt. */
async function importRich(hermit: HermitPage): Promise<void> {
  const dialog = await fromSettings(hermit, 'Import chats', 'Import chats')
  await input(dialog).setInputFiles(`${fixtures}hermit-v2.json`)
  await dialog.getByRole('button', { name: 'Import 1 chat' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(chatNamed(hermit, 'Shells, thought through')).toBeVisible()
}

test('everything comes back from an encrypted backup after it was deleted; no bad file or passphrase changes anything @fault-44', async ({
  scripted,
}) => {
  const { page } = scripted
  // Otherwise the browser asks where to save, which nobody answers here.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  await scripted.send('What is in a shell?')
  await scripted.answered()
  await importRich(scripted)
  const apps = new Apps(page)
  await apps.tryCafe()
  await apps.pane.getByRole('button', { name: 'Close', exact: false }).first().click()
  await scripted.message.fill('a thought not yet sent')

  const backup = await fromSettings(scripted, 'Back up', 'Back up')
  const save = backup.getByRole('button', { name: 'Save the backup' })
  await expect(save).toBeDisabled()
  await backup.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await backup.getByLabel('Passphrase again').fill('two crabs')
  await expect(backup.getByText('The two are not the same.')).toBeVisible()
  await expect(save).toBeDisabled()
  expect(await seriousViolations(page), 'backing up').toEqual([])
  await backup.getByLabel('Passphrase again').fill(passphrase)
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^hermit-\d{4}-\d\d-\d\d\.hermit-backup$/)
  const file = await readFile(await download.path())
  for (const words of ['What is in a shell?', 'a thought not yet sent', 'conversation/', passphrase]) {
    expect(file.includes(words), words).toBe(false)
  }
  await expect(backup.getByText('The backup is saved.').first()).toBeVisible()
  await page.keyboard.press('Enter') // "Done" has the focus
  await expect(backup).toBeHidden()
  await expect.poll(async () => Object.keys(await records(page)).length).toBe(6)
  const before = await records(page)

  await scripted.button('Settings').click()
  const fact = page.locator('.facts > div', { hasText: 'Last copy' })
  await expect(fact).toContainText(String(new Date().getFullYear()))
  await scripted.button('Delete everything').click()
  await scripted.button('Delete it all').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(chatNamed(scripted, 'What is in a shell?')).toHaveCount(0)

  const dialog = await fromSettings(scripted, 'Restore', 'Restore a backup')
  const give = (buffer: Buffer) =>
    input(dialog).setInputFiles({ name: 'my.hermit-backup', mimeType: 'application/octet-stream', buffer })
  await give(Buffer.from('{"format":"hermit-chats"}'))
  const other = dialog.getByRole('button', { name: /^Choose/ })
  await expectSpoken(page, 'not a Hermit backup', other)
  await give(file.subarray(0, file.length - 10))
  await dialog.getByLabel('Passphrase').fill(passphrase)
  await dialog.getByRole('button', { name: 'Open the backup' }).click()
  await expectSpoken(page, 'its end is missing', other)
  await give(file)
  await dialog.getByLabel('Passphrase').fill('two crabs, one shel')
  await page.keyboard.press('Enter')
  await expectSpoken(page, 'That is not the passphrase', dialog.getByLabel('Passphrase'))
  // Settings are written by Hermit itself after a start.
  expect(Object.keys(await records(page)).filter(key => key !== 'settings')).toEqual([])

  await dialog.getByLabel('Passphrase').fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: /^Backup of / })).toBeFocused()
  await expect(dialog.getByText(/^2 chats with \d+ messages/)).toBeVisible()
  await expect(dialog.getByText('1 persona, 1 prompt')).toBeVisible()
  expect(await seriousViolations(page), 'preview').toEqual([])
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(dialog.getByText('The backup is restored.').first()).toBeVisible()
  await expect.poll(() => records(page)).toEqual(before)
  await page.keyboard.press('Enter') // "Done" has the focus
  await expect(dialog).toBeHidden()
  await expect(scripted.message).toHaveValue('')
  await chatNamed(scripted, 'What is in a shell?').click()
  await expect(scripted.message).toHaveValue('a thought not yet sent')
})

test('a restore adds what is missing or makes all as it was, and both can be taken back; a reminder comes once', async ({
  scripted,
}) => {
  const { page } = scripted
  // The browser's own file, in the place of one that a person would choose: what is written there is a stream.
  await page.evaluate(() => {
    const choose = async () =>
      (await navigator.storage.getDirectory()).getFileHandle('my.hermit-backup', { create: true })
    Object.assign(window, { showSaveFilePicker: choose })
  })
  await scripted.send('What is in a shell?')
  await scripted.answered()

  const backup = await fromSettings(scripted, 'Back up', 'Back up')
  await backup.getByRole('radio', { name: 'Anyone who has the file' }).check()
  await backup.getByRole('button', { name: 'Save the backup' }).click()
  await expect(backup.getByText('It is called my.hermit-backup.')).toBeVisible()
  await backup.getByRole('button', { name: 'Done' }).click()
  const file = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory()
    return (await (await folder.getFileHandle('my.hermit-backup')).getFile()).text()
  })
  expect(file).toContain('What is in a shell?')
  const give = (dialog: Locator) =>
    dialog.evaluate(async body => {
      const folder = await navigator.storage.getDirectory()
      const chosen = await (await folder.getFileHandle('my.hermit-backup')).getFile()
      const transfer = new DataTransfer()
      transfer.items.add(chosen)
      const field = body.querySelector<HTMLInputElement>('input[type="file"]')
      if (field) field.files = transfer.files
      field?.dispatchEvent(new Event('change', { bubbles: true }))
    })

  // One chat goes on, another is new, since the backup.
  await scripted.send('And who lives in it?')
  await scripted.answered()
  await scripted.button('New chat').click()
  await scripted.send('Something else')
  await scripted.answered()
  await expect.poll(async () => Object.keys(await records(page)).length).toBeGreaterThanOrEqual(3)
  await page.waitForTimeout(400) // the last write comes within 260 ms
  const before = await records(page)

  const merge = await fromSettings(scripted, 'Restore', 'Restore a backup')
  await give(merge)
  await expect(merge.getByRole('radio', { name: 'Add what is missing' })).toBeChecked()
  await merge.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(merge.getByText('All of it was here already.')).toBeVisible()
  expect(await records(page)).toEqual(before)
  await close(merge)

  const replace = await fromSettings(scripted, 'Restore', 'Restore a backup')
  await give(replace)
  await replace.getByRole('radio', { name: 'Replace everything' }).check()
  await expect(replace.getByText('1 chat that is only here will be deleted')).toBeVisible()
  await replace.getByRole('button', { name: 'Restore', exact: true }).click()
  await replace.getByRole('button', { name: 'Replace everything here' }).click()
  await expect(replace.getByText('1 chat came in')).toBeVisible()
  await expect(chatNamed(scripted, 'Something else')).toHaveCount(0)
  await expect
    .poll(async () => Object.keys(await records(page)).filter(key => key.startsWith('conversation/')).length)
    .toBe(1)
  await replace.getByRole('button', { name: 'Undo' }).click()
  await expect(replace.getByText('Everything is as it was before.').first()).toBeVisible()
  await expect.poll(() => records(page)).toEqual(before)
  await replace.getByRole('button', { name: 'Done' }).click()
  await expect(chatNamed(scripted, 'Something else')).toBeVisible()

  // Long after the last backup a calm word about it, once.
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('records', 'readwrite')
          const records = transaction.objectStore('records')
          const at = Date.now() - 40 * 24 * 60 * 60 * 1000
          const settings = records.get('settings')
          settings.onsuccess = () => records.put({ ...settings.result, backedUpAt: 0 }, 'settings')
          const chat = {
            id: 'old',
            title: 'Old',
            createdAt: at,
            updatedAt: at,
            leafId: null,
            contextStartId: null,
          }
          const message = { parentId: null, role: 'user', text: 'Hi', createdAt: at, status: 'done' }
          const messages = Array.from({ length: 20 }, (_, index) => ({ ...message, id: `m${index}` }))
          records.put({ ...chat, messages }, 'conversation/old')
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
  )
  await page.reload()
  const reminder = page.getByRole('region', { name: 'Back up' })
  await expect(reminder).toContainText('messages and no backup yet')
  await reminder.getByRole('button', { name: 'Not now' }).click()
  await expect(reminder).toBeHidden()
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise<boolean>(resolve => {
            const opening = indexedDB.open('hermit')
            opening.onsuccess = () => {
              const reading = opening.result.transaction('records').objectStore('records').get('settings')
              reading.onsuccess = () => {
                opening.result.close()
                resolve(reading.result.remindedAt > 0)
              }
            }
          }),
      ),
    )
    .toBe(true)
})
