import type { Page } from '@playwright/test'
import { HermitPage } from '../e2e/pages/hermit-page.ts'
import type { Conversation, Message } from '../src/chat/conversation.ts'
import { inPage, onStage } from './browser.ts'
import { interleave } from './statistics.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 5
const sizes = [1000, 5000] as const

/** How long a chat takes to open, and how much of a page it makes, for its number of messages. */
export async function longChat(): Promise<BenchResult> {
  const opened: Record<number, number[]> = { 1000: [], 5000: [] }
  const nodes: Record<number, number[]> = { 1000: [], 5000: [] }
  const scrolled: number[] = []
  await onStage(stage =>
    inPage(stage, async page => {
      const hermit = new HermitPage(page, stage.appUrl)
      await hermit.open('?engine=scripted')
      await hermit.ready()
      await page.waitForTimeout(600)
      await store(page, sizes.map(chatOf))
      await page.reload()
      await hermit.ready()
      await interleave(
        rounds,
        sizes.map(size => async () => {
          await hermit.button('New chat').click()
          const { ms, count } = await open(page, titleOf(size))
          opened[size]?.push(ms)
          nodes[size]?.push(count)
        }),
      )
      await open(page, titleOf(5000))
      for (let step = 0; step < 40; step++) {
        await hermit.conversation.evaluate(log => log.scrollBy(0, -4000))
        await page.waitForTimeout(30)
      }
      scrolled.push(await page.evaluate(() => document.querySelectorAll('*').length))
    }),
  )
  const [few = [], many = []] = sizes.map(size => opened[size] ?? [])
  const [fewNodes = [], manyNodes = []] = sizes.map(size => nodes[size] ?? [])
  const ratio = (a: readonly number[], b: readonly number[]) =>
    a.map((value, at) => value / (b[at] ?? Number.NaN))
  return {
    figures: [
      figure('opening 5,000 messages / 1,000', 'ratio', ratio(many, few), { kind: 'at most', value: 1.3 }),
      figure('opening 5,000 messages', 'ms', many),
      figure('opening 1,000 messages', 'ms', few),
      figure('elements in the page, 5,000 / 1,000', 'ratio', ratio(manyNodes, fewNodes), {
        kind: 'at most',
        value: 1.05,
        decides: true,
      }),
      figure('elements in the page with 5,000', 'elements', manyNodes),
      figure('the same after 40 screens upwards', 'elements', scrolled),
    ],
    notes: ['Opening: from the press in the list of chats until the last message has been painted.'],
  }
}

const titleOf = (size: number) => `${size} messages`

function chatOf(size: number): Conversation {
  const messages = Array.from({ length: size }, (_, at): Message => {
    const isQuestion = at % 2 === 0
    return {
      id: `${size}-${at}`,
      parentId: at === 0 ? null : `${size}-${at - 1}`,
      role: isQuestion ? 'user' : 'assistant',
      text: isQuestion
        ? `Question ${at}: and then?`
        : `Answer ${at}: tides come from the **Moon**.\n\n- high\n- low\n\nAnd \`so\` on.`,
      createdAt: 1_700_000_000_000 + at,
      status: 'done',
    }
  })
  return {
    id: `chat-${size}`,
    title: titleOf(size),
    createdAt: 1_700_000_000_000,
    updatedAt: 1_700_000_000_000 + size,
    leafId: messages.at(-1)?.id ?? null,
    contextStartId: null,
    messages,
  }
}

/** Writes chats past the app; it reads them at the next start. */
function store(page: Page, chats: readonly Conversation[]): Promise<void> {
  return page.evaluate(
    records =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('records', 'readwrite')
          for (const record of records)
            transaction.objectStore('records').put(record, `conversation/${record.id}`)
          transaction.onerror = () => reject(transaction.error)
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    chats,
  )
}

/** Presses a chat in the list and waits, in the page, until its last message has been painted. */
function open(page: Page, title: string): Promise<{ readonly ms: number; readonly count: number }> {
  return page.evaluate(async wanted => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('nav button')]
    const button = buttons.find(each => each.textContent === wanted)
    if (!button) throw new Error(`There is no chat "${wanted}"`)
    const last = `Answer ${Number.parseInt(wanted, 10) - 1}:`
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
    const begun = performance.now()
    button.click()
    while (!document.querySelector('[role="log"]')?.textContent?.includes(last)) await frame()
    await frame()
    const ms = performance.now() - begun
    await new Promise(resolve => setTimeout(resolve, 500))
    return { ms, count: document.querySelectorAll('*').length }
  }, title)
}
