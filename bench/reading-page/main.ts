import type { ReadEvent } from '../../src/abilities/documents/document.ts'
import { readDocument } from '../../src/abilities/documents/read/open-document.ts'
import { type Fault, toFault } from '../../src/fault.ts'

// Documents that are read in the worker as it is built, and nothing else.

/** What became of a document, and what it cost the page. */
export interface ReadingRun {
  readonly ms: number
  readonly pages: number
  /** Until the first page came. */
  readonly firstMs: number
  /** The longest task of the page's own thread while it was read; 0 where none took 50 ms. */
  readonly longestTaskMs: number
  /** What was told, where that was asked for. */
  readonly events?: readonly ReadEvent[]
  readonly fault?: Fault
}

export interface ReadingBench {
  /** Reads what the address serves. @param times Its bytes are put one after the other so often. */
  read(
    address: string,
    name: string,
    options: { readonly keep?: boolean; readonly times?: number },
  ): Promise<ReadingRun>
  /** Stops after the first page; gives the milliseconds from the stop to its end. */
  abort(address: string, name: string): Promise<number>
}

declare global {
  var readingBench: ReadingBench
}

const longTasks: PerformanceEntry[] = []
new PerformanceObserver(list => longTasks.push(...list.getEntries())).observe({ type: 'longtask' })

async function fileAt(address: string, name: string, times = 1): Promise<File> {
  const bytes = await (await fetch(address)).blob()
  return new File(
    Array.from({ length: times }, () => bytes),
    name,
  )
}

globalThis.readingBench = {
  async read(address, name, { keep = false, times }) {
    const file = await fileAt(address, name, times)
    const since = performance.now()
    const events: ReadEvent[] = []
    let pages = 0
    let first: number | undefined
    let fault: Fault | undefined
    try {
      for await (const event of readDocument(file, new AbortController().signal)) {
        first ??= performance.now()
        if (event.type === 'read-page') pages += 1
        if (keep) events.push(event)
      }
    } catch (error) {
      fault = toFault(error)
    }
    const end = performance.now()
    // What was long is told a little later.
    await new Promise(resolve => setTimeout(resolve, 200))
    const here = longTasks.filter(({ startTime }) => startTime >= since && startTime < end)
    return {
      ms: end - since,
      pages,
      firstMs: (first ?? end) - since,
      longestTaskMs: Math.max(0, ...here.map(({ duration }) => duration)),
      ...(keep && { events }),
      ...(fault && { fault }),
    }
  },
  async abort(address, name) {
    const file = await fileAt(address, name)
    const stop = new AbortController()
    let since = 0
    try {
      for await (const _ of readDocument(file, stop.signal)) {
        since = performance.now()
        stop.abort()
      }
    } catch {
      return performance.now() - since
    }
    throw new Error('it was not aborted')
  },
}
