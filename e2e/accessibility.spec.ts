import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the ${colorScheme} theme`, async ({ scripted }) => {
    const { page } = scripted
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await seriousViolations(page), 'empty chat').toEqual([])

    await scripted.send('Hello')
    const answer = await scripted.answered()
    await answer.getByRole('button', { name: 'Retry' }).click()
    await scripted.answered()
    expect(await seriousViolations(page), 'a conversation').toEqual([])

    await scripted.button('Settings').click()
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
    expect(await seriousViolations(page), 'settings').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: /^Model:/ }).click()
    await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible()
    for (const name of ['On this device', 'Get a model', 'Storage']) {
      await page.getByRole('tab', { name }).click()
      await expect(page.getByRole('tabpanel', { name })).toBeVisible()
      expect(await seriousViolations(page), `models: ${name}`).toEqual([])
    }
    await page.keyboard.press('Escape')

    await scripted.send('word '.repeat(4000))
    await expect(scripted.answers.last().getByRole('alert')).toBeVisible()
    expect(await seriousViolations(page), 'a message too long').toEqual([])
  })
}

test('the answer is told once, at its end, not word by word', async ({ scripted }) => {
  const { page } = scripted
  await expect(scripted.conversation).toHaveAttribute('aria-live', 'off')
  await scripted.send('Hello')
  await scripted.answered()
  await expect(page.locator('[aria-live=polite]').filter({ hasText: /answer/i })).not.toHaveText('')
})

test('focus goes back to where it was when a dialog closes', async ({ scripted }) => {
  const settings = scripted.button('Settings')
  await settings.focus()
  await scripted.page.keyboard.press('Enter')
  await expect(scripted.page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await scripted.page.keyboard.press('Escape')
  await expect(settings).toBeFocused()
})
