import { expectAlert, expectFocusKept, expectSpoken, noteAlerts } from './alerts.ts'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** Of all that an answer can be made of. */
const everything = `<think>
Let me see what there is to be shown.
</think>

# Shells

A **crab** in *its* \`shell\`, ~~or not~~, as [they say](https://example.org) it is: $x^2$.

- [x] found
- [ ] moved in

| Shell | Size |
| --- | ---: |
| whelk | 4 |

> Never without one.

\`\`\`js
const shell = find('whelk') // the nearest
\`\`\`
`

const manyWords = 'word '.repeat(150)

test('axe finds nothing serious in either theme, wherever one goes @fault-44', async ({ page }) => {
  test.setTimeout(120_000)
  await page.addInitScript(noteAlerts)
  const hermit = new HermitPage(page)
  const { answers } = hermit
  await hermit.open('?engine=scripted&rate=0&reply=back&thinking=tagged&context=900')
  await hermit.ready()
  const isFine = async (what: string) => expect(await seriousInBothThemes(page), what).toEqual([])
  const inDialog = async (name: string, open: () => Promise<void>) => {
    await open()
    const dialog = page.getByRole('dialog', { name, exact: true })
    await expect(dialog).toBeVisible()
    await isFine(name)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
  await isFine('an empty chat')

  await test.step('an answer of everything', async () => {
    await hermit.send(everything)
    const answer = await hermit.answered()
    await expect(answer.getByRole('table')).toBeVisible()
    await expect(answer.locator('math, .katex').first()).toBeAttached()
    await answer.getByRole('button', { name: 'Reasoning', exact: true }).click()
    await answer.getByRole('button', { name: 'Retry', exact: true }).click()
    await hermit.answered()
    await isFine('an answer of everything')
  })

  await test.step('samples', async () => {
    await hermit.button('How to think harder').click()
    await page.getByRole('menuitemradio', { name: /^2 answers/ }).click()
    await hermit.send('So the answer is 42.')
    const answer = await hermit.answered()
    await answer.getByRole('button', { name: /^2 of 2 agree/ }).click()
    await expect(answer.getByRole('list', { name: 'All answers' })).toBeVisible()
    await isFine('samples')
  })

  await test.step('dialogs', async () => {
    await inDialog('Commands', () => page.keyboard.press('Control+k'))
    await inDialog('Settings', () => hermit.button('Settings').click())
    await inDialog('Chat settings', () => hermit.button('Chat settings').click())
    await inDialog('Context', () => hermit.button(/^Context:/).click())
    const command = async (words: string) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^Type a command/ }).fill(words)
      await page.keyboard.press('Enter')
    }
    await inDialog('Keyboard shortcuts', () => command('keyboard shortcuts'))
    await inDialog('Personas and prompts', () => command('personas'))
    await inDialog('Import chats', () => command('import'))
    await hermit.button(/^Model:/).click()
    for (const name of ['On this device', 'Get a model', 'Storage']) {
      await page.getByRole('tab', { name }).click()
      await expect(page.getByRole('tabpanel', { name })).toBeVisible()
      await isFine(`models: ${name}`)
    }
    await page.keyboard.press('Escape')
  })

  await test.step('an answer that could not be given: what to do about it is one press away', async () => {
    await hermit.send('word '.repeat(2000))
    const shorten = await expectAlert(page, /too long/, 'Shorten', { within: answers.last() })
    await shorten.press('Enter')
    await expect(hermit.message).not.toHaveValue('')
    await expectFocusKept(page)
    const sentence = /grown [\d,]+ tokens? past/
    const grown = page.getByRole('alert').filter({ hasText: sentence })
    for (let turns = 0; turns < 6 && (await grown.count()) === 0; turns++) {
      await hermit.send(manyWords)
      await hermit.answered()
    }
    const summarise = await expectAlert(page, sentence, 'Summarise oldest')
    await summarise.press('Enter')
    await hermit.answered()
    await expect(grown).toHaveCount(0)
    await expectFocusKept(page)
  })
})

test('an answer is marked as busy and told once, at its end, not word by word; nor is one that is stopped @fault-44', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await page.addInitScript(() => {
    const told: string[] = []
    Reflect.set(globalThis, 'told', told)
    const live = '[aria-live]:not([aria-live=off]), [role=status], [role=log]:not([aria-live=off])'
    new MutationObserver(changes => {
      for (const { target, addedNodes } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(live)
        const words = [...addedNodes].map(node => node.textContent ?? '').join('')
        if (region && words !== '') told.push(words)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  await hermit.open('?engine=scripted&rate=40&words=60')
  await hermit.ready()
  const told = async (words: RegExp) => {
    const all = await page.evaluate(() => Reflect.get(globalThis, 'told') as string[]) // set above
    return all.filter(each => words.test(each)).length
  }
  const answer = hermit.answers.last()
  await hermit.send('Hello')
  await expect(answer).toContainText('word word')
  await expect(answer).toHaveAttribute('aria-busy', 'true')
  await expect(hermit.conversation).toHaveAttribute('aria-live', 'off')
  await hermit.answered()
  await expect(answer).not.toHaveAttribute('aria-busy')
  await expect.poll(() => told(/The answer is complete/)).toBe(1)
  await hermit.send('Again')
  await expect(answer).toContainText('word word')
  await page.keyboard.press('Escape')
  await hermit.answered()
  await expect.poll(() => told(/You stopped this answer/)).toBe(1)
  expect(await told(/The answer is complete/)).toBe(1)
  expect(await told(/word/), 'no token of it').toBe(0)
  await expect(hermit.message).toBeFocused()
})

test('a link that leads elsewhere than it says is asked about by keys, and that is told once @fault-44', async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await page.addInitScript(noteAlerts)
  await hermit.open('?engine=scripted&rate=0&reply=back')
  await hermit.send('Look at [https://example.com](https://elsewhere.test/a).')
  const disguised = (await hermit.answered()).getByRole('link', { name: /example\.com/ })
  await disguised.focus()
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: 'Open elsewhere.test?' })
  const cancel = asked.getByRole('button', { name: 'Cancel' })
  await expectSpoken(page, 'another site', cancel, { within: asked })
  await cancel.press('Enter')
  await expect(disguised).toBeFocused()
})
