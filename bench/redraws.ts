import { HermitPage } from '../e2e/pages/hermit-page.ts'
import { inPage, onStage, type Stage } from './browser.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 3
const nearChars = 4000
const farChars = 16_000
/** Either side of these lengths counts. */
const around = 800

/** What drawing cost while an answer in Markdown grew, and what of the page it touched. */
export async function redraws(): Promise<BenchResult> {
  const all: Seen[] = []
  await onStage(async stage => {
    for (let round = 0; round < rounds; round++) all.push(await once(stage, round))
  })
  const near = all.map(seen => meanMs(seen, nearChars))
  const far = all.map(seen => meanMs(seen, farChars))
  return {
    figures: [
      figure(
        'cost of an update at 16k / at 4k characters',
        'ratio',
        far.map((ms, at) => ms / (near[at] ?? Number.NaN)),
        {
          kind: 'at most',
          value: 1.2,
        },
      ),
      figure('an update at 4k characters', 'ms', near),
      figure('an update at 16k characters', 'ms', far),
      {
        ...figure(
          'most redraws of the answer in one frame',
          'redraws',
          all.map(seen => seen.mostInFrame),
        ),
        limit: { kind: 'at most', value: 1, decides: true },
      },
      {
        ...figure(
          'redraws of other messages while it grew',
          'redraws',
          all.map(seen => seen.others),
        ),
        limit: { kind: 'at most', value: 0, decides: true },
      },
      figure(
        'frames in which it grew',
        'frames',
        all.map(({ updates }) => updates.length),
      ),
    ],
    notes: [
      `An answer of Markdown (paragraphs, lists, tables, code) at 100 tokens a second, over ${farChars} characters as they are seen; an update is a frame in which it grew, from before its scripts to after its paint.`,
      'A redraw is one run of changes to the elements of a message; the browser tells of them by a MutationObserver.',
    ],
  }
}

interface Seen {
  readonly updates: readonly { readonly chars: number; readonly ms: number }[]
  readonly mostInFrame: number
  readonly others: number
}

function meanMs({ updates }: Seen, chars: number): number {
  const near = updates.filter(update => Math.abs(update.chars - chars) <= around)
  return near.reduce((sum, { ms }) => sum + ms, 0) / near.length
}

function once(stage: Stage, round: number): Promise<Seen> {
  return inPage(stage, async page => {
    const hermit = new HermitPage(page, stage.appUrl)
    await hermit.open('?engine=scripted&rate=300&reply=back&context=100000')
    await hermit.ready()
    await hermit.send('# Before\n\nA message that must not be drawn again.')
    await hermit.answered()
    await page.evaluate(watch)
    // What is seen of it is shorter than its source.
    await hermit.send(markdown((farChars + around) * 1.5, round))
    await hermit.answered()
    return page.evaluate(() => globalThis.benchSeen)
  })
}

function markdown(chars: number, round: number): string {
  const part = (at: number) =>
    [
      `## Part ${round}.${at}`,
      `The **sea** keeps its own *slow* time, and \`every wave\` is a small answer to the moon, number ${at}.`,
      `- one of ${at}\n- two, with [a link](https://example.org/${at})\n  - and a third below it`,
      '| tide | height |\n| --- | ---: |\n| high | 4.1 |\n| low | 0.3 |',
      '```python\nfor wave in sea:\n    answer(wave)\n```',
    ].join('\n\n')
  let text = ''
  for (let at = 0; text.length < chars; at++) text += `${part(at)}\n\n`
  return text.slice(0, chars)
}

declare global {
  var benchSeen: Seen
}

/** Runs in the page, from before the message is sent. */
function watch(): void {
  const updates: { chars: number; ms: number }[] = []
  const seen = { updates, mostInFrame: 0, others: 0 }
  globalThis.benchSeen = seen
  const before = new Set(document.querySelectorAll('article'))
  let inFrame = 0
  let chars = 0
  new MutationObserver(records => {
    const articles = new Set(
      records.map(({ target }) =>
        (target instanceof Element ? target : target.parentElement)?.closest('article'),
      ),
    )
    for (const article of articles) {
      if (!article) continue
      if (before.has(article)) seen.others += 1
      else if (article.getAttribute('aria-busy') === 'true') {
        inFrame += 1
        chars = article.textContent?.length ?? 0
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })
  const onFrame = () => {
    const begun = performance.now()
    const was = chars
    inFrame = 0
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      seen.mostInFrame = Math.max(seen.mostInFrame, inFrame)
      if (chars !== was) updates.push({ chars, ms: performance.now() - begun })
    }
    requestAnimationFrame(onFrame)
    port2.postMessage(undefined)
  }
  requestAnimationFrame(onFrame)
}
