import { writeReply } from '../../chat/reply.ts'
import type { GenerateRequest } from '../../engines/engine.ts'
import type { SummaryModel } from './summary-model.ts'

/** What a summary has to know of the chat: an answer there goes first. */
export interface ChatTurns {
  /** Whether an answer is being written, or waits to be. */
  isAnswering(): boolean
  /** Told when that may have changed; gives the way to unsubscribe. */
  onAnswering(listener: () => void): () => void
}

interface Asked {
  readonly model: SummaryModel
  readonly chat: ChatTurns
  readonly now: () => number
  /** Told whether something else goes first. */
  readonly onWaiting: (isWaiting: boolean) => void
}

/**
 * Has the model write when nobody waits for it in the chat. An answer that is asked for meanwhile goes first: what was
 * begun is given up and begun again after it. An abort throws the signal's reason. Throws FaultError.
 */
export async function writeAfterChat(
  { model, chat, now, onWaiting }: Asked,
  request: GenerateRequest,
  signal: AbortSignal,
): Promise<string> {
  for (;;) {
    await untilFree(chat, onWaiting, signal)
    const interrupted = new AbortController()
    const unsubscribe = chat.onAnswering(() => {
      if (chat.isAnswering()) interrupted.abort()
    })
    let text = ''
    try {
      const asked = { request, budget: 'off' as const, answerNow: new AbortController().signal, now }
      const either = AbortSignal.any([signal, interrupted.signal])
      for await (const event of writeReply(model, asked, either)) {
        if (event.type === 'queued') onWaiting(event.ahead > 0)
        else if (event.type === 'prefill-progress') onWaiting(false)
        // What came so far was a thought that was not seen to begin.
        else if (event.type === 'text-was-thought') text = ''
        else if (event.type === 'text-delta') text += event.text
      }
    } finally {
      unsubscribe()
    }
    signal.throwIfAborted()
    if (!interrupted.signal.aborted) return text
  }
}

function untilFree(
  chat: ChatTurns,
  onWaiting: (isWaiting: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  if (!chat.isAnswering()) {
    onWaiting(false)
    return Promise.resolve()
  }
  onWaiting(true)
  return new Promise((resolve, reject) => {
    const end = () => {
      unsubscribe()
      signal.removeEventListener('abort', onAbort)
    }
    const onAbort = () => {
      end()
      reject(signal.reason)
    }
    const unsubscribe = chat.onAnswering(() => {
      if (chat.isAnswering()) return
      end()
      onWaiting(false)
      resolve()
    })
    signal.addEventListener('abort', onAbort)
  })
}
