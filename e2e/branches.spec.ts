import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

test('a chat has branches: messages are edited, answers asked for again, versions seen and deleted', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  const { answers, questions } = hermit
  await hermit.open('?engine=scripted&rate=400&reply=back')
  await hermit.send('One shell')
  await hermit.answered()
  await hermit.send('Two shells')
  await hermit.answered()

  await test.step('an edit is given up by Escape, and sent by Enter', async () => {
    const first = questions.first()
    await first.getByRole('button', { name: 'Edit' }).click()
    const box = first.getByRole('textbox', { name: 'Edit message' })
    await expect(box).toBeFocused()
    await expect(box).toHaveValue('One shell')
    await box.fill('Never sent')
    await box.press('Escape')
    await expect(first.getByRole('button', { name: 'Edit' })).toBeFocused()
    await expect(first).toContainText('One shell')

    await page.keyboard.press('Enter')
    await box.fill('One crab')
    await box.press('Enter')
    await expect(await hermit.answered()).toContainText('One crab')
    await expect(questions).toHaveCount(1)
    await expect(questions.first()).toContainText('2/2')
  })

  await test.step('what was seen last below a version is there again with it', async () => {
    await questions.first().getByRole('button', { name: 'Previous version' }).click()
    await expect(questions).toHaveCount(2)
    await expect(answers.last()).toContainText('Two shells')
    await questions.first().getByRole('button', { name: 'Next version' }).click()
    await expect(questions).toHaveCount(1)
    await questions.first().getByRole('button', { name: 'Previous version' }).click()
  })

  await test.step('an answer in the middle is asked for at another temperature, by keyboard alone', async () => {
    const options = answers.first().getByRole('button', { name: 'Options for this message' })
    await options.focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'Retry with…' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(options).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Back' })).toBeFocused()
    await page.keyboard.press('End')
    await expect(page.getByRole('menuitem', { name: /^More varied/ })).toBeFocused()
    await page.keyboard.press('Enter')
    const answer = await hermit.answered()
    await expect(answer).toContainText('2/2')
    await expect(answer).toContainText('temperature 1.0')
    await expect(answers).toHaveCount(1)
  })

  await test.step('a branch is deleted, with all that follows, and comes back', async () => {
    await answers.first().getByRole('button', { name: 'Previous version' }).click()
    await expect(questions).toHaveCount(2)
    await questions.last().getByRole('button', { name: 'Options for this message' }).click()
    await page.getByRole('menuitem', { name: 'Delete branch' }).click()
    await expect(questions).toHaveCount(1)
    await expect.poll(async () => (await hermit.stored())[0]?.length).toBe(5)
    await hermit.button('Undo').click()
    await expect(questions).toHaveCount(2)
    await expect.poll(async () => (await hermit.stored())[0]?.length).toBe(7)

    await answers.last().getByRole('button', { name: 'Options for this message' }).click()
    await page.getByRole('menuitem', { name: 'Delete branch' }).click()
    await hermit.button('Answer it').click()
    await expect(await hermit.answered()).toContainText('Two shells')
  })

  await test.step('what is selected is quoted', async () => {
    await answers
      .first()
      .getByText('One shell')
      .dblclick({ position: { x: 12, y: 12 } })
    await hermit.button('Quote').click()
    await expect(hermit.message).toBeFocused()
    await expect(hermit.message).toHaveValue('> One\n\n')
    await expect(hermit.button('Quote')).toHaveCount(0)
    await answers
      .last()
      .getByText('Two shells')
      .dblclick({ position: { x: 12, y: 12 } })
    await page.keyboard.press('Alt+Q')
    await expect(hermit.message).toHaveValue('> One\n\n> Two\n\n')
  })

  await test.step('from right to left is read from right to left', async () => {
    await hermit.send('ما هو السلطعون الناسك؟')
    const answer = await hermit.answered()
    for (const message of [questions.last(), answer]) {
      const text = message.getByText('السلطعون').last()
      await expect(text).toHaveCSS('direction', 'rtl')
    }
  })
})

test('an edit that is being written when an answer begins is kept, and can be sent after it', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  // So long that it is stopped each time: nothing here depends on how quick the machine is.
  await hermit.open('?engine=scripted&rate=60&words=3000')
  const stop = async () => {
    await hermit.stopButton.click()
    await hermit.answered()
  }
  await hermit.send('First')
  await stop()
  await hermit.questions.first().getByRole('button', { name: 'Edit' }).click()
  const form = hermit.questions.first()
  const box = form.getByRole('textbox', { name: 'Edit message' })
  await box.fill('Second thoughts')
  await hermit.message.fill('Meanwhile')
  await hermit.message.press('Enter')
  await expect(form.getByRole('button', { name: 'Send' })).toBeDisabled()
  await box.press('Enter')
  await expect(box).toHaveValue('Second thoughts')
  await stop()
  await form.getByRole('button', { name: 'Send' }).click()
  await expect(hermit.questions.first()).toContainText('Second thoughts')
  await stop()
  await expect(hermit.questions).toHaveCount(1)
})
