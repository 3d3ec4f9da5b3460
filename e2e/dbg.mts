import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { preview } from 'vite'
const s = await preview({ preview: { port: 4307, host: '127.0.0.1' }, logLevel: 'error' })
const b = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] })
const p = await b.newPage({ locale: 'en-GB' })
p.on('pageerror', e => console.log('E', String(e).slice(0, 500)))
await p.goto('http://127.0.0.1:4307/?engine=scripted&rate=400')
await p.evaluate(() => { for (const t of ['close', 'cancel', 'keydown', 'click', 'toggle']) document.addEventListener(t, e => console.log('EV', t, (e.target as any).tagName, (e.target as any).className, (e as any).key ?? ''), true) })
p.on('console', m => m.text().startsWith('EV') && console.log(m.text()))
const msg = p.getByRole('textbox', { name: 'Message', exact: true })
for (const word of ['/apps', '/documents']) for (const turn of [1, 2, 3]) {
  await msg.fill(word); await msg.press('Enter')
  await p.waitForTimeout(700)
  console.log(word, turn, JSON.stringify(await p.evaluate(() => [...document.querySelectorAll('dialog')].map(d => [d.open, d.innerHTML.length]))))
  await p.keyboard.press('Escape')
  await p.waitForTimeout(300)
}
await b.close(); await s.close(); process.exit(0)
