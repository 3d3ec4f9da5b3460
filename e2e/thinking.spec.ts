import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { ModelsDialog } from './pages/models-dialog.ts'
import { thinkingModel } from './thinking-model.ts'

const secret = 'Perhaps seven, or perhaps five'

test('a thought is shown apart: it opens, can be cut short, and is in no copy, title, search or prompt', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&reply=back&rate=60&thinking=tagged')
  const thinking = hermit.button(/^Thinking:/)
  await expect(thinking).toHaveAccessibleName('Thinking: no limit')

  await hermit.send(
    `<think>\n${secret}. ${'so '.repeat(150)}\nI see.\n</think>\n\nThere are **four** of them.`,
  )
  const first = hermit.answers.first()
  const reasoning = first.getByRole('button', { name: 'Reasoning', exact: true })
  await expect(first).toContainText(/Thinking… \d+ s, \d+ tokens/)
  await expect(first.getByRole('button', { name: 'Answer now' })).toBeVisible()
  await expect(reasoning).toHaveAttribute('aria-expanded', 'false')
  await hermit.answered()
  await expect(first).toContainText(/Thought for \d+ s · \d+ tokens/)
  await expect(first).toContainText('There are four of them.')
  await expect(first).not.toContainText(secret)
  await reasoning.press('Enter')
  const box = first.getByRole('region', { name: 'Reasoning' })
  await expect(box).toContainText(secret)
  await expect(first).not.toContainText('think>')
  await reasoning.press('Enter')
  await expect(box).toHaveCount(0)
  await first.getByRole('button', { name: 'Copy', exact: true }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('There are **four** of them.')

  // The question itself has the words, since this engine answers with it: the prompt's length tells.
  const cost = async () => (await hermit.saved()).at(-1)?.stats?.promptTokens ?? 0
  const firstPrompt = await cost()
  await hermit.send('Thanks.')
  await hermit.answered()
  expect((await cost()) - firstPrompt).toBeLessThan(25)

  await thinking.click()
  await page.getByRole('menuitemradio', { name: /^Short/ }).click()
  await expect(thinking).toHaveAccessibleName('Thinking: short')
  await hermit.send(`<think>${'and so on '.repeat(400)}</think>Enough.`)
  await expect(hermit.answers.last()).toContainText(/Thinking… \d+ s/)
  await hermit.answers.last().getByRole('button', { name: 'Answer now' }).click()
  await expect(await hermit.answered()).toContainText(/Thought for .* you asked for the answer/)
  await expect(hermit.answers.last()).toContainText('Enough.')
  // The chat is called by the first line of what was asked.
  await page.reload()
  await hermit.chats.getByRole('button').filter({ hasText: '<think>' }).first().click()
  await expect(hermit.answers.last()).toContainText(/Thought for .* you asked for the answer/)
})

test('on real weights a model that thinks answers when it is told to, and when its budget is spent', {
  tag: '@alone',
}, async ({ own, baseURL }) => {
  test.setTimeout(300_000)
  const files = await thinkingModel()
  const page = await own.newPage()
  const hermit = new HermitPage(page, baseURL)
  const models = new ModelsDialog(page)
  await hermit.open('')
  await models.open('On this device')
  const choosing = page.waitForEvent('filechooser')
  await models.button('Add a model from a file').click()
  await (await choosing).setFiles([...files.paths])
  const described = models.dialog.locator('section.offered')
  const name = (await described.getByRole('heading').innerText()).trim()
  await described.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(described).toHaveCount(0, { timeout: 60_000 })
  await files.remove()
  await models.dialog.getByRole('button', { name: `Use ${name}`, exact: true }).click()
  await models.close()
  await hermit.ready()
  await expect(hermit.button('Thinking: no limit')).toBeVisible()
  // A model from a file has no longest answer of its own: this one would go on to the end of its context.
  await hermit.button('Chat settings').click()
  await page.getByRole('spinbutton', { name: 'Longest answer' }).fill('16')
  await page.keyboard.press('Escape')

  await hermit.send('Write a long story about a crab that looks for a new shell.')
  const answer = hermit.answers.last()
  await expect(answer).toContainText(/Thinking… \d+ s, [1-9]\d* tokens/, { timeout: 150_000 })
  await answer.getByRole('button', { name: 'Answer now' }).click()
  await hermit.answered()
  await expect(answer).toContainText(/Thought for .* you asked for the answer/)
  const [, stored] = await hermit.saved()
  test.info().annotations.push({ type: 'answer', description: JSON.stringify(stored) })
  expect(stored?.status).toMatch(/done|length/)
  expect(stored?.text.length).toBeGreaterThan(0)
  expect(stored?.text).not.toContain('think>')

  // 256 tokens: untaught, it does not end its thought by itself before.
  await hermit.button('New chat').first().click()
  await hermit.button('Chat settings').click()
  await page.getByRole('spinbutton', { name: 'Longest answer' }).fill('16')
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7')
  await page.keyboard.press('Escape')
  await hermit.button(/^Thinking:/).click()
  await page.getByRole('menuitemradio', { name: /^Short/ }).click()
  await hermit.send('Write a long story about a crab that looks for a new shell.')
  await expect(hermit.answers.last()).toContainText(/Thinking… \d+ s, [1-9]\d* tokens/, { timeout: 150_000 })
  await hermit.answered()
  // What is shown counts pieces of text: a letter of several tokens is one.
  await expect(hermit.answers.last()).toContainText(
    /Thought for .* · 2[2-5]\d tokens.* the limit was reached/,
  )
  const answers = async () => (await hermit.stored()).flat().filter(({ role }) => role === 'assistant')
  await expect
    .poll(async () => (await answers()).map(({ status }) => status).join())
    .toMatch(/^(done|length),(done|length)$/)
  for (const { text } of await answers()) {
    expect(text.length).toBeGreaterThan(0)
    expect(text).not.toContain('think>')
  }
})
