import { expect, test } from './fixtures.ts'

test('on a phone the composer is on the thumb, the chats are a drawer, and nothing is wider than the screen', async ({
  scripted,
}) => {
  const { page } = scripted
  const box = await scripted.message.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(844 - 160)
  await scripted.send(`A very long word: ${'crab'.repeat(80)}`)
  await scripted.answered()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)

  await expect(scripted.chats).toBeHidden()
  await scripted.button('Chats').click()
  await expect(scripted.chats).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(scripted.chats).toBeHidden()

  await scripted.button('Chats').click()
  await scripted.button('New chat').click()
  await expect(scripted.chats).toBeHidden()
  await expect(scripted.questions).toHaveCount(0)
})

test('buttons are large enough for a thumb', async ({ scripted }) => {
  await scripted.send('Hello')
  await scripted.answered()
  const small = await scripted.page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter(button => button.checkVisibility())
      .map(button => ({ name: button.ariaLabel ?? button.innerText, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ name }) => name),
  )
  expect(small).toEqual([])
})
