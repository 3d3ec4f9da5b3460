import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

// Playwright's own trace copies the page's whole tree at each step: that would be the longest task there is.
test.use({ trace: 'off' })

/** Ways out of the page that a model may have been told to write; CANARY is a server that counts. */
const channels = [
  '![i](CANARY/1)',
  '![i][ref]\n\n[ref]: CANARY/2',
  '[![i](CANARY/3)](CANARY/3b)',
  '<img src="CANARY/4">',
  '<img srcset="CANARY/5 1x, CANARY/5b 2x">',
  '<picture><source srcset="CANARY/6"><img></picture>',
  '<svg><image href="CANARY/7"/></svg>',
  '<svg><use xlink:href="CANARY/8#a"/></svg>',
  '<svg><style>@import url(CANARY/9)</style></svg>',
  '<style>@import "CANARY/10"; body{background:url(CANARY/10b)}</style>',
  '<div style="background-image:url(CANARY/11)">x</div>',
  '<p style="list-style:url(CANARY/12)">x</p>',
  '<meta http-equiv="refresh" content="0;url=CANARY/13">',
  '<link rel="prefetch" href="CANARY/14"><link rel="dns-prefetch" href="CANARY/14b">',
  '<link rel="stylesheet" href="CANARY/15"><link rel="preconnect" href="CANARY/15b">',
  '<base href="CANARY/16/"><a href="x">x</a>',
  '<iframe src="CANARY/17"></iframe><iframe srcdoc="<img src=CANARY/17b>"></iframe>',
  '<object data="CANARY/18"></object><embed src="CANARY/18b">',
  '<form action="CANARY/19"><input type="image" src="CANARY/19b"><button autofocus>go</button></form>',
  '<audio src="CANARY/20" autoplay></audio>',
  '<video poster="CANARY/21" src="CANARY/21b" autoplay></video>',
  '<table background="CANARY/22"><tr><td background="CANARY/22b">x</table>',
  '<body background="CANARY/23" onload="fetch(\'CANARY/23b\')">',
  '<script src="CANARY/24"></script><script>fetch("CANARY/24b")</script>',
  '<img src=x onerror="fetch(\'CANARY/25\')">',
  '<a ping="CANARY/26" href="CANARY/26b">x</a>',
  '<math><mtext><img src="CANARY/27"></mtext></math>',
  '<noscript><p title="</noscript><img src=CANARY/28>"></noscript>',
  '$\\includegraphics{CANARY/29}$ $\\href{CANARY/29b}{x}$ $\\htmlStyle{background:url(CANARY/29c)}{x}$',
  '<video><track default src="CANARY/30"></video><input type=image src="CANARY/30b">',
  '```html\n<img src="CANARY/31">\n```',
  '<template><img src="CANARY/32"></template><frameset><frame src="CANARY/32b"></frameset>',
]

/** Links that would run something, or go where they do not say. */
const runnable = [
  '[a](javascript:alert(1))',
  '[b](JaVaScRiPt:alert(1))',
  '[c](java&#115;cript:alert(1))',
  '[d](javascript&colon;alert(1))',
  '[e](<java\tscript:alert(1)>)',
  '[f](\u0001javascript:alert(1))',
  '[g](data:text/html,<script>alert(1)</script>)',
  '[h](vbscript:msgbox(1))',
  '<javascript:alert(1)>',
  '[i](  javascript:alert(1))',
  '[j](blob:http://a/b)',
  '[k](//elsewhere.test/x)',
  '[l](file:///etc/passwd)',
  '![m](javascript:alert(1))',
  '<a href="javascript:alert(1)">n</a>',
  '<div onclick="alert(1)" onmouseover="alert(1)">o</div>',
  '[p](x "onmouseover=alert(1)")',
  '$\\href{javascript:alert(1)}{q}$',
]

/** What looks like the above and is nothing of the kind: each is shown as it was meant. */
const harmless = [
  'A list is vector<int> or Map<string, number>.',
  'Write <div> and then </div>, with onclick="go()".',
  'If a < b && c > d then x <= y.',
  'The word javascript: is a scheme; data: and vbscript: are too.',
  'Say &amp;amp; for an ampersand.',
  'use std::vector<T> & co',
  'It costs $5, or $10 for two.',
  'I <3 you',
  'See <https://example.org/a?b=1&c=2> for more.',
  'Array[0] and obj["key"] and f(x)[1]',
  'C:\\Users\\me and 2 * 3 * 4 and snake_case_name',
]
const harmlessShown = harmless.map(text => text.replace('&amp;amp;', '&amp;').replace(/<(https[^>]+)>/, '$1'))

test('nothing that a model writes makes a request, opens a dialog or runs; harmless text stays whole @fault-37 @fault-38', async ({
  page,
  context,
  baseURL,
}) => {
  const canary: string[] = []
  const server = createServer((request, response) => {
    canary.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const away: string[] = []
  context.on('request', request => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('blob:'))
      away.push(request.url())
  })
  const dialogs: string[] = []
  page.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  try {
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=0&reply=back&context=100000')
    await hermit.send(channels.join('\n\n').replaceAll('CANARY', `http://127.0.0.1:${port}`))
    const egress = await hermit.answered()
    await expect(egress.getByRole('link').first()).toBeVisible()
    await hermit.send(runnable.join('\n\n'))
    const links = await hermit.answered()
    await expect(links.getByText('vbscript:msgbox(1)')).toBeVisible()
    await expect(links.getByRole('link')).toHaveCount(0)
    await hermit.send(harmless.join('\n\n'))
    const twins = await hermit.answered()
    const shown = await twins.locator('.block').allInnerTexts()
    expect(shown).toEqual(harmlessShown)

    // Everything is pressed on, by both buttons: what asks first has asked, and nothing has happened.
    for (const element of await links.locator('.block').all()) await element.click()
    for (const link of (await egress.getByRole('link').all()).slice(0, 3)) {
      await link.click({ button: 'middle' })
      await link.hover()
    }
    const made = await page.evaluate(() =>
      [...document.querySelectorAll('.markdown *')]
        .filter(
          element =>
            element.closest('.katex') === null &&
            (/^(?:IMG|SVG|STYLE|SCRIPT|IFRAME|FORM|INPUT|OBJECT|EMBED|LINK|META|BASE|VIDEO|AUDIO)$/i.test(
              element.tagName,
            ) ||
              [...element.attributes].some(({ name }) =>
                /^(?:on|style|href|src|id|name|ping|action)/.test(name),
              )),
        )
        .map(element => element.outerHTML),
    )
    expect(made).toEqual([])
    expect(context.pages()).toHaveLength(1)
    expect(canary).toEqual([])
    expect(away).toEqual([])
    expect(dialogs).toEqual([])
  } finally {
    await new Promise(resolve => server.close(resolve))
  }
})

const repeated = (part: string, length: number) =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length)

/** Texts that cost a parser or a browser more than their length: each alone took marked seconds, or its stack. */
const heavy: readonly string[] = [
  repeated('>', 3000),
  repeated('- ', 3000),
  Array.from({ length: 60 }, (_, at) => `${' '.repeat(at * 2)}- a`).join('\n'),
  repeated('[', 2000),
  repeated('[a](', 3000),
  repeated('**_a', 3000),
  repeated('__a_', 3000),
  `a${' '.repeat(8000)}b`,
  repeated('\n$$\na', 1500),
  repeated('\u202eab\u2066\u200bc ', 2000),
  repeated('$\\frac{a}{b}$ ', 1500),
  '$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a}\\a$',
  `${repeated('|a', 600)}|\n${repeated('|-', 600)}|\n${repeated('|b', 1200)}`,
  `\`\`\`js\n${repeated('const a = "b" // c\n', 12_000)}\n\`\`\`\n\nThe end.`,
]

/** The page's longest task while something is done, in milliseconds of its own processor time: load does not count. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser()
  if (!browser) throw new Error('This page has no browser of its own.')
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
  await act()
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString())
  const pages = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  )
  const tasks = trace.traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && pages.has(`${pid}/${tid}`))
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]))
  expect(tasks.length, 'tasks were traced').toBeGreaterThan(10)
  return Math.max(...tasks)
}

/** What a trace of Chromium says, as far as it is looked at here. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

test('an answer beyond reason holds the page up for no 200 ms, and Stop stops it @fault-40', {
  tag: '@alone',
}, async ({ page }) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=0&reply=back&context=2000000')
  await hermit.ready()
  await hermit.send('Begin')
  await expect((await hermit.answered()).locator('.block')).toBeVisible() // what draws Markdown is here
  // Typing so much into a box is another matter: from the press on Send on, it is about answers.
  await hermit.message.fill(heavy.join('\n\n'))
  const ofHeavy = await longestTask(page, async () => {
    await hermit.sendButton.click()
    await hermit.answered()
    await expect(hermit.answers.last()).toContainText('The end.')
  })
  expect(ofHeavy, 'many heavy blocks').toBeLessThan(200)

  // Stop, in the middle of an answer without end.
  await hermit.open('?engine=scripted&rate=0&words=100000&context=2000000')
  await hermit.ready()
  await hermit.message.fill('Go on')
  const ofLine = await longestTask(page, async () => {
    await hermit.sendButton.click()
    await expect(hermit.stopButton).toBeVisible()
    await page.waitForTimeout(1500)
    await hermit.stopButton.click()
    await expect(hermit.stopButton).toBeHidden()
  })
  expect(ofLine, 'an answer without end').toBeLessThan(200)
})

const theEnd = '\n\nThe end.'
/** Texts that are too long to be streamed here, and come at once when their chat is opened; by its title. */
const vast: Readonly<Record<string, string>> = {
  'A megabyte on one line': `${repeated('word ', 1_000_000)}${theEnd}`,
  '10,000 items': `${repeated('-\n', 20_000)}${theEnd}`,
  '10,000 empty headings': `${repeated('#\n', 20_000)}${theEnd}`,
  '10,000 lists in lists': `${repeated('- ', 20_000)}a${theEnd}`,
  'A fence that is not closed': `\`\`\`js\n${repeated('const a = "b" // c\n', 500_000)}${theEnd}`,
  'Marks that are not seen': `${repeated('\u202eab\u2066\u200bc ', 50_000)}${theEnd}`,
}

test('a chat beyond reason opens and holds the page up for no 200 ms @fault-40', { tag: '@alone' }, async ({
  page,
}) => {
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted')
  await page.waitForTimeout(500) // the first writing of the records
  await page.goto('/icons/favicon.svg')
  await storeChats(page, vast)
  await hermit.open('?engine=scripted&reply=back')
  await hermit.ready()
  await hermit.send('Begin')
  await expect((await hermit.answered()).locator('.block')).toBeVisible() // what draws Markdown is here
  for (const name of Object.keys(vast)) {
    const ofOne = await longestTask(page, async () => {
      await hermit.chats.getByRole('button', { name, exact: true }).click()
      // Not by role: to look for those in so large a page is long work in the page itself.
      await page.waitForFunction(
        () => [...document.querySelectorAll('.block')].at(-1)?.textContent?.includes('The end.'),
        undefined,
        { polling: 200, timeout: 30_000 },
      )
      await page.waitForTimeout(300) // colours and layout come after it
    })
    expect.soft(ofOne, name).toBeLessThan(200)
  }
})

/** Puts chats on the disk of a page on which Hermit does not run: by title, the text of their question and answer. */
async function storeChats(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(
    all =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const writing = opening.result.transaction('records', 'readwrite')
          for (const [title, text] of Object.entries(all)) {
            const common = { createdAt: 1, status: 'done' }
            const conversation = {
              id: title,
              title,
              createdAt: 1,
              updatedAt: 1,
              leafId: 'answer',
              contextStartId: null,
              messages: [
                { id: 'question', parentId: null, role: 'user', text, ...common },
                { id: 'answer', parentId: 'question', role: 'assistant', text, ...common },
              ],
            }
            writing.objectStore('records').put(conversation, `conversation/${title}`)
          }
          writing.oncomplete = () => {
            opening.result.close()
            resolve()
          }
          writing.onabort = () => reject(writing.error)
        }
      }),
    answers,
  )
}
