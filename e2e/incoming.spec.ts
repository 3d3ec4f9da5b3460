import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { type StaticServer, serveStatic } from '../scripts/serve-static.ts'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { DocumentsDialog } from './pages/documents-dialog.ts'
import { HermitPage } from './pages/hermit-page.ts'

const engine = 'engine=scripted&rate=400'

/** Opens an address of the built app as the system would. */
async function openAt(page: Page, query: string): Promise<HermitPage> {
  const hermit = new HermitPage(page)
  await hermit.open(`?${engine}&${query}`)
  return hermit
}

/** Runs a command by its name. */
async function command(page: Page, name: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Type a command or the name of a chat' })
  await new HermitPage(page).message.press('ControlOrMeta+k')
  await field.fill(name)
  await field.press('Enter')
  await expect(field).toBeHidden()
}

interface Shared {
  readonly title?: string
  readonly text?: string
  readonly url?: string
  readonly files?: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[]
}

/** Sends the form of the share sheet from a window of its own, as the browser sends it: POST, multipart. */
async function share(
  page: Page,
  { url }: StaticServer,
  { files = [], ...words }: Shared,
): Promise<HermitPage> {
  await page.goto('about:blank')
  await page.setContent(
    `<form method="post" enctype="multipart/form-data" action="${url}?share-target&${engine}">
      ${Object.keys(words)
        .map(name => `<textarea name="${name}"></textarea>`)
        .join('')}
      <input type="file" name="files" multiple><button>Share</button></form>`,
  )
  for (const [name, value] of Object.entries(words)) await page.locator(`[name=${name}]`).fill(value)
  await page.setInputFiles('[name=files]', [...files])
  await page.getByRole('button', { name: 'Share' }).click()
  const hermit = new HermitPage(page, url)
  await expect(hermit.message).toBeVisible()
  return hermit
}

/** A share target on a host that has only files, in a folder, with the service worker in charge. */
async function withHost(page: Page, work: (host: StaticServer) => Promise<void>): Promise<void> {
  const host = await serveStatic('dist', { prefix: '/in/a/folder/' })
  try {
    await page.goto(`${host.url}?${engine}`)
    await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
    await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
    await work(host)
  } finally {
    await host.close()
  }
}

const notes = { name: 'notes', mimeType: 'text/plain', buffer: Buffer.from('Crabs walk sideways.') }

test('with the host gone, what is shared arrives: words behind the draft, files when the person says so', async ({
  page,
}) => {
  await withHost(page, async host => {
    const before = new HermitPage(page, host.url)
    await before.message.fill('What I was writing')
    await page.waitForTimeout(600) // drafts are written within 260 ms
    await host.close()

    const hermit = await share(page, host, {
      title: 'A page',
      text: 'Read this',
      url: 'https://example.test/page',
    })
    await expect(hermit.message).toHaveValue(
      'What I was writing\n\nA page\n\nRead this\n\nhttps://example.test/page',
    )
    await expect(hermit.questions).toHaveCount(0)
    expect(page.url()).toBe(`${host.url}?${engine}`)
    await page.reload()
    await expect(hermit.message).toHaveValue(/^What I was writing\n\nA page\n\nRead this\n\n\S+$/)

    await share(page, host, { text: 'See the notes', files: [notes] })
    const dialog = page.getByRole('dialog', { name: 'Shared with Hermit' })
    await expect(dialog.getByText('notes.txt')).toBeVisible()
    // The dialog is on top of everything: what is found is its own.
    expect(await seriousInBothThemes(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await page.reload()
    await expect(dialog.getByText('notes.txt')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(hermit.message).toHaveValue(/See the notes$/)
    await expect(new DocumentsDialog(page).chip('notes')).toBeVisible()
    await page.reload()
    await expect(hermit.message).toBeVisible()
    await expect(hermit.message).toHaveValue(/See the notes$/)
    await page.waitForTimeout(500)
    await expect(dialog).toBeHidden()
  })
})

test('what could not be taken is said, and what is refused is gone', async ({ page }) => {
  await withHost(page, async host => {
    const hermit = await share(page, host, { text: '' })
    const dialog = page.getByRole('dialog', { name: 'Shared with Hermit' })
    await expect(dialog.getByRole('alert')).toHaveText('There was nothing in what was shared.')
    await dialog.getByRole('button', { name: 'OK' }).click()

    await share(page, host, { files: [notes] })
    await dialog.getByRole('button', { name: 'Discard' }).click()
    await expect(dialog).toBeHidden()
    await expect(hermit.message).toBeFocused()
    await page.reload()
    await expect(hermit.message).toBeVisible()
    await page.waitForTimeout(500)
    await expect(dialog).toBeHidden()

    // A host that answered the form itself, because no service worker was there.
    await hermit.open(`?${engine}&share-target`)
    await expect(dialog.getByRole('alert')).toHaveText(/did not arrive.*share it again/)
  })
})

test('a link brings words or leads to a place, and has nothing done', async ({ page }) => {
  const link = (address: string) => openAt(page, `link=${encodeURIComponent(address)}`)
  const hermit = await link('web+hermit:new?text=Send%20this')
  await expect(hermit.message).toHaveValue('Send this')
  await expect(hermit.questions).toHaveCount(0)
  await hermit.send('A question')
  await hermit.answered()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await command(page, 'Copy a link')
  const address = await page.evaluate(() => navigator.clipboard.readText())
  expect(address).toMatch(/^web\+hermit:chat\/\w+$/)
  await hermit.saved()

  await link(address)
  await expect(hermit.questions).toHaveText(/A question/)
  const dialog = page.getByRole('dialog', { name: 'Opened by a link' })
  await link('web+hermit:chat/none')
  await expect(dialog.getByRole('alert')).toHaveText('The chat of this link is not on this device.')
  await link('web+hermit:erase')
  await expect(dialog.getByRole('alert')).toHaveText(/none that Hermit knows/)
  await expect(dialog).toContainText('web+hermit:erase')

  await link('web+hermit:translate?text=Good%20morning.')
  await expect(dialog).toContainText('Good morning.')
  const source = page.getByRole('textbox', { name: 'Text to translate' })
  await expect(source).toBeHidden()
  await dialog.getByRole('button', { name: 'Translate it' }).click()
  await expect(source).toHaveValue('Good morning.')
})

test('the clipboard is read by a press and summarised', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openAt(page, 'do=summarise-clipboard')
  const dialog = page.getByRole('dialog', { name: 'Summarise the clipboard' })
  const read = dialog.getByRole('button', { name: 'Read the clipboard' })
  await expect(read).toBeFocused()
  await page.evaluate(() => navigator.clipboard.writeText(' '))
  await read.click()
  await expect(dialog.getByRole('alert')).toHaveText(/no text in the clipboard/)
  await page.evaluate(() => navigator.clipboard.writeText('Crabs walk sideways. They have ten legs.'))
  await read.click()
  await expect(dialog).toBeHidden()
  const summary = page.getByRole('dialog', { name: 'Summarise', exact: true })
  await expect(summary.locator('option:checked').first()).toHaveText('The text from the clipboard')
  await expect(summary).toContainText('Crabs walk sideways.')

  await openAt(page, 'do=translate')
  await expect(page.getByRole('textbox', { name: 'Text to translate' })).toBeVisible()
})

test('installed, Hermit is opened by a link and with a file, each in a window of its own', async ({
  baseURL,
}) => {
  const home = baseURL ?? ''
  const folder = await mkdtemp(join(tmpdir(), 'hermit-installed-'))
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: await findBrowser(),
    args: [...browserArguments],
    locale: 'en-GB',
  })
  try {
    const page = await context.newPage()
    const first = new HermitPage(page, home)
    await first.open(`?${engine}`)
    // As a person installs it, and as the system then opens it: Playwright has no other way to either.
    const system = await context.newCDPSession(page)
    await system.send('PWA.install', { manifestId: home, installUrlOrBundleUrl: home })
    const opened = async (launch: () => Promise<unknown>) => {
      const [window] = await Promise.all([context.waitForEvent('page'), launch()])
      return window
    }

    const link = encodeURIComponent('web+hermit:new?text=From a link')
    const byLink = await opened(() =>
      system.send('PWA.launch', { manifestId: home, url: `${home}?${engine}&link=${link}` }),
    )
    await expect(new HermitPage(byLink).message).toHaveValue('From a link')

    const file = join(folder, 'crabs.md')
    await writeFile(file, '# Crabs\n\nThey walk sideways.')
    const byFile = await opened(() =>
      system.send('PWA.launchFilesInApp', { manifestId: home, files: [file] }),
    )
    await expect(new DocumentsDialog(byFile).chip('Crabs')).toBeVisible()
    await expect(new HermitPage(byFile).message).toHaveValue('From a link')
  } finally {
    await context.close()
    await rm(folder, { recursive: true })
  }
})

test('the chat goes into a small window over all others, is stopped there, and is back when it closes', async ({
  page,
  context,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=20&words=400')
  const opening = context.waitForEvent('page')
  await hermit.button('Small window on top').click()
  const small = await opening
  const message = small.getByRole('textbox', { name: 'Message', exact: true })
  await message.fill('Count the **crabs**')
  await message.press('Enter')
  await expect(small.getByRole('article', { name: 'You' })).toContainText('Count the')
  await expect(small.getByRole('article', { name: 'Assistant' })).toContainText('word word')
  await expect(hermit.answers).toContainText('word word')
  await message.press('Escape')
  await expect(small.getByRole('button', { name: 'Send' })).toBeVisible()
  await expect(hermit.stopButton).toBeHidden()

  // The page's style sheets, theme and language.
  const paper = () =>
    small.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--paper'))
  const light = await paper()
  await page.emulateMedia({ colorScheme: 'light' })
  await command(page, 'Switch between light')
  await expect.poll(paper).not.toBe(light)
  expect(await small.evaluate(() => document.documentElement.lang)).toBe('en')

  // The policy holds there as in the page.
  const refused = await small.evaluate(async () => {
    const directives: string[] = []
    document.addEventListener('securitypolicyviolation', event => directives.push(event.effectiveDirective))
    document.head.appendChild(document.createElement('style')).textContent = 'body { display: none }'
    await fetch('http://127.0.0.1:9/').catch(() => {})
    try {
      document.createElement('p').innerHTML = '<img>'
    } catch {}
    await new Promise(resolve => setTimeout(resolve, 100))
    return [...new Set(directives)].toSorted() // each policy says it
  })
  expect(refused).toEqual(['connect-src', 'require-trusted-types-for', 'style-src-elem'])

  await message.fill('Not sent yet')
  await small.close({ runBeforeUnload: false })
  await expect(hermit.message).toHaveValue('Not sent yet')
  await hermit.message.press('ControlOrMeta+a')
  await hermit.message.pressSequentially('Still here')
  await expect(hermit.message).toHaveValue('Still here')
})
