import { access } from 'node:fs/promises'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { ModelsDialog } from './pages/models-dialog.ts'
import { Translator } from './pages/translator.ts'

const gemma = '.cache/models/gemma-3-270m/gemma-3-270m-q4_k_m.gguf'
/** Every answer is the text itself. */
const echo = '?engine=scripted&rate=400&reply=back'

test('what stands in the message box is translated as one types, sentence by sentence', async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open(echo)
  const translator = new Translator(page)
  await translator.open('Good morning.\nThank you.')
  await expect(translator.source).toHaveValue('Good morning.\nThank you.')
  await expect(translator.source).toBeFocused()
  await translator.from.selectOption('English')
  await translator.to.selectOption('French')
  await expect(translator.translation).toHaveText('Good morning.\nThank you.')
  await expect(translator.dialog.getByText(/^Translated by Scripted on this device/)).toBeVisible()

  await translator.source.press('ControlOrMeta+End')
  await translator.source.pressSequentially(' See you.')
  await expect(translator.translation).toHaveText('Good morning.\nThank you. See you.')
  await translator.button('Swap languages').click()
  await expect(translator.from).toHaveValue('fr')
  await expect(translator.to).toHaveValue('en')
  await translator.button('Clear text').click()
  await expect(translator.source).toBeFocused()
  await expect(translator.translation).toHaveText(/^The translation appears here/)

  await page.keyboard.press('Escape')
  await expect(translator.dialog).toBeHidden()
  await page.waitForTimeout(600) // the choice is written within 260 ms
  await page.reload()
  await translator.open()
  await expect(translator.from).toHaveValue('fr')
})

test('the language is told; what comes back untranslated is marked; where nothing is to be done it is said', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open(echo)
  const translator = new Translator(page)
  await translator.open('今天天气很好。')
  await expect(translator.from.locator('option:checked')).toHaveText('Chinese (detected)')
  // Into English by itself; chosen, it stays so whatever is typed.
  await translator.to.selectOption('English')
  await expect(translator.dialog.getByText('1 sentence looks wrong and is underlined.')).toBeVisible()
  await expect(translator.translation).toContainText('This sentence came back untranslated.')
  expect(await seriousInBothThemes(page)).toEqual([])
  await translator.source.fill('The weather is very nice today.')
  await expect(translator.translation).toContainText('The text is in English already.')
  await translator.button('Translate into Chinese').click()
  await expect(translator.to).toHaveValue('zh')
  expect(await translator.translated()).toContain('The weather is very nice today.')
})

test('a stop keeps what is done, and it goes on from there; a chat answer goes first', async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=8&words=60')
  await hermit.send('Tell me something long.')
  const translator = new Translator(page)
  await translator.open()
  await translator.from.selectOption('English')
  await translator.to.selectOption('French')
  await translator.source.fill('Good morning.')
  await expect(
    translator.dialog.getByText('Waits for the answer in the chat, which goes first.'),
  ).toBeVisible()
  await translator.button('Stop translating').click()
  await expect(translator.dialog.getByText('Stopped. 1 sentence is not translated.')).toBeVisible()
  await translator.button('Go on').click()
  await expect(translator.button('Stop translating')).toBeVisible()
  await translator.button('Stop translating').click()
})

test('on a phone the panes stand one above the other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const hermit = new HermitPage(page)
  await hermit.open(echo)
  const translator = new Translator(page)
  await translator.open('Good morning.')
  await translator.to.selectOption('French')
  await translator.from.selectOption('English')
  await expect(translator.translation).toHaveText('Good morning.')
  const [above, below] = [await translator.source.boundingBox(), await translator.translation.boundingBox()]
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('the model that comes with Hermit says that it cannot translate, and which can @alone', async ({
  real,
}) => {
  const translator = new Translator(real.page)
  await translator.open('今天天气很好。')
  await expect(translator.dialog.getByText(/^SmolLM2 135M Instruct cannot translate/)).toBeVisible()
  await expect(translator.dialog.getByRole('region', { name: 'In the catalogue' })).toContainText(
    'Qwen3 1.7B',
  )
  expect(await seriousInBothThemes(real.page)).toEqual([])
  await translator.button('Get a model').click()
  await expect(translator.dialog).toBeHidden()
  await expect(new ModelsDialog(real.page).dialog).toBeVisible()
})

test('Gemma 3 270M, a base model, is added from a file and translates Chinese into English @alone @long', async ({
  own,
  baseURL,
}) => {
  const isHere = await access(gemma).then(
    () => true,
    () => false,
  )
  test.skip(!isHere, `${gemma} is not here: run npx tsx scripts/add-gemma.ts`)
  test.setTimeout(10 * 60_000)
  const page = await own.newPage()
  const hermit = new HermitPage(page, baseURL)
  await hermit.open('')
  await hermit.ready()
  const models = new ModelsDialog(page)
  await models.open('On this device')
  const choosing = page.waitForEvent('filechooser')
  await models.button('Add a model from a file').click()
  await (await choosing).setFiles(gemma)
  await models.button('Add').click()
  await models.arrived('Gemma 3 270m')
  await models.close()

  const translator = new Translator(page)
  await translator.open('我喜欢喝茶。')
  await translator.dialog
    .getByRole('region', { name: 'On this device' })
    .getByRole('button', { name: 'Use Gemma 3 270m' })
    .click()
  await translator.to.selectOption('English')
  await expect(translator.translation).toContainText(/tea/, { timeout: 240_000 })
  await expect(translator.dialog.getByText(/^Gemma 3 270m is very small/)).toBeVisible()

  const sentences = [
    '我喜欢喝茶。',
    '他在哪里工作？',
    '明天我们去北京。',
    '我的电脑坏了，需要修理。',
    '你好！',
  ]
  await translator.source.press('ControlOrMeta+End')
  await translator.source.pressSequentially(`\n${sentences.slice(1).join('\n')}`)
  await expect(translator.translation).toContainText(/(Hello|Good)/, { timeout: 240_000 })
  const lines = (await translator.translated()).split('\n')
  for (const [at, sentence] of sentences.entries()) console.log(`${sentence}  →  ${lines[at]}`)
  expect(lines).toHaveLength(sentences.length)
  expect(lines.slice(0, 4).map(line => /tea|work|Beijing|computer/.exec(line)?.[0])).toEqual([
    'tea',
    'work',
    'Beijing',
    'computer',
  ])

  // It knows one way only, and says so.
  await translator.source.fill('The cat sleeps under the table.')
  await expect(translator.translation).toContainText('already')
})
