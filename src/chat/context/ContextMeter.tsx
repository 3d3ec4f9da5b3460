import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../../ui/announce.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Chat } from '../chat.ts'
import { useMeasure } from './use-measure.ts'
import './meter.css'

/** A pause in typing after which the draft is counted. */
const typingPauseMs = 300
/** Less of the window than this is free: it is time to think of what to leave out. */
const shortShare = 0.1

interface ContextMeterProps {
  readonly chat: Chat
  /** Context window in tokens; undefined while no model is loaded. */
  readonly contextTokens: number | undefined
  readonly onOpen: () => void
}

/** How full the context is, exactly; opens the list of what is in it. */
export function ContextMeter({ chat, contextTokens, onOpen }: ContextMeterProps) {
  const text = useText()
  const measure = useMeasure(chat, contextTokens, typingPauseMs)
  // While a prompt is read the engine itself tells how long it is.
  const readTokens = useStore(chat.store, ({ running, currentId }) =>
    currentId === null ? 0 : (running.get(currentId)?.ofTokens ?? 0),
  )
  useRoomNews(chat)
  const used = readTokens > 0 ? readTokens : measure?.used
  if (contextTokens === undefined || used === undefined) {
    return (
      <button type="button" className="context-meter" aria-label={text.contextMeterUnknown} onClick={onOpen}>
        <Ring fraction={0} />
        <span className="numbers">…</span>
      </button>
    )
  }
  const isOver = measure?.isAtLeast === true && readTokens === 0
  const name = (isOver ? text.contextMeterOver : text.contextMeter)(used, contextTokens)
  const isShort = (measure?.free ?? contextTokens) < contextTokens * shortShare
  return (
    <button
      type="button"
      className="context-meter"
      data-tone={isShort ? 'caution' : undefined}
      aria-label={name}
      title={name}
      onClick={onOpen}
    >
      <Ring fraction={Math.min(1, used / contextTokens)} />
      <span className="numbers">{text.formats.integer(used)}</span>
    </button>
  )
}

function Ring({ fraction }: { readonly fraction: number }) {
  return (
    <svg className="context-ring" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="7.5" />
      <circle cx="10" cy="10" r="7.5" pathLength="100" strokeDasharray={`${fraction * 100} 100`} />
    </svg>
  )
}

/** Says once what was done to make room for an answer. */
function useRoomNews(chat: Chat): void {
  const text = useText()
  const announce = useAnnounce()
  useEffect(
    () =>
      chat.store.subscribe((state, before) => {
        const { currentId } = state
        if (currentId === null || !state.running.has(currentId)) return
        const now = state.conversations.get(currentId)
        const then = before.conversations.get(currentId)
        if (!now || !then || now === then) return
        if (now.contextStartId !== then.contextStartId) announce(text.oldestDropped)
        if ((now.summaries?.length ?? 0) > (then.summaries?.length ?? 0)) announce(text.oldestSummarised)
      }),
    [chat, text, announce],
  )
}
