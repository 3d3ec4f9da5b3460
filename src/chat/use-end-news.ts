import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../ui/announce.tsx'
import { useAskText } from '../ui/i18n/ask.ts'
import { useText } from '../ui/i18n/text.ts'
import type { Chat } from './chat.ts'
import type { OutlineItem } from './use-outline.ts'

/**
 * One polite sentence when the answer at the end of the chat in view has ended, whether or not it is drawn; a failure
 * speaks for itself as an alert.
 */
export function useEndNews(chat: Chat, conversationId: string, last: OutlineItem | undefined): void {
  const text = useText()
  const words = useAskText()
  const announce = useAnnounce()
  const status = useStore(chat.store, state => {
    const message = last && state.conversations.get(conversationId)?.messages[last.index]
    if (message?.id !== last?.id) return undefined
    if (message?.status !== 'done') return message?.status
    const waiting = message.steps?.find(step => step.status === 'asking' || step.status === 'missing')
    return waiting?.status ?? (message.documents === 'nothing-found' ? message.documents : message.status)
  })
  const id = last?.id
  const before = useRef({ id, status })
  useEffect(() => {
    const wasStreaming = before.current.id === id && before.current.status === 'streaming'
    before.current = { id, status }
    if (!wasStreaming) return
    if (status === 'nothing-found') announce(words.nothingFound)
    if (status === 'asking') announce(words.stepAsks)
    if (status === 'missing') announce(words.stepMissing)
    if (status === 'done') announce(text.answerDone)
    if (status === 'stopped') announce(text.answerStopped)
    if (status === 'length') announce(text.answerLength)
  }, [id, status, text, words, announce])
}
