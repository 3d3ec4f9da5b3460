import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from './find-browser.ts'

/** The PNG icons, each drawn from the SVG beside it. Run by hand after the drawing has changed. */
const drawings: readonly { readonly from: string; readonly to: string; readonly px: number }[] = [
  { from: 'icon.svg', to: 'icon-192.png', px: 192 },
  { from: 'icon.svg', to: 'icon-512.png', px: 512 },
  { from: 'maskable.svg', to: 'maskable-512.png', px: 512 },
  { from: 'maskable.svg', to: 'apple-touch-icon.png', px: 180 }, // no transparency: the phone rounds it
]

const folder = fileURLToPath(new URL('../public/icons/', import.meta.url))
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] })
try {
  const page = await browser.newPage()
  for (const { from, to, px } of drawings) {
    const svg = await readFile(join(folder, from), 'utf8')
    await page.setViewportSize({ width: px, height: px })
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${px}px}</style>${svg}`)
    await writeFile(join(folder, to), await page.screenshot({ omitBackground: true }))
  }
} finally {
  await browser.close()
}
