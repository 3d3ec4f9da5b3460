import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { type Chat, type ChatState, draftInView } from '../chat.ts'
import type { ContextMeasure } from './measure.ts'

/** How long a draft has to rest before a model reads it only to be counted. */
const restMs = 1500

/** The conversation in view, unless the model is at work: then it changes with every word. */
function settledInView({ running, conversations, currentId }: ChatState) {
  return running.size > 0 || currentId === null ? undefined : conversations.get(currentId)
}

/**
 * What fills the context, counted anew when something changes and the model is free; the last numbers until then.
 * Undefined while nothing is known of the chat in view.
 * @param delayMs How long a change has to rest before it is counted.
 */
export function useMeasure(
  chat: Chat,
  contextTokens: number | undefined,
  delayMs: number,
): ContextMeasure | undefined {
  const draft = useStore(chat.store, draftInView)
  const conversation = useStore(chat.store, settledInView)
  const newSettings = useStore(chat.store, state => state.newSettings)
  const isBusy = useStore(chat.store, state => state.running.size > 0)
  const placeId = useStore(chat.store, state => state.currentId ?? 'new')
  const [measure, setMeasure] = useState<ContextMeasure>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is counted is read from the store when it is.
  useEffect(() => {
    if (contextTokens === undefined || isBusy) return
    const abort = new AbortController()
    const take = async (mayRead: boolean) => {
      try {
        const found = await chat.measureContext(draft, mayRead, abort.signal)
        if (abort.signal.aborted) return
        if (found) setMeasure(found)
        else if (!mayRead) timer = setTimeout(take, restMs, true)
      } catch {
        // Whoever runs the model has seen it too; the numbers that there are stay.
      }
    }
    let timer = setTimeout(take, delayMs, false)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [chat, contextTokens, delayMs, draft, conversation, newSettings, isBusy, placeId])

  return contextTokens !== undefined && measure?.conversationId === placeId ? measure : undefined
}
