import { readFile } from 'node:fs/promises'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test('a timer rings over whatever is open, is put off and seen to; a reminder is set, changed, cancelled and brought back', async ({
  scripted,
}) => {
  const { page } = scripted
  // At a quarter past, so that the next full hour is far enough away.
  await page.clock.install({ time: new Date('2026-11-30T10:15:00') })
  await page.reload()
  const open = () => scripted.chats.getByRole('button', { name: 'Reminders', exact: true }).click()
  await open()
  const dialog = page.getByRole('dialog', { name: 'Reminders' })
  await expect(dialog.getByText('No reminders yet')).toBeVisible()
  expect(await seriousInBothThemes(page), 'nothing yet').toEqual([])

  await dialog.getByRole('button', { name: 'New timer' }).click()
  await expect(dialog.getByRole('spinbutton', { name: 'Minutes' })).toBeFocused()
  await dialog.getByRole('spinbutton', { name: 'Minutes' }).fill('0')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('At least a minute, at most a week.')
  await dialog.getByRole('spinbutton', { name: 'Minutes' }).fill('2')
  await dialog.getByRole('textbox', { name: 'What for? (optional)' }).fill('pasta')
  await dialog.getByRole('button', { name: 'Set', exact: true }).click()
  const rows = dialog.getByRole('list', { name: 'Reminders and timers' }).getByRole('listitem')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText(/pasta.*today at 10:17.*in (2 minutes|1 minute \d+ seconds)/)

  await dialog.getByRole('button', { name: 'New reminder' }).click()
  await dialog.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Say what it is about.')
  await dialog.getByRole('textbox', { name: 'What of?' }).fill('Call Ana')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(2)
  await expect(rows.last()).toContainText('today at 11:00')
  await dialog.getByRole('button', { name: 'Edit Call Ana' }).click()
  await dialog.getByRole('textbox', { name: 'What of?' }).fill('Call Ana, and Ben; both')
  await dialog.getByLabel('When?').fill('2026-11-30T11:30')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const edit = dialog.getByRole('button', { name: 'Edit Call Ana, and Ben; both' })
  await expect(edit).toBeFocused()
  await expect(rows.last()).toContainText('today at 11:30')
  expect(await seriousInBothThemes(page), 'the list').toEqual([])

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Add Call Ana, and Ben; both to a calendar' }).click(),
  ])
  const calendar = await readFile(await file.path(), 'utf8')
  expect(file.suggestedFilename()).toBe('hermit-reminders.ics')
  expect(calendar).toContain('SUMMARY:Call Ana\\, and Ben\\; both\r\n')
  expect(calendar).toContain(
    `DTSTART:${await page.evaluate(() => new Date('2026-11-30T11:30').toISOString().replaceAll(/[-:]|\.000/g, ''))}\r\n`,
  )

  await dialog.getByRole('button', { name: 'Cancel pasta' }).click()
  await expect(rows).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(2)

  // Over the dialog that is open.
  await page.clock.fastForward('02:00')
  const ringing = page.getByRole('alert').filter({ hasText: 'Time is up' })
  await expect(ringing).toContainText('pasta')
  expect(await seriousInBothThemes(page), 'ringing over a dialog').toEqual([])
  await ringing.getByRole('button', { name: 'Again in 10 minutes: pasta' }).click()
  await expect(ringing).toHaveCount(0)
  await expect(rows.first()).toContainText('in 10 minutes')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // Over the page.
  await scripted.message.focus()
  await page.clock.fastForward('10:00')
  await expect(ringing).toBeVisible()
  expect(await seriousInBothThemes(page), 'ringing over the page').toEqual([])
  await ringing.getByRole('button', { name: 'Done: pasta' }).click()
  await expect(ringing).toHaveCount(0)
  await open()
  await expect(rows).toHaveCount(1)
})

test('what came due while Hermit was closed is told at the next start, in one tab and in the others', async ({
  scripted,
  context,
}) => {
  const { page } = scripted
  await page.clock.install({ time: new Date('2026-11-30T10:15:00') })
  await page.reload()
  await scripted.chats.getByRole('button', { name: 'Reminders', exact: true }).click()
  await page.getByRole('button', { name: 'New reminder' }).click()
  await page.getByRole('textbox', { name: 'What of?' }).fill('Water the plants')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'Water the plants' })).toBeVisible()
  await page.clock.runFor(1000)
  await page.close()

  const [one, two] = [await context.newPage(), await context.newPage()]
  for (const tab of [one, two]) {
    await tab.clock.install({ time: new Date('2026-11-30T13:30:00') })
    await new HermitPage(tab).open('?engine=scripted&rate=400')
    await tab.clock.runFor(2000)
  }
  const told = (tab: typeof one) => tab.getByRole('alert').filter({ hasText: 'Water the plants' })
  await expect(told(one)).toContainText('today at 11:00 · due 2 hours ago')
  await expect(told(two)).toBeVisible()
  await told(two).getByRole('button', { name: 'Done: Water the plants' }).click()
  for (const tab of [one, two]) {
    await tab.clock.runFor(1000)
    await expect(told(tab)).toHaveCount(0)
  }
  await one.reload()
  await one.clock.runFor(3000)
  await expect(new HermitPage(one).message).toBeVisible()
  await expect(told(one)).toHaveCount(0)
})
