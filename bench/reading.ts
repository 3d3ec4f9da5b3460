import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { writePdf } from '../scripts/pdf-writer.ts'
import { serveStatic } from '../scripts/serve-static.ts'
import type { ReadEvent } from '../src/abilities/documents/document.ts'
import { pdfFilesPlugin } from '../src/abilities/documents/read/pdf-files-plugin.ts'
import { readFile as readHere } from '../src/abilities/documents/read/read-file.ts'
import { toFault } from '../src/fault.ts'
import { shippedHeaders } from '../src/pwa/headers.ts'
import type { ReadingRun } from './reading-page/main.ts'
import { type BenchResult, type Figure, figure } from './table.ts'

const rounds = 5
const fixtures = resolve('src/abilities/documents/read/fixtures')
const pdfFiles = { folder: `${resolve('node_modules/pdfjs-dist')}/`, isFetched: false }

/** How fast documents are read in the built worker, whether as in Node, and what the page feels of it. */
export async function reading(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-reading-'))
  await build({
    root: fileURLToPath(new URL('reading-page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    publicDir: fixtures,
    plugins: [pdfFilesPlugin()],
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
  })
  await writeFile(join(folder, 'long.pdf'), longBook(2000))
  const server = await serveStatic(folder, { headers: { ...shippedHeaders } })
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] })
  try {
    const page = await browser.newPage()
    await page.goto(server.url)
    await page.waitForFunction(() => globalThis.readingBench !== undefined)
    return await measured(page, server.url)
  } finally {
    await browser.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measured(page: Page, url: string): Promise<BenchResult> {
  const read = (name: string, options: { keep?: boolean; times?: number } = {}): Promise<ReadingRun> =>
    page.evaluate(([address, file, how]) => globalThis.readingBench.read(address, file, how), [
      url + name,
      name,
      options,
    ] as const)
  const names = (await readdir(fixtures)).filter(name => !/^README/.test(name))
  const differing: string[] = []
  for (const name of names) {
    const { events, fault } = await read(name, { keep: true })
    const here = await asInNode(name)
    if (!isDeepStrictEqual({ events, code: fault?.code }, here)) differing.push(name)
  }
  const book: ReadingRun[] = []
  const stops: number[] = []
  for (let round = 0; round < rounds; round++) {
    book.push(await read('opticks.pdf'))
    stops.push(
      await page.evaluate(
        address => globalThis.readingBench.abort(address, 'opticks.pdf'),
        `${url}opticks.pdf`,
      ),
    )
  }
  const long = await read('long.pdf')
  // 82 kB so often that the file is just under the limit.
  const text = await read('opticks.txt', { times: 1200 })
  for (const run of [...book, long, text]) if (run.fault) throw new Error(run.fault.code + run.fault.detail)
  const calm = { kind: 'at most', value: 50 } as const
  const single = (name: string, unit: string, value: number): Figure => ({ name, unit, value })
  return {
    figures: [
      {
        ...single('documents read otherwise than in Node', 'documents', differing.length),
        limit: { kind: 'at most', value: 0, decides: true },
      },
      figure(
        'PDF of 54 pages',
        'pages/s',
        book.map(({ pages, ms }) => (pages * 1000) / ms),
        { kind: 'at least', value: 40 },
      ),
      figure(
        'until its first page',
        'ms',
        book.map(({ firstMs }) => firstMs),
      ),
      figure(
        'longest task of the page meanwhile',
        'ms',
        book.map(({ longestTaskMs }) => longestTaskMs),
        calm,
      ),
      figure('from a stop to its end', 'ms', stops),
      single('PDF of 2,000 pages', 'pages/s', (long.pages * 1000) / long.ms),
      { ...single('longest task of the page meanwhile', 'ms', long.longestTaskMs), limit: calm },
      single('text of 99 MB', 's', text.ms / 1000),
      { ...single('longest task of the page meanwhile', 'ms', text.longestTaskMs), limit: calm },
    ],
    notes: [
      `${names.length} documents of every kind were read in Chromium by the built worker, under the policy of headers.ts, and compared with what Node reads, event by event${differing.length > 0 ? `; not the same: ${differing.join(', ')}` : ''}.`,
      'The worker is started anew for each document, and its code is loaded each time. A task under 50 ms counts as 0.',
    ],
  }
}

/** What the reader tells of a document in Node, as it crosses to a page. */
async function asInNode(name: string): Promise<{ events: ReadEvent[]; code: string | undefined }> {
  const events: ReadEvent[] = []
  const file = new Blob([await readFile(join(fixtures, name))])
  try {
    for await (const event of readHere(file, name, { pdfFiles })) {
      events.push(structuredClone(event))
    }
  } catch (error) {
    return { events, code: toFault(error).code }
  }
  return { events, code: undefined }
}

/** A book of so many full pages, with running titles and page numbers. */
function longBook(pages: number): Uint8Array {
  const words = 'Light consists of parts both successive and contemporary because in the same place'
  return writePdf({
    width: 360,
    height: 540,
    title: 'Long',
    pages: Array.from({ length: pages }, (_, page) => ({
      texts: [
        { x: 150, y: 510, size: 9, text: 'A LONG BOOK' },
        { x: 170, y: 25, size: 9, text: String(page + 1) },
        ...Array.from({ length: 28 }, (_, line) => ({
          x: 50,
          y: 470 - line * 15,
          size: 11,
          text: `${words} ${line}`,
        })),
      ],
    })),
  })
}
