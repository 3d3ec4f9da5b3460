import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { isolationHeaders } from '../src/pwa/headers.ts'
import { browserArguments, findBrowser } from './find-browser.ts'
import { serveStatic } from './serve-static.ts'

/**
 * Pictures of the built app with the real model: `npx tsx scripts/take-screenshots.ts` writes the two of the
 * manifest and those of the READMEs, among them the order at the café in both languages; with a folder as argument also every theme, language and width, for looking at.
 */
const shipped = 'public/screenshots'
const folder = process.argv[2]
const size = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const

interface Look {
  readonly width: keyof typeof size
  readonly colorScheme: 'light' | 'dark'
  readonly locale: 'en-GB' | 'zh-CN'
}

async function openPage(browser: Browser, { width, colorScheme, locale }: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: size[width],
    deviceScaleFactor: width === 'narrow' ? 2 : 1,
    // A phone has no pointer that hovers.
    ...(width === 'narrow' ? { hasTouch: true, isMobile: true } : {}),
    colorScheme,
    locale,
  })
  return context.newPage()
}

async function openReady(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page
    .getByRole('status')
    .filter({ hasText: /Ready|就绪/ })
    .waitFor({ timeout: 120_000 })
  await page.waitForTimeout(3000)
}

/** An order at the café: asked for in a sentence, and about to be allowed with its price in view. */
async function order(page: Page, url: string): Promise<void> {
  await openReady(page, url)
  await page.getByRole('button', { name: /oat flat whites|燕麦奶馥芮白/ }).click()
  await page.getByRole('button', { name: /^5 (actions|项操作)$/ }).waitFor()
  await page.locator('#message-box').press('Enter')
  await page.getByText('8.60').waitFor()
  await page.waitForTimeout(500) // it has scrolled to its place
}

/** Two questions and their answers, as the model gives them. */
async function talk(page: Page, url: string): Promise<void> {
  await openReady(page, url)
  const box = page.locator('#message-box')
  const send = async (text: string) => {
    await box.fill(text)
    await box.press('Enter')
    await page.locator('article[aria-busy=true]').waitFor()
    await page.locator('article[aria-busy=true]').waitFor({ state: 'detached', timeout: 180_000 })
  }
  await send('What is the capital of France?')
  await send('Explain gravity in two sentences')
}

const server = await serveStatic('dist', { headers: isolationHeaders })
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] })
try {
  await mkdir(shipped, { recursive: true })
  for (const [locale, name] of [
    ['en-GB', 'cafe'],
    ['zh-CN', 'cafe-zh-cn'],
  ] as const) {
    const page = await openPage(browser, { width: 'wide', colorScheme: 'light', locale })
    await order(page, server.url)
    await page.screenshot({ path: join(shipped, `${name}.png`) })
    await page.context().close()
  }
  const looks: Look[] = [
    { width: 'wide', colorScheme: 'light', locale: 'en-GB' },
    { width: 'narrow', colorScheme: 'light', locale: 'en-GB' },
  ]
  if (folder) {
    await mkdir(folder, { recursive: true })
    for (const width of ['wide', 'narrow'] as const)
      for (const colorScheme of ['light', 'dark'] as const)
        for (const locale of ['en-GB', 'zh-CN'] as const)
          if (!(colorScheme === 'light' && locale === 'en-GB')) looks.push({ width, colorScheme, locale })
  }
  for (const look of looks) {
    const page = await openPage(browser, look)
    const name = `${look.width}-${look.colorScheme}-${look.locale}`
    if (folder) {
      await page.goto(server.url)
      await page.waitForTimeout(700)
      await page.screenshot({ path: join(folder, `${name}-first.png`) })
    }
    await talk(page, server.url)
    if (look.colorScheme === 'light' && look.locale === 'en-GB') {
      await page.screenshot({ path: join(shipped, `${look.width}.png`) })
    }
    if (folder) await page.screenshot({ path: join(folder, `${name}-chat.png`) })
    await page.context().close()
  }
} finally {
  await browser.close()
  await server.close()
}
