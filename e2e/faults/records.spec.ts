import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { expectAlert, expectFocusKept, noteAlerts } from '../alerts.ts'
import { HermitPage } from '../pages/hermit-page.ts'
import { ownBrowser } from './own-browser.ts'
import { leaveHermit, type RawRecord, readRaw, withoutMeta, writeRaw } from './raw-records.ts'

const scripted = '?engine=scripted&rate=400'

let errors: string[] = []
let base = ''
test.beforeEach(async ({ page, baseURL }) => {
  await page.addInitScript(noteAlerts)
  base = baseURL ?? ''
  errors = []
  page.on('pageerror', error => errors.push(String(error)))
})
test.afterEach(() => {
  expect(errors, 'nothing is thrown or rejected that nobody takes').toEqual([])
})

/** A Hermit with one chat on the disk, and the page where it is not. */
async function withChat(page: Page, said: string): Promise<HermitPage> {
  const hermit = new HermitPage(page, base)
  await hermit.open(scripted)
  await hermit.send(said)
  await hermit.answered()
  await hermit.saved()
  await leaveHermit(page, base)
  return hermit
}

/** The next thing a person does works: a message is sent, answered and on the disk. */
async function expectWorking(hermit: HermitPage, said: string): Promise<void> {
  await hermit.button('New chat').first().click()
  await hermit.send(said)
  await hermit.answered()
  const isKept = async () => {
    const records = await readRaw(hermit.page)
    return records.some(([key, value]) => {
      const written = key.startsWith('conversation/') ? JSON.stringify(value) : ''
      return written.includes(JSON.stringify(said)) && !written.includes('"streaming"')
    })
  }
  await expect.poll(isKept).toBe(true)
}

test('an old tab lets go of the records when another tab needs them, and goes on writing @fault-18', async ({
  page,
  context,
}) => {
  const hermit = new HermitPage(page, base)
  await hermit.open(scripted)
  await hermit.send('In the old tab')
  await hermit.answered()
  await hermit.saved()
  const newer = await context.newPage()
  await leaveHermit(newer, base)
  const tookMs = await newer.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const since = performance.now()
        const opening = indexedDB.open('hermit', 7)
        opening.onerror = () => reject(opening.error)
        opening.onblocked = () => reject(new Error('the old tab does not let go'))
        opening.onsuccess = () => {
          opening.result.close()
          resolve(performance.now() - since)
        }
      }),
  )
  expect(tookMs).toBeLessThan(2000)
  await expectWorking(hermit, 'And after it')
  expect((await hermit.stored()).length).toBe(2)
})

test('a tab that does not let go of the records cannot make Hermit hang: it says so, works, and finds all when that tab is gone @fault-18 @fault-44', async ({
  page,
  context,
}) => {
  const hermit = await withChat(page, 'Said before')
  const stubborn = await context.newPage()
  await leaveHermit(stubborn, base)
  // One that holds on and is deaf, and one that waits for it: every later open waits behind both.
  await stubborn.evaluate(
    () =>
      new Promise<void>(resolve => {
        const holding = indexedDB.open('hermit')
        holding.onsuccess = () => {
          const waiting = indexedDB.open('hermit', 9)
          waiting.onblocked = () => resolve()
        }
      }),
  )
  const since = Date.now()
  await hermit.open(scripted)
  await expect(page.getByRole('alert')).toHaveCount(1, { timeout: 20_000 })
  expect(Date.now() - since).toBeLessThan(15_000)
  await expectAlert(page, /^Another tab is holding on to the chats/, 'Export chats')
  await hermit.send('Said while it is blocked')
  await expect(await hermit.answered()).toContainText('Said while it is blocked')
  await stubborn.close()
  await page.reload()
  await hermit.ready()
  await expect(hermit.chats.getByRole('button', { name: 'Said before', exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectWorking(hermit, 'Said after it')
})

test('records of a newer Hermit are read and exported, never changed, and are whole for the newer one @fault-19 @fault-44', async ({
  page,
}) => {
  const hermit = await withChat(page, 'From the future')
  await writeRaw(page, [
    ['meta/version', 99],
    ['conversation/unheard-of', { id: 'unheard-of', shape: { of: 'tomorrow' } }],
    ['thought/1', { what: 'a kind of record that is not known yet' }],
  ])
  const before = await readRaw(page)
  await hermit.open(scripted)
  const save = await expectAlert(page, /^These chats were saved by a newer Hermit/, 'Export chats')
  await hermit.chats.getByRole('button', { name: 'From the future', exact: true }).click()
  await expect(hermit.answers).toHaveCount(1)
  const saving = page.waitForEvent('download')
  await save.press('Enter')
  const exported = await readFile(await (await saving).path(), 'utf8')
  expect(exported).toContain('From the future')
  await hermit.message.fill('may not be sent')
  await hermit.message.press('Enter')
  await expect(hermit.questions).toHaveCount(1)
  await expect(hermit.sendButton).toBeDisabled()
  await page.waitForTimeout(1500)
  await page.reload()
  await expectAlert(page, /^These chats were saved by a newer Hermit/, 'Export chats')
  await leaveHermit(page, base)
  expect(await readRaw(page), 'to the last byte as they were').toEqual(before)

  await writeRaw(page, [
    ['meta/version', before.find(([key]) => key === 'meta/version') ? 1 : undefined],
    ['conversation/unheard-of', undefined],
    ['thought/1', undefined],
  ])
  await hermit.open(scripted)
  await expectWorking(hermit, 'Back in the present')
})

test('a migration killed half-way: the records are old or new, and complete @fault-20', async () => {
  test.setTimeout(5 * 60_000)
  const own = await ownBrowser()
  try {
    const first = await own.start()
    const page = await first.newPage()
    await withChat(page, 'Before the migration')
    const raw = await readRaw(page)
    const newest = raw.find(([key]) => key === 'meta/version')?.[1]
    const chat = raw.find(([key]) => key.startsWith('conversation/'))?.[1] as Record<string, unknown>
    // Enough that reading, migrating and writing take some time.
    const many = Array.from({ length: 150 }, (_, index): RawRecord => {
      const id = `many-${index}`
      return [`conversation/${id}`, { ...chat, id, title: `Chat ${index} ${'x'.repeat(20_000)}` }]
    })
    await writeRaw(page, [...many, ['meta/version', 1]])
    const before = withoutMeta(await readRaw(page)).filter(([key]) => key.startsWith('conversation/'))
    expect(before).toHaveLength(151)
    await first.close()

    // In the middle of the transaction, and at moments around it.
    for (const killAt of ['in the transaction', 30, 120, 400] as const) {
      const context = await own.start()
      const victim = await context.newPage()
      if (killAt === 'in the transaction') {
        await victim.addInitScript(() => {
          const { put } = IDBObjectStore.prototype
          IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
            const request = put.call(this, value, key)
            if (key === 'meta/version') {
              console.log('the migration is under way')
              const until = performance.now() + 3000
              while (performance.now() < until);
            }
            return request
          }
        })
        const under = victim.waitForEvent('console', message => /under way/.test(message.text()))
        void victim.goto(`${base}${scripted}`).catch(() => undefined)
        await under
      } else {
        void victim.goto(`${base}${scripted}`, { waitUntil: 'commit' }).catch(() => undefined)
        await victim.waitForTimeout(killAt)
      }
      await own.kill(context)

      const reader = await own.start()
      const looking = await reader.newPage()
      await leaveHermit(looking, base)
      const after = await readRaw(looking)
      const version = after.find(([key]) => key === 'meta/version')?.[1]
      expect([1, newest], String(killAt)).toContain(version)
      if (killAt === 'in the transaction') expect(version, 'nothing of it was kept').toBe(1)
      expect(withoutMeta(after).filter(([key]) => key.startsWith('conversation/'))).toEqual(before)
      await writeRaw(looking, [['meta/version', 1]])
      await reader.close()
    }

    const last = await own.start()
    const hermit = new HermitPage(await last.newPage(), base)
    await hermit.open(scripted)
    await expect(
      hermit.chats.getByRole('button', { name: 'Before the migration', exact: true }),
    ).toBeVisible()
    await expect(hermit.page.getByRole('alert')).toHaveCount(0)
    await expectWorking(hermit, 'After the migration')
    await leaveHermit(hermit.page, base)
    const end = await readRaw(hermit.page)
    expect(end.find(([key]) => key === 'meta/version')?.[1]).toBe(newest)
    expect(end.filter(([key]) => key.startsWith('conversation/'))).toHaveLength(152)
  } finally {
    await own.remove()
  }
})

test('records of every bad shape are set aside as they are, and the good ones are listed @fault-21 @fault-44', async ({
  page,
}) => {
  const hermit = await withChat(page, 'A good chat')
  const good = (await readRaw(page)).find(([key]) => key.startsWith('conversation/'))?.[1] as {
    readonly messages: readonly object[]
  }
  const broken: RawRecord[] = [
    ['conversation/null', null],
    ['conversation/number', 7],
    ['conversation/text', 'text'],
    ['conversation/list', []],
    ['conversation/no-messages', { ...good, id: 'no-messages', messages: 'none' }],
    ['conversation/role', { ...good, id: 'role', messages: [{ ...good.messages[0], role: 'system' }] }],
    ['conversation/message-null', { ...good, id: 'message-null', messages: [null] }],
    ['conversation/dates', { ...good, id: 'dates', createdAt: 'yesterday' }],
  ]
  await writeRaw(page, broken)
  await hermit.open(scripted)
  const dismiss = await expectAlert(page, /^8 chats could not be read; they are kept as they are/, 'Dismiss')
  await expect(hermit.chats.getByRole('button', { name: 'A good chat', exact: true })).toBeVisible()
  await dismiss.press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectFocusKept(page)
  await expectWorking(hermit, 'Another good chat')
  await leaveHermit(page, base)
  const after = new Map(await readRaw(page))
  for (const [key, value] of broken) expect(after.get(key), key).toEqual(value)

  // Other records than chats: the settings and drafts of a person are theirs, Hermit starts without them.
  await writeRaw(page, [
    ['settings', { theme: 7, language: [] }],
    ['drafts', 'none'],
    ['presets', 5],
  ])
  await hermit.open(scripted)
  await expect(hermit.chats.getByRole('button', { name: 'A good chat', exact: true })).toBeVisible()
  await expectWorking(hermit, 'After bad settings')
})

test('the disk is full while an answer streams: it goes on on the screen, can be exported, and is kept when there is room @fault-13 @fault-44', async ({
  page,
}) => {
  test.setTimeout(4 * 60_000)
  const hermit = new HermitPage(page, base)
  await hermit.open('?engine=scripted&rate=10&words=1500')
  const protocol = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  await hermit.send('Count the waves')
  const answer = hermit.answers.last()
  const words = async () => ((await answer.innerText()).match(/\bword\b/g) ?? []).length
  await expect.poll(words).toBeGreaterThan(5)
  await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  // The browser believes for up to half a minute in the room it saw last: write until it looks again.
  let round = 0
  const writeMore = async () => {
    round += 1
    await hermit.message.fill(String(round % 10).repeat(1_000_000))
    return page.getByRole('alert').count()
  }
  await expect.poll(writeMore, { timeout: 90_000, intervals: [1500] }).toBe(1)
  const save = await expectAlert(page, /^The room this browser gives Hermit is used up/, 'Export chats')
  await expect(hermit.stopButton, 'the answer is still being written').toBeVisible()
  const shown = await words()
  await expect.poll(words, 'and grows on the screen').toBeGreaterThan(shown + 5)
  const saving = page.waitForEvent('download')
  await save.press('Enter')
  const exported = await readFile(await (await saving).path(), 'utf8')
  expect((exported.match(/\bword\b/g) ?? []).length).toBeGreaterThan(shown)
  await expect(hermit.stopButton, 'exporting stops nothing').toBeVisible()

  await hermit.message.fill('my next question')
  await protocol.send('Storage.overrideQuotaForOrigin', { origin })
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 60_000 })
  await hermit.stopButton.click()
  await hermit.answered()
  const [question, kept] = await hermit.saved()
  expect(question?.text).toBe('Count the waves')
  expect(kept?.status).toBe('stopped')
  expect((kept?.text.match(/\bword\b/g) ?? []).length).toBeGreaterThan(shown)
  await page.reload()
  await expect(hermit.chats.getByRole('button', { name: 'Count the waves', exact: true })).toBeVisible()
})
