import type { CodePart, ColouredCode, HighlightCall } from './highlight-protocol.ts'
import type { GrammarName } from './languages.ts'

/** Longer code stays plain: nobody reads it for its colours. In characters. */
const longestCode = 50_000
/** A grammar that takes longer has run into itself. */
const patienceMs = 20_000
/** How long the worker is kept when nothing is to be coloured. */
const idleMs = 20_000

interface Waiting {
  readonly settle: (parts: readonly CodePart[]) => void
  readonly giveUp: ReturnType<typeof setTimeout>
}

let worker: Worker | undefined
let lastId = 0
let idle: ReturnType<typeof setTimeout> | undefined
const waiting = new Map<number, Waiting>()

/** What the parts of a piece of code are, found in a worker; empty where it cannot be said. Never rejects. */
export function highlighted(code: string, grammar: GrammarName): Promise<readonly CodePart[]> {
  if (code.length > longestCode) return Promise.resolve([])
  clearTimeout(idle)
  worker ??= started()
  lastId += 1
  const call: HighlightCall = { id: lastId, code, grammar }
  return new Promise(resolve => {
    waiting.set(call.id, { settle: resolve, giveUp: setTimeout(end, patienceMs + 1000 * waiting.size) })
    worker?.postMessage(call)
  })
}

function started(): Worker {
  const fresh = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' })
  fresh.addEventListener('message', ({ data }: MessageEvent<ColouredCode>) => settle(data.id, data.parts))
  fresh.addEventListener('error', end)
  return fresh
}

function settle(id: number, parts: readonly CodePart[]): void {
  const call = waiting.get(id)
  if (!call) return
  waiting.delete(id)
  clearTimeout(call.giveUp)
  call.settle(parts)
  if (waiting.size === 0) idle = setTimeout(end, idleMs)
}

/** Ends the worker; what it was asked for stays plain. */
function end(): void {
  worker?.terminate()
  worker = undefined
  for (const id of [...waiting.keys()]) settle(id, [])
  clearTimeout(idle)
}
