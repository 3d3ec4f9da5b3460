import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { chatsToJson } from './export.ts'
import { type ImportLink, openImport } from './open-import.ts'
import { serveImport } from './serve-import.ts'

const words = { image: 'Picture', audio: 'Recording', file: 'File' }

/** The worker's end in this thread, behind a real port. */
function link(isServed = true): ImportLink & { readonly isEnded: () => boolean } {
  const { port1, port2 } = new MessageChannel()
  port1.start()
  port2.start()
  if (isServed) serveImport(port2)
  let ended = false
  return Object.assign(port1 as unknown as ImportLink, {
    terminate() {
      ended = true
      port1.close()
    },
    isEnded: () => ended,
  })
}

const never = new AbortController().signal

describe('a file read in a worker', () => {
  test('is shown without its texts, and gives the chosen chats when they are asked for', async () => {
    const text = await readFile(new URL('./fixtures/hermit-v1.json', import.meta.url))
    const fractions: number[] = []
    const worker = link()
    const opened = await openImport(new Blob([text]), {
      words,
      signal: never,
      connect: () => worker,
      onProgress: fraction => fractions.push(fraction),
    })
    const { rows, source } = opened.preview
    expect(source).toBe('hermit')
    expect(rows.map(({ title, messages }) => [title, messages])).toEqual([
      ['What lives in a shell?', 6],
      ['Old friend', 2],
      ['', 0],
    ])
    expect(fractions.at(-1)).toBe(1)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect((await opened.take([1])).map(({ title }) => title)).toEqual(['Old friend'])
    expect(worker.isEnded()).toBe(false)
    opened.close()
    expect(worker.isEnded()).toBe(true)
  })

  test('gives many chats in pieces, and all of them', async () => {
    const chats = Array.from({ length: 40 }, (_, index) => ({
      id: `c${index}`,
      title: null,
      createdAt: 1,
      updatedAt: 1,
      leafId: null,
      contextStartId: null,
      messages: [
        {
          id: 'm',
          parentId: null,
          role: 'user' as const,
          text: 'x'.repeat(50_000),
          createdAt: 1,
          status: 'done' as const,
        },
      ],
    }))
    const worker = link()
    let pieces = 0
    worker.addEventListener('message', event => {
      if (event.data.type === 'import-chats') pieces += 1
    })
    const file = new Blob([chatsToJson(chats, 0)])
    const opened = await openImport(file, { words, signal: never, connect: () => worker, onProgress() {} })
    const indices = opened.preview.rows.map(({ index }) => index)
    expect(await opened.take(indices)).toEqual(chats)
    expect(pieces).toBeGreaterThan(3)
    opened.close()
  })

  test('is refused by the place', async () => {
    const worker = link()
    const file = new Blob(['{"format":"hermit-chats","version":1,"chats":[{"id":7}]}'])
    await expect(
      openImport(file, { words, signal: never, connect: () => worker, onProgress() {} }),
    ).rejects.toMatchObject({ field: { place: 'chats[0].id', expected: 'string' } })
    expect(worker.isEnded()).toBe(true)
  })

  test('is let go of at once when the person cancels, even where the worker says nothing', async () => {
    const worker = link(false)
    const stop = new AbortController()
    const reading = openImport(new Blob(['{}']), {
      words,
      signal: stop.signal,
      connect: () => worker,
      onProgress() {},
    })
    stop.abort()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(worker.isEnded()).toBe(true)
  })
})
