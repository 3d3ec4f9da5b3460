import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { shippedHeaders } from '../src/pwa/headers.ts'
import { browserArguments, findBrowser } from './find-browser.ts'
import { serveStatic } from './serve-static.ts'

/**
 * Pictures of the built app with the real model: `npx tsx scripts/take-screenshots.ts` writes the two of the
 * manifest and the READMEs; with a folder as argument also every theme, language and width, for looking at.
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
    colorScheme,
    locale,
  })
  return context.newPage()
}

/** Two questions and their answers, as the model gives them. */
async function talk(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page
    .getByRole('status')
    .filter({ hasText: /Ready|就绪/ })
    .waitFor({ timeout: 120_000 })
  await page.waitForTimeout(3000)
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

const server = await serveStatic('dist', { headers: shippedHeaders })
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] })
try {
  await mkdir(shipped, { recursive: true })
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
