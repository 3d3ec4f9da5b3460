import type { AnswerCheck } from './check-answer.ts'

/** A check takes milliseconds; one that takes longer than this will not end. */
const limitMs = 3000
/** Without anything to check the worker goes. */
const idleMs = 10_000

let worker: Worker | undefined
let idle: ReturnType<typeof setTimeout> | undefined
let last: Promise<unknown> = Promise.resolve()

/** Checks an answer in a worker, one at a time: a hostile pattern in an imported chat cannot hold up the page. */
export function checkAside(schema: string, answer: string): Promise<AnswerCheck> {
  const check = last.then(() => run(schema, answer))
  last = check
  return check
}

function run(schema: string, answer: string): Promise<AnswerCheck> {
  clearTimeout(idle)
  worker ??= new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' })
  const current = worker
  return new Promise(resolve => {
    const end = (check: AnswerCheck, isBroken: boolean) => {
      clearTimeout(timer)
      current.onmessage = null
      current.onerror = null
      if (isBroken) letGo()
      else idle = setTimeout(letGo, idleMs)
      resolve(check)
    }
    const timer = setTimeout(() => end({ kind: 'too-slow' }, true), limitMs)
    current.onmessage = ({ data }: MessageEvent<AnswerCheck>) => end(data, false)
    current.onerror = () => end({ kind: 'too-slow' }, true)
    current.postMessage({ schema, answer })
  })
}

function letGo(): void {
  worker?.terminate()
  worker = undefined
}
