import { expect, test } from './fixtures.ts'
import { metered } from './pages/context-meter.ts'

// One page for all of it: what is proven here is quick, and loading the model is not.
test('on the real model a seed, the context meter, a schema and several answers hold what they promise', async ({
  real,
}) => {
  const { page } = real
  const settings = page.getByRole('dialog', { name: 'Chat settings' })
  const openSettings = async () => {
    await real.button('New chat').click()
    await real.button('Chat settings').click()
  }
  const set = (name: string, value: string) => settings.getByRole('spinbutton', { name }).fill(value)
  /** The answers of each chat on disk, once so many have ended. */
  const endedAnswers = async (count: number) => {
    const answers = async () =>
      (await real.stored()).map(chat =>
        chat.filter(({ role, status }) => role === 'assistant' && status !== 'streaming'),
      )
    await expect.poll(async () => (await answers()).flat().length).toBe(count)
    return answers()
  }
  const askOfSeed = async (seed: string) => {
    await openSettings()
    await set('Temperature', '0.8')
    await set('Seed', seed)
    await set('Longest answer', '16')
    await page.keyboard.press('Escape')
    await real.send('Invent a name for a crab and say why.')
    await expect(await real.answered()).toContainText('length limit')
  }

  await test.step('the same seed gives the same answer, and a retry another', async () => {
    await askOfSeed('7')
    await real.answers.last().getByRole('button', { name: 'Retry', exact: true }).click()
    await expect(await real.answered()).toContainText('length limit')
    const [[first, again] = []] = await endedAnswers(2)
    expect(first?.text.length).toBeGreaterThan(10)
    expect(again?.text).not.toBe(first?.text)
    await askOfSeed('7')
    const sameSeed = (await endedAnswers(3)).find(answers => answers.length === 1)
    expect(sameSeed?.[0]?.text).toBe(first?.text)
  })

  await test.step('what the meter counts is to the token what the model is given', async () => {
    const before = await metered(real)
    await real.message.fill('And why is that a good name for a crab? “héllo”, 你好')
    await expect.poll(() => metered(real)).toBeGreaterThan(before)
    const said = await metered(real)
    await real.button(/^Context:/).click()
    const dialog = page.getByRole('dialog', { name: 'Context' })
    // Counted by itself, a turn is what it is in the prompt.
    const row = await dialog
      .getByRole('listitem')
      .getByText(/^\d+ tokens$/)
      .innerText()
    await expect(dialog.getByRole('definition').nth(2)).toHaveText(String(Number.parseInt(row, 10)))
    await dialog.getByRole('button', { name: 'Close' }).click()
    await real.sendButton.click()
    await real.answered()
    const promptTokens = (await endedAnswers(4)).flat().map(({ stats }) => stats?.promptTokens)
    expect(promptTokens).toContain(said)
  })

  await test.step('a schema makes valid JSON', async () => {
    await openSettings()
    await settings.getByRole('switch', { name: 'Answer as JSON' }).check()
    await page.keyboard.press('Escape')
    await real.send('Ada Lovelace was 36 years old. Give her name and age.')
    const answer = await real.answered()
    await expect(answer.getByText('Valid against the schema')).toBeVisible()
    await expect(answer.getByRole('region', { name: 'Answer as data' })).toContainText(/age: \d+ number/)
  })

  await test.step('a question is answered twice, and both answers can be read', async () => {
    await openSettings()
    await set('Longest answer', '32')
    await page.keyboard.press('Escape')
    await real.button('How to think harder').click()
    await page.getByRole('menuitemradio', { name: /^2 answers/ }).click()
    await real.send('What is the capital of France? Answer with one word.')
    const answer = await real.answered()
    await expect(answer).toContainText('Paris')
    await answer.getByRole('button', { name: /of 2/ }).click()
    const samples = answer.getByRole('list', { name: 'All answers' }).getByRole('listitem')
    await expect(samples).toHaveCount(2)
    await expect(samples.first()).toContainText('Final answer: paris')
  })
})
