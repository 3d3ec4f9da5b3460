import { describe, expect, test } from 'vitest'
import type { ReadEvent } from '../document.ts'
import { fileOf, fixture, gathered, inNode, read } from './fixtures.fixture.ts'
import { isDocumentName, type ReadLink, readDocument } from './open-document.ts'
import { serveReading } from './serve-reading.ts'

/** The worker's end in this thread, behind a real port. */
function link(isServed = true): ReadLink & {
  readonly isEnded: () => boolean
  fail(): void
  mostLetters(): number
  mostWaiting(): number
} {
  const { port1, port2 } = new MessageChannel()
  port1.start()
  port2.start()
  let ended = false
  let failed = () => {}
  let most = 0
  let waiting = 0
  let mostWaiting = 0
  port1.addEventListener('message', event => {
    if (event.data.type !== 'read-parts') return
    waiting += 1
    mostWaiting = Math.max(mostWaiting, waiting)
    most = Math.max(most, JSON.stringify(event.data).length)
  })
  if (isServed) serveReading(port2, inNode)
  const post = port1.postMessage.bind(port1)
  const add = port1.addEventListener.bind(port1)
  return Object.assign(port1 as unknown as ReadLink, {
    addEventListener(type: string, listener: (event: MessageEvent) => void) {
      if (type === 'error') failed = () => listener(new Event('error') as MessageEvent)
      else add(type as 'message', listener)
    },
    postMessage(message: { type: string }) {
      if (message.type === 'read-taken') waiting -= 1
      post(message)
    },
    terminate() {
      ended = true
      port1.close()
    },
    isEnded: () => ended,
    fail: () => failed(),
    mostLetters: () => most,
    mostWaiting: () => mostWaiting,
  })
}

const never = new AbortController().signal

describe('a document read in a worker', () => {
  test('comes as it is read, page by page, and ends the worker', async () => {
    const worker = link()
    const file = await fixture('opticks.pdf')
    const here = await gathered(readDocument(file, never, { connect: () => worker }))
    expect(here).toEqual(await read(file))
    expect(worker.isEnded()).toBe(true)
  })

  test('that is one long page crosses in small pieces, and is one page again', async () => {
    const line = 'A line of a text that is long without pages. '.repeat(20)
    const file = fileOf('long.txt', Array.from({ length: 4000 }, (_, at) => `${at} ${line}`).join('\n\n'))
    const worker = link()
    const here = await gathered(readDocument(file, never, { connect: () => worker }))
    expect(here.pages).toHaveLength(1)
    expect(here.blocks).toHaveLength(4000)
    expect(here).toEqual(await read(file))
    expect(worker.mostLetters(), 'of one message').toBeLessThan(600_000)
  })

  test('is refused by its fault', async () => {
    const worker = link()
    const reading = gathered(readDocument(await fixture('locked.pdf'), never, { connect: () => worker }))
    await expect(reading).rejects.toMatchObject({ fault: { code: 'document-encrypted' } })
    expect(worker.isEnded()).toBe(true)
  })

  test('is let go of at once when the person cancels, even where the worker says nothing', async () => {
    const worker = link(false)
    const stop = new AbortController()
    const reading = gathered(
      readDocument(await fixture('opticks.pdf'), stop.signal, { connect: () => worker }),
    )
    stop.abort()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(worker.isEnded()).toBe(true)
  })

  test('is cancelled in the middle of its pages', async () => {
    const worker = link()
    const stop = new AbortController()
    const pages: ReadEvent[] = []
    const reading = (async () => {
      for await (const event of readDocument(await fixture('opticks.pdf'), stop.signal, {
        connect: () => worker,
      })) {
        pages.push(event)
        stop.abort()
      }
    })()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(pages).toHaveLength(1)
    expect(worker.isEnded()).toBe(true)
  })

  test('ends the worker where its reader leaves', async () => {
    const worker = link()
    for await (const _ of readDocument(await fixture('opticks.pdf'), never, { connect: () => worker })) break
    expect(worker.isEnded()).toBe(true)
  })

  test('fails where the worker dies, and where it says nothing for too long', async () => {
    const dead = link(false)
    const dying = gathered(readDocument(await fixture('opticks.pdf'), never, { connect: () => dead }))
    setTimeout(() => dead.fail(), 5)
    await expect(dying).rejects.toMatchObject({ fault: { code: 'document-stopped' } })
    const silent = link(false)
    const patience = { tickMs: 5, silentTicks: 3 }
    const waiting = gathered(readDocument(fileOf('a.txt', 'x'), never, { connect: () => silent, patience }))
    await expect(waiting).rejects.toMatchObject({ fault: { code: 'document-stopped', detail: 'silent' } })
    expect(silent.isEnded()).toBe(true)
  })

  test('waits for a reader that is slow, and does not run ahead of it', async () => {
    const worker = link()
    let pages = 0
    for await (const event of readDocument(await fixture('opticks.pdf'), never, { connect: () => worker })) {
      if (event.type === 'read-page') pages += 1
      // Longer than the worker gathers pages for.
      if (pages < 8) await new Promise(resolve => setTimeout(resolve, 120))
    }
    expect(pages).toBe(54)
    expect(worker.mostWaiting()).toBeLessThanOrEqual(2)
  })
})

test('names say what is a document', () => {
  for (const name of [
    'a.pdf',
    'A.PDF',
    'b.docx',
    'c.epub',
    'd.mhtml',
    'e.md',
    'f.tsv',
    'g.rs',
    'README',
    'Makefile',
    '论语.txt',
  ]) {
    expect(isDocumentName(name), name).toBe(true)
  }
  for (const name of ['a.png', 'b.exe', 'c.zip', 'd', 'pdf', 'e.pdf.part', '']) {
    expect(isDocumentName(name), name).toBe(false)
  }
})
