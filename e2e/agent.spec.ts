import type { Page } from '@playwright/test'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

const step = (page: Page, title: string | RegExp) =>
  page.getByRole('group', { name: typeof title === 'string' ? `Step: ${title}` : title })

test('a sum is done without the model, in a step that opens, and read as it was answered', async ({
  scripted: hermit,
}) => {
  const { page } = hermit
  await hermit.send('what is 12% of 80')
  const answer = await hermit.answered()
  await expect(answer).toContainText('9.6')
  const card = answer.getByRole('group', { name: /^Step: / })
  await expect(card).toContainText('done')
  await card.getByRole('button', { expanded: false }).click()
  await expect(card).toContainText('12% of 80')
  await expect(card).toContainText('Changes nothing and sends nothing.')
  expect(await seriousInBothThemes(page)).toEqual([])
  await hermit.send('Tell me about hermit crabs')
  await expect((await hermit.answered()).getByRole('group', { name: /^Step: / })).toHaveCount(0)
})

test('a note is asked about with its words, kept as they were left, undone from the log, and allowed for good', async ({
  scripted: hermit,
}) => {
  const { page } = hermit
  await hermit.send('Make a note: buy milk')
  const answer = await hermit.answered()
  const card = answer.getByRole('group', { name: /^Step: / })
  await expect(card).toContainText('asks for permission')
  await expect(card).toContainText('Keeps or changes something on this device.')
  const text = card.getByRole('textbox', { name: 'What shall I write down?' })
  await expect(text).toHaveValue('buy milk')
  expect(await seriousInBothThemes(page)).toEqual([])
  await text.fill('buy oat milk')
  await card.getByRole('button', { name: 'Allow once' }).click()
  await expect(answer).toContainText('buy oat milk')
  await expect(card.getByRole('button', { name: /note/i }).first()).toBeFocused()

  await page.getByRole('button', { name: 'What was done' }).click()
  const log = page.getByRole('dialog', { name: 'What was done' })
  await expect(log.getByRole('listitem')).toHaveCount(1)
  await log.getByRole('button', { name: 'Undo' }).click()
  await expect(log.getByRole('listitem')).toContainText('undone')
  expect(await seriousInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(card).toContainText('undone')

  await hermit.send('Make a note: water the plants')
  await (await hermit.answered()).getByRole('button', { name: 'Always allow' }).click()
  await expect(hermit.answers.last()).toContainText('water the plants')
  await hermit.send('Make a note: call Anna')
  await expect((await hermit.answered()).getByRole('group', { name: /^Step: / })).toContainText('done')

  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('button', { name: /^Ask again: / }).click()
  await expect(settings.getByText('Nothing yet: Hermit asks.')).toBeVisible()
  await settings.getByRole('switch', { name: 'Let Hermit use its tools' }).uncheck()
  await page.keyboard.press('Escape')
  await hermit.send('Make a note: call Anna')
  await expect((await hermit.answered()).getByRole('group', { name: /^Step: / })).toHaveCount(0)
})

test('what is missing is asked for, outlives a reload, and is given in the card or by a message', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=400')
  await hermit.send('Set a timer')
  const card = (await hermit.answered()).getByRole('group', { name: /^Step: / })
  await expect(card).toContainText('needs an answer')
  await hermit.saved()
  await page.reload()
  await hermit.chats.getByRole('button', { name: 'Set a timer' }).first().click()
  await expect(card).toContainText('needs an answer')
  await card.getByRole('textbox', { name: 'Your answer' }).fill('purple')
  await card.getByRole('button', { name: 'Go on' }).click()
  await expect(card).toContainText('That could not be read as an answer.')
  await card.getByRole('textbox', { name: 'Your answer' }).fill('20 minutes')
  await card.getByRole('button', { name: 'Go on' }).click()
  await expect(card).toContainText('asks for permission')
  await card.getByRole('button', { name: 'Don’t' }).click()
  await expect(card).toContainText('You did not allow it.')
  await expect(step(page, /^Step: /)).toHaveCount(1)

  await hermit.send('Set a timer')
  await hermit.answered()
  await hermit.send('ten minutes')
  const answer = await hermit.answered()
  await expect(answer.getByRole('group', { name: /^Step: / })).toContainText('asks for permission')
  await answer.getByRole('button', { name: 'Allow once' }).click()
  await expect(answer.getByRole('group', { name: /^Step: / })).toContainText('done')
})

test('what is never allowed is not done again, and its card says how it can be asked about', async ({
  scripted: hermit,
}) => {
  await hermit.send('Make a note: buy milk')
  await (await hermit.answered()).getByRole('button', { name: 'Never allow' }).click()
  await hermit.send('Make a note: water the plants')
  const card = (await hermit.answered()).getByRole('group', { name: /^Step: / })
  await expect(card).toContainText('You said that this is never allowed.')
  await card.getByRole('button', { name: 'Ask again' }).click()
  await expect(card).toContainText('asks for permission')
  await card.getByRole('button', { name: 'Allow once' }).click()
  await expect(card).toContainText('done')
})
