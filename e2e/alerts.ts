import { expect, type Locator, type Page } from '@playwright/test'
import { seriousInBothThemes } from './axe.ts'

/**
 * In the page, before its own scripts: notes what a screen reader would speak of alerts, in order. An alert speaks when
 * it comes and whenever its words change.
 */
export function noteAlerts(): void {
  const spoken: string[] = []
  const last = new WeakMap<Element, string>()
  Reflect.set(globalThis, 'spokenAlerts', spoken)
  const look = () => {
    for (const alert of document.querySelectorAll('[role="alert"]')) {
      const words = alert.textContent ?? ''
      if (words === '' || last.get(alert) === words) continue
      last.set(alert, words)
      spoken.push(words)
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
}

/** What alerts have said since this was asked last, or since the page was opened. */
async function spokenIn(page: Page): Promise<string[]> {
  const spoken = await page.evaluate(() => {
    const list: unknown = Reflect.get(globalThis, 'spokenAlerts')
    return Array.isArray(list) ? (list.splice(0) as string[]) : undefined // by noteAlerts
  })
  if (!spoken) throw new Error('Nobody listens to this page: it was opened without noteAlerts')
  return spoken
}

/** The focus is on something: where it is lost, keys begin at the top of the page again. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
}

/** Presses Tab from where the focus is until it is on a button, as somebody without a mouse does. */
async function reachByKeys(page: Page, button: Locator): Promise<void> {
  const hasFocus = () => button.evaluate(element => element === document.activeElement)
  for (let presses = 0; presses < 150; presses++) {
    if (await hasFocus()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('150 presses of Tab do not reach the button of an alert')
}

interface AlertOptions {
  /** Where it must be; default: anywhere in the page. */
  readonly within?: Page | Locator
  /** In milliseconds. */
  readonly timeout?: number
}

/**
 * What holds for every error: one alert with this sentence, spoken once, which took the focus from nobody; axe finds
 * nothing serious, in either theme; and its action is reached by keys. Gives the action's button, focused: press Enter.
 */
export async function expectAlert(
  page: Page,
  sentence: RegExp | string,
  action: string | RegExp,
  { within = page, timeout = 20_000 }: AlertOptions = {},
): Promise<Locator> {
  const alert = within.getByRole('alert').filter({ hasText: sentence })
  await expect(alert).toHaveCount(1, { timeout })
  await expectFocusKept(page)
  const words = await alert.innerText()
  const button = alert.getByRole('button', { name: action, exact: typeof action === 'string' })
  await expectPlain(page, words)
  await reachByKeys(page, button)
  await expect(button).toBeFocused()
  return button
}

/** The same of an alert that has no action of its own: the field or button beside it has the focus, or `next` is reached. */
export async function expectSpoken(
  page: Page,
  sentence: RegExp | string,
  next: Locator,
  { within = page, timeout = 20_000 }: AlertOptions = {},
): Promise<void> {
  const alert = within.getByRole('alert').filter({ hasText: sentence })
  await expect(alert).toHaveCount(1, { timeout })
  await expectFocusKept(page)
  await expectPlain(page, await alert.innerText())
  await reachByKeys(page, next)
}

async function expectPlain(page: Page, words: string): Promise<void> {
  const [first = ''] = words.split('\n')
  const spoken = (await spokenIn(page)).filter(said => said.includes(first.trim()))
  expect(spoken, 'spoken once').toHaveLength(1)
  expect(await seriousInBothThemes(page), first).toEqual([])
}
