import { useEffect, useRef, useState } from 'react'
import { type Fault, toFault } from '../../fault.ts'
import type { Outcome } from '../outcome.ts'
import type { AskHow } from '../port-mcp.ts'
import { callLimitMs } from '../tool-of.ts'

/** How a question to a server stands. */
export type Asking =
  | { readonly phase: 'none' | 'asking' }
  | { readonly phase: 'answered'; readonly outcome: Outcome }
  | { readonly phase: 'failed'; readonly fault: Fault }

/** One question at a time, which ends with the view that asked it. */
export function useAsking() {
  const [asking, setAsking] = useState<Asking>({ phase: 'none' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  return {
    asking,
    async ask(work: (how: AskHow) => Promise<Outcome>): Promise<void> {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      setAsking({ phase: 'asking' })
      try {
        const outcome = await work({ signal: controller.signal, limitMs: callLimitMs })
        if (!controller.signal.aborted) setAsking({ phase: 'answered', outcome })
      } catch (error) {
        if (!controller.signal.aborted) setAsking({ phase: 'failed', fault: toFault(error) })
      }
    },
    stop() {
      running.current?.abort()
      setAsking({ phase: 'none' })
    },
  }
}
