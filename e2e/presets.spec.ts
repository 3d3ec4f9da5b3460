import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** Records as they lie on disk, as far as these journeys look at them. */
interface StoredChat {
  readonly settings?: Readonly<Record<string, unknown>>
}

async function storedRecord(hermit: HermitPage, prefix: string): Promise<unknown> {
  return hermit.page.evaluate(
    from =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const range = IDBKeyRange.bound(from, `${from}\uffff`)
          const asked = opening.result.transaction('records').objectStore('records').getAll(range)
          asked.onerror = () => reject(asked.error)
          asked.onsuccess = () => {
            opening.result.close()
            resolve(asked.result[0])
          }
        }
      }),
    prefix,
  )
}

const settingsOf = async (hermit: HermitPage) =>
  // What the app itself wrote; a wrong shape fails the test that reads it.
  ((await storedRecord(hermit, 'conversation/')) as StoredChat | undefined)?.settings

test('a persona is made, chosen before the first message, and asked by its instructions and sampling', async ({
  scripted,
}) => {
  const { page } = scripted
  await scripted.button('Chat settings').click()
  const settings = page.getByRole('dialog', { name: 'Chat settings' })
  await settings.getByRole('button', { name: 'Personas and prompts' }).click()
  const presets = page.getByRole('dialog', { name: 'Personas and prompts' })
  expect(await seriousViolations(page), 'personas').toEqual([])
  await presets.getByRole('button', { name: 'New persona' }).click()
  await presets.getByRole('button', { name: 'Save' }).click()
  await expect(presets.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription('It needs a name.')
  await presets.getByRole('textbox', { name: 'Name' }).fill('Captain')
  await presets.getByRole('textbox', { name: 'Instructions' }).fill('You are a captain. Answer in one line.')
  await presets.getByRole('spinbutton', { name: 'Temperature' }).fill('0.8')
  await presets.getByRole('button', { name: 'Save' }).click()
  await expect(presets.getByRole('button', { name: 'Edit Captain' })).toBeFocused()

  await presets.getByRole('button', { name: 'Delete Captain' }).click()
  await expect(presets.getByRole('button', { name: 'Edit Captain' })).toHaveCount(0)
  await presets.getByRole('button', { name: 'Undo' }).click()
  await expect(presets.getByRole('button', { name: 'Edit Captain' })).toBeVisible()
  await page.keyboard.press('Escape')

  await settings.getByRole('combobox', { name: 'Persona' }).selectOption('Captain')
  await expect(settings.getByRole('textbox', { name: 'Instructions' })).toHaveValue(/You are a captain/)
  await expect(settings.getByText(/\d tokens of each prompt/)).toBeVisible()
  await expect(settings.getByRole('slider', { name: 'Temperature' })).toHaveValue('0.8')
  expect(await seriousViolations(page), 'chat settings').toEqual([])
  await settings.getByRole('spinbutton', { name: 'Seed' }).fill('7')
  await settings.getByRole('spinbutton', { name: 'Longest answer' }).fill('16')
  await page.keyboard.press('Escape')

  await expect(scripted.conversation.getByRole('heading', { name: 'Captain' })).toBeVisible()
  await expect(scripted.message).toHaveAttribute('placeholder', 'Write to Captain')
  await scripted.send('Ahoy')
  const answer = await scripted.answered()
  await expect(answer).toContainText('length limit')
  expect((await scripted.saved())[1]?.stats?.completionTokens).toBe(16)
  expect(await settingsOf(scripted)).toMatchObject({
    instructions: 'You are a captain. Answer in one line.',
    sampling: { temperature: 0.8, seed: 7, maxTokens: 16 },
  })

  await scripted.button('Chat settings').click()
  await settings.getByRole('button', { name: 'Hermit’s own' }).click()
  await expect(settings.getByRole('textbox', { name: 'Instructions' })).toHaveValue(/named Hermit/)
  await settings.getByRole('button', { name: 'Hermit’s choice for: Seed' }).click()
  await page.keyboard.press('Escape')
  const left = { temperature: 0.8, maxTokens: 16 }
  await expect.poll(async () => (await settingsOf(scripted))?.sampling).toEqual(left)
  expect(await settingsOf(scripted)).not.toHaveProperty('instructions')

  // The persona is there after a reload, and an empty chat offers it.
  await page.reload()
  await scripted.button('Captain').click()
  await expect(scripted.button('Captain')).toHaveAttribute('aria-pressed', 'true')
  await expect(scripted.conversation.getByRole('heading', { name: 'Captain' })).toBeVisible()
})

test('a prompt is called by a slash, filled in place by place, and what is written becomes one', async ({
  scripted,
}) => {
  const { page, message } = scripted
  await message.focus()
  await page.keyboard.type('/')
  const menu = page.getByRole('listbox', { name: 'Prompts' })
  // Commands stand before them, with their slash.
  await expect(menu.getByRole('option', { name: /^[^/]/ })).toHaveCount(6)
  expect(await seriousViolations(page), 'the list of prompts').toEqual([])
  await page.keyboard.type('em')
  await expect(menu.getByRole('option', { name: /^email/ })).toHaveAttribute('aria-selected', 'true')
  await expect(message).toHaveAttribute('aria-activedescendant', /.+/)
  await page.keyboard.press('Enter')
  await expect(menu).toHaveCount(0)
  await page.keyboard.type('Ada')
  await page.keyboard.press('Tab')
  await page.keyboard.type('tea')
  await expect(message).toHaveValue('Write a short, friendly email to Ada about tea.')
  await expect(scripted.questions).toHaveCount(0)

  await scripted.button('Prompts').click()
  await menu.getByRole('option', { name: 'Save as prompt…' }).click()
  const presets = page.getByRole('dialog', { name: 'Personas and prompts' })
  await presets.getByRole('textbox', { name: 'Name, typed after /' }).fill('tea mail')
  await expect(presets.getByRole('textbox', { name: 'Text' })).toHaveValue(/Ada about tea/)
  await presets.getByRole('button', { name: 'Save' }).click()
  await expect(presets.getByRole('button', { name: 'Edit /tea-mail' })).toBeFocused()
  await page.keyboard.press('Escape')

  // Escape puts the list away and not the answer; what nothing goes by is only text.
  await message.fill('')
  await message.focus()
  await page.keyboard.type('/tea')
  await expect(menu.getByRole('option', { name: /^tea-mail/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await page.keyboard.type('pot')
  await page.keyboard.press('Enter')
  await expect(scripted.questions).toHaveText(/\/teapot/)
})

test('an answer as JSON is decoded under its schema, checked, and shown as a tree', async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=0')
  await hermit.button('Chat settings').click()
  const settings = page.getByRole('dialog', { name: 'Chat settings' })
  await settings.getByRole('switch', { name: 'Answer as JSON' }).check()
  const schema = settings.getByRole('textbox', { name: 'JSON schema' })
  await schema.fill('{\n  "type": oops }')
  await expect(schema).toHaveAccessibleDescription(/line 2/)
  await schema.fill('{"type": "object", "not": {}}')
  await expect(schema).toHaveAccessibleDescription(/“not”/)
  await settings.getByRole('button', { name: 'A person' }).click()
  await expect(schema).toHaveAccessibleDescription('This form is used from the next answer on.')
  await page.keyboard.press('Escape')

  await hermit.send('Who is it?')
  const answer = await hermit.answered()
  await expect(answer.getByText('Valid against the schema')).toBeVisible()
  const tree = answer.getByRole('region', { name: 'Answer as data' })
  await expect(tree).toContainText('age: 0 number')
  expect(await seriousViolations(page), 'an answer as data').toEqual([])
  await tree.getByText('2 fields').click()
  await expect(tree.getByText('age')).toBeHidden()
  await answer.getByRole('radio', { name: 'Text' }).check()
  await expect(answer).toContainText('{"name":"","age":0}')

  // Cut by its length it is no data, and says so.
  await hermit.button('Chat settings').click()
  await settings.getByRole('button', { name: 'An event' }).click()
  await settings.getByRole('spinbutton', { name: 'Longest answer' }).fill('16')
  await page.keyboard.press('Escape')
  await hermit.send('What is on?')
  await expect(await hermit.answered()).toContainText('Unfinished')
})
