import type { CodePart, ColouredCode, ColouringBegun, HighlightCall } from './highlight-protocol.ts'
import type { GrammarName } from './languages.ts'

/** Longer code stays plain: nobody reads it for its colours. In characters. */
const longestCode = 50_000
/** A grammar that takes longer has run into itself. Starting and loading are not counted: they may be slow. */
const patienceMs = 20_000
/** How long the worker is kept when nothing is to be coloured. */
const idleMs = 20_000

interface Waiting {
  readonly call: HighlightCall
  readonly settle: (parts: readonly CodePart[]) => void
}

let worker: Worker | undefined
let lastId = 0
let idle: ReturnType<typeof setTimeout> | undefined
/** Runs while the worker is at a piece of code: it does one after the other. */
let giveUp: ReturnType<typeof setTimeout> | undefined
const waiting = new Map<number, Waiting>()

/** What the parts of a piece of code are, found in a worker; empty where it cannot be said. Never rejects. */
export function highlighted(code: string, grammar: GrammarName): Promise<readonly CodePart[]> {
  if (code.length > longestCode) return Promise.resolve([])
  clearTimeout(idle)
  worker ??= started()
  lastId += 1
  const call: HighlightCall = { id: lastId, code, grammar }
  return new Promise(resolve => {
    waiting.set(call.id, { call, settle: resolve })
    worker?.postMessage(call)
  })
}

function started(): Worker {
  const fresh = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' })
  fresh.addEventListener('message', ({ data }: MessageEvent<ColouredCode | ColouringBegun>) => {
    clearTimeout(giveUp)
    if ('isBegun' in data) giveUp = setTimeout(() => skip(data.id), patienceMs)
    else settle(data.id, data.parts)
  })
  fresh.addEventListener('error', () => {
    end()
    for (const id of [...waiting.keys()]) settle(id, [])
  })
  return fresh
}

function settle(id: number, parts: readonly CodePart[]): void {
  const found = waiting.get(id)
  if (!found) return
  waiting.delete(id)
  found.settle(parts)
  if (waiting.size === 0) idle = setTimeout(end, idleMs)
}

/** Leaves one piece of code plain, and has a new worker do the others. */
function skip(id: number): void {
  end()
  settle(id, [])
  if (waiting.size === 0) return
  worker = started()
  for (const { call } of waiting.values()) worker.postMessage(call)
}

function end(): void {
  worker?.terminate()
  worker = undefined
  clearTimeout(giveUp)
  clearTimeout(idle)
}
