import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { serveStatic } from '../scripts/serve-static.ts'
import { shippedHeaders } from '../src/pwa/headers.ts'
import { grammarsPlugin } from '../src/ui/markdown/grammars-plugin.ts'
import { katexPlugin } from '../src/ui/markdown/katex-plugin.ts'
import type { Way } from './markdown-page/main.tsx'
import { interleave } from './statistics.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 5
const short = 4000
const long = 15_600
/** Updates are measured while an answer grows by this much, over several blocks of every kind. */
const stretch = 1500

/** A part of an answer with a block of most kinds; answers are many of them. */
const part = (at: number) => `## Step ${at}

Here is a **bold** claim about *step ${at}* with \`inline code\` and a [link](https://example.org/${at}), in a paragraph
of about the length that people write, which goes on for a while before it ends.

- first thing, with some words
- second thing, with \`code\`
- third thing

\`\`\`python
def step_${at}(x):
    return [x * ${at} for _ in range(10)]
\`\`\`

| Name | Value |
| --- | ---: |
| step | ${at} |
| next | ${at + 1} |

> A quote that says the same thing again, only shorter.

`

const answer = Array.from({ length: 60 }, (_, at) => part(at + 1)).join('')

/** What an update costs as an answer in Markdown grows, beside drawing all of it anew and beside a text node. */
export async function markdown(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-markdown-'))
  await build({
    root: fileURLToPath(new URL('markdown-page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [react(), katexPlugin(), grammarsPlugin()],
    worker: { format: 'es', plugins: () => [grammarsPlugin()] },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
  })
  const server = await serveStatic(folder, { headers: { ...shippedHeaders } })
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] })
  try {
    const page = await browser.newPage()
    await page.goto(server.url)
    await page.waitForFunction(() => globalThis.markdownBench !== undefined)
    return await compared(page)
  } finally {
    await browser.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function compared(page: Page): Promise<BenchResult> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  /** Milliseconds that the page's thread has worked, by its own processor time: other work does not count. */
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }
  const cost = async (way: Way, at: number): Promise<number> => {
    const from = at - stretch
    await page.evaluate(({ name, text }) => globalThis.markdownBench.begin(name, text), {
      name: way,
      text: answer.slice(0, from),
    })
    const before = await worked()
    const updates = await page.evaluate(
      ({ text, since, to }) => globalThis.markdownBench.grow(text, since, to),
      { text: answer, since: from, to: at },
    )
    return ((await worked()) - before) / updates
  }
  for (const way of ['blocks', 'whole'] as const) await cost(way, short) // warm
  const blocksShort: number[] = []
  const blocksLong: number[] = []
  const wholeLong: number[] = []
  const textLong: number[] = []
  await interleave(rounds, [
    async () => blocksShort.push(await cost('blocks', short)),
    async () => blocksLong.push(await cost('blocks', long)),
    async () => wholeLong.push(await cost('whole', long)),
    async () => textLong.push(await cost('text', long)),
  ])
  const ratio = (over: readonly number[], under: readonly number[]) =>
    over.map((ms, at) => ms / (under[at] ?? Number.NaN))
  return {
    figures: [
      figure('an update at 15.6k characters / at 4k', 'ratio', ratio(blocksLong, blocksShort), {
        kind: 'at most',
        value: 1.2,
      }),
      figure('an update at 15.6k / all parsed and sanitised anew', 'ratio', ratio(blocksLong, wholeLong), {
        kind: 'at most',
        value: 1,
      }),
      figure('an update at 4k characters', 'ms', blocksShort),
      figure('an update at 15.6k characters', 'ms', blocksLong),
      figure('all parsed and sanitised anew at 15.6k', 'ms', wholeLong),
      figure('a text node at 15.6k', 'ms', textLong),
    ],
    notes: [
      'All that the page does for an update of 12 letters, in its own processor time, with style and layout; an answer with headings, lists, code, tables and quotes.',
      'Anew: marked and DOMPurify over the whole text and into innerHTML, each time.',
    ],
  }
}
