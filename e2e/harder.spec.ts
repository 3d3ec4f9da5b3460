import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test('a question is thought over several times: progress, every answer, stopping, and another one used', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=25&reply=back')
  await hermit.ready()
  const toggle = hermit.button('Think harder')
  await expect(toggle).toHaveAttribute('aria-pressed', 'false')

  // By keyboard: three answers, of which the one that most agree on is taken.
  const options = hermit.button('How to think harder')
  await options.focus()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu', { name: 'How to think harder' })
  await expect(menu.getByRole('menuitemradio', { name: /^5 answers/ })).toBeChecked()
  await menu.getByRole('menuitemradio', { name: /^3 answers/ }).press('Enter')
  await expect(options).toBeFocused()
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  // Of more than a second at this rate: time enough to see each answer being written.
  await hermit.send(
    'We add them up one after the other, the small ones and the large ones, those that are whole and those that are not, until there is none left. So the answer is 42.',
  )
  await expect(toggle).toHaveAttribute('aria-pressed', 'false')
  const answer = hermit.answers.last()
  await expect(answer.getByRole('button', { name: 'Answer 1 of 3…' })).toBeVisible()
  await expect(answer.getByRole('button', { name: 'Answer 2 of 3…' })).toBeVisible()
  await expect(answer.getByRole('progressbar', { name: 'Answers written' })).toHaveAttribute('value', '1')
  await hermit.answered()
  const line = answer.getByRole('button', { name: '2 of 2 agree on 42 · 1 more could not have changed that' })
  await expect(line).toHaveAttribute('aria-expanded', 'false')
  await line.press('Enter')
  const samples = answer.getByRole('list', { name: 'All answers' }).getByRole('listitem')
  await expect(samples).toHaveCount(2)
  await expect(samples.first()).toContainText('Shown above')
  await expect(samples.last()).toContainText('Final answer: 42')
  await samples.last().getByRole('button', { name: 'Use this one' }).click()
  await expect(samples.last()).toContainText('Shown above')
  await expect(answer.getByRole('button', { name: 'You picked 2 of 2' })).toBeVisible()

  // Stopping in the second answer keeps the first, also over a reload.
  await options.click()
  await menu.getByRole('menuitemradio', { name: /^The model compares them/ }).click()
  await hermit.send(
    `It may well be that this one takes a little longer, ${'since there is so much of it, all of which has to be looked at one by one, '.repeat(3)}and that it ends in 7.`,
  )
  const second = hermit.answers.last()
  await expect(second.getByRole('button', { name: 'Answer 2 of 3…' })).toBeVisible()
  await hermit.stopButton.click()
  await expect(hermit.sendButton).toBeVisible()
  await expect(second).toContainText('ends in 7.')
  await expect(second.getByRole('button', { name: 'One answer so far' })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Continue' })).toBeVisible()
  const saved = await hermit.saved()
  expect(saved.at(-1)?.status).toBe('stopped')
  await page.reload()
  await hermit.chats
    .getByRole('button', { name: /^We add them up/ })
    .first()
    .click()
  await expect(hermit.answers.last().getByRole('button', { name: 'One answer so far' })).toBeVisible()
  await expect(hermit.answers.first().getByRole('button', { name: 'You picked 2 of 2' })).toBeVisible()
})
