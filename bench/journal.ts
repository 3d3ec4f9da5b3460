import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { HermitPage } from '../e2e/pages/hermit-page.ts'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { serveStatic } from '../scripts/serve-static.ts'
import { shippedHeaders } from '../src/pwa/headers.ts'
import { type BenchResult, figure } from './table.ts'

const runs = 20
const tokensPerSecond = 100
/** Between two writes of the journal: the kills are spread over it. */
const gapMs = 250

/** What is lost of an answer when the whole browser is killed while it streams (SIGKILL: no event is sent). */
export async function journal(): Promise<BenchResult> {
  const profile = await mkdtemp(join(tmpdir(), 'hermit-journal-'))
  const app = await serveStatic('dist', { headers: { ...shippedHeaders } })
  const lostMs: number[] = []
  const writingMs: number[] = []
  let lostMessages = 0
  let backInBox = 0
  let notInterrupted = 0
  try {
    let asked: string | undefined
    for (let run = 0; run <= runs; run++) {
      // Each start sees what the kill before has left, and is killed itself: in an answer, and then as soon as a
      // question is shown.
      const streamed = await killedWhile(
        profile,
        app.url,
        `Write in run ${run}`,
        600 + (run * gapMs) / runs,
        asked,
      )
      if (asked !== undefined && streamed.left.status === undefined) {
        if (streamed.left.inBox === asked) backInBox++
        else lostMessages++
      }
      if (run === runs) break
      asked = `Sent in run ${run}`
      const { left } = await killedWhile(profile, app.url, asked, 0, `Write in run ${run}`)
      if (left.status !== 'interrupted') notInterrupted++
      lostMs.push(lostOf(streamed, left))
      writingMs.push(...streamed.writingMs)
    }
  } finally {
    await app.close()
    await rm(profile, { recursive: true, force: true })
  }
  return {
    figures: [
      figure('of an answer, lost', 'ms of what was shown', lostMs),
      {
        name: 'the worst of them',
        value: Math.max(...lostMs),
        unit: 'ms of what was shown',
        limit: { kind: 'at most', value: 250 },
      },
      figure('a write of the journal', 'ms from begin to commit', writingMs),
      {
        name: 'messages lost that were shown',
        value: lostMessages,
        unit: `of ${runs}`,
        limit: { kind: 'at most', value: 0, decides: true },
      },
      { name: 'messages not sent yet, and back in the box', value: backInBox, unit: `of ${runs}` },
      {
        name: 'answers not marked as interrupted',
        value: notInterrupted,
        unit: `of ${runs}`,
        limit: { kind: 'at most', value: 0, decides: true },
      },
    ],
    notes: [
      'All processes of the browser are killed at 20 moments, spread over the gap between two writes of the journal.',
      'Lost is the time from the paint that first showed a token which the next start has not, until the kill: 100 tokens/s.',
      'A message is killed as soon as it is shown. It is in its chat, or, where that came before the commit, in the box as it was.',
    ],
  }
}

/** What is left of an answer; without a status its question is not there. */
interface Left {
  readonly tokens: number
  readonly status: string | undefined
  /** What the start has in the box, unsent. */
  readonly inBox: string
}

/** So many tokens were on the screen, and since when: Date.now(), which is one clock for the page and for this process. */
interface Paint {
  readonly at: number
  readonly tokens: number
}

interface Shown {
  readonly paints: readonly Paint[]
  readonly killedAt: number
  /** How long the writes of records took that ended before the kill. */
  readonly writingMs: readonly number[]
  /** Of the question that was asked before the last kill. */
  readonly left: Left
}

/** For how long there had been something on the screen, in milliseconds, that is not on the disk. */
function lostOf({ paints, killedAt }: Shown, left: Left): number {
  const firstLost = paints.find(({ tokens }) => tokens > left.tokens)
  return firstLost ? killedAt - firstLost.at : 0
}

/** Streams an answer for so long, then kills the browser. @param afterMs 0: when the question is shown. */
async function killedWhile(
  profile: string,
  url: string,
  question: string,
  afterMs: number,
  before: string | undefined,
): Promise<Shown> {
  return inBrowser(profile, async (page, kill) => {
    const hermit = new HermitPage(page, url)
    await page.goto(`${url}?engine=scripted&rate=${tokensPerSecond}&words=3000`)
    await hermit.message.waitFor({ timeout: 60_000 })
    await hermit.ready()
    const left = await leftOf(hermit, before)
    const paints: Paint[] = []
    const writingMs: number[] = []
    await page.exposeFunction('notePaint', (paint: Paint) => paints.push(paint))
    await page.exposeFunction('noteWriting', (ms: number) => writingMs.push(ms))
    await page.evaluate(watch)
    await hermit.message.fill(question)
    await page.waitForTimeout(1000) // the draft has been written meanwhile
    await hermit.sendButton.click()
    if (afterMs === 0) await hermit.questions.last().waitFor()
    else {
      while (paints.length === 0) await page.waitForTimeout(5)
      await page.waitForTimeout(afterMs)
    }
    kill()
    return { paints, killedAt: Date.now(), writingMs, left }
  })
}

/** In the page: tells of every paint of the answer that shows more, as it happens, and of every write. */
function watch(): void {
  const tell = (name: string, what: unknown) =>
    (Reflect.get(globalThis, name) as (what: unknown) => void)(what) // exposed
  let shown = 0
  const look = () => {
    const tokens = (document.querySelector('[aria-busy=true]')?.textContent ?? '').split('word').length - 1
    if (tokens <= shown) return
    shown = tokens
    // A message that is posted before a paint comes after it.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      tell('notePaint', { at: Date.now(), tokens })
    }
    port2.postMessage(undefined)
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const transaction = begin.call(this, names, mode, options)
    const begunAt = performance.now()
    if (mode === 'readwrite') {
      transaction.addEventListener('complete', () => tell('noteWriting', performance.now() - begunAt))
    }
    return transaction
  }
}

/** What a start has of the answer to a question, once it is marked as interrupted. */
async function leftOf(hermit: HermitPage, question: string | undefined): Promise<Left> {
  const inBox = await hermit.message.inputValue()
  let left: Left = { tokens: 0, status: undefined, inBox }
  for (let tries = 0; question !== undefined && tries < 30 && left.status !== 'interrupted'; tries++) {
    const chats = await hermit.stored()
    const answer = chats.find(([first]) => first?.text === question)?.[1]
    left = { tokens: countWords(answer?.text ?? ''), status: answer?.status, inBox }
    if (left.status !== 'interrupted') await hermit.page.waitForTimeout(100)
  }
  return left
}

function countWords(text: string): number {
  return text.split('word').length - 1
}

/** A browser of its own process group, so that `kill` ends all of it at once. */
async function inBrowser<T>(profile: string, use: (page: Page, kill: () => void) => Promise<T>): Promise<T> {
  const child = spawn(
    await findBrowser(),
    [
      ...browserArguments,
      '--headless=new',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stderr.on('data', piece => {
        said += String(piece)
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (found) resolve(found)
      })
      child.once('exit', () => reject(new Error(`The browser did not start: ${said.slice(-500)}`)))
    })
    const browser = await chromium.connectOverCDP(address)
    const [context] = browser.contexts()
    // tsx names functions through one of its own, which is not there when a function is sent to a page.
    await context?.addInitScript('globalThis.__name = value => value')
    const page = await context?.newPage()
    if (!page) throw new Error('The browser has no page')
    return await use(page, kill)
  } finally {
    try {
      kill()
    } catch {
      // It is gone.
    }
    await ended
  }
}
