import { useState } from 'react'
import { useStore } from 'zustand'
import { focusComposerGently } from '../chat/Composer.tsx'
import type { Fault } from '../fault.ts'
import type { StepDown } from '../models/session-state.ts'
import { stepDownText } from '../models/views/phase-text.tsx'
import { Button } from '../ui/Button.tsx'
import { focusHeir } from '../ui/focus-heir.ts'
import { faultSentence, useText } from '../ui/i18n/text.ts'
import type { Rooms } from './rooms.ts'

interface News {
  readonly tone: 'calm' | 'caution' | 'danger'
  readonly sentence: string
  readonly action: string
  readonly act: () => void
  readonly detail?: string | undefined
}

/** What the person must know now: one thing at a time, the most pressing first. */
export function Banner({ rooms }: { readonly rooms: Rooms }) {
  const news = useNews(rooms)
  if (!news) return null
  return (
    // A new sentence is a new alert; the same one is not spoken again.
    <div
      ref={focusHeir(focusComposerGently)}
      key={news.sentence}
      className="banner"
      data-tone={news.tone}
      role="alert"
      title={news.detail}
    >
      <p>{news.sentence}</p>
      <Button onClick={news.act}>{news.action}</Button>
    </div>
  )
}

function useNews({ chat, session, keeping, pwa }: Rooms): News | undefined {
  const text = useText()
  const { kept, fault, failing } = useStore(keeping.store)
  const stopped = useStore(session.store, ({ phase }) => (phase.name === 'stopped' ? phase.fault : undefined))
  const stepDown = useStore(session.store, state => state.stepDown)
  const isReady = useStore(session.store, ({ phase }) => phase.name === 'ready')
  const unreadable = useStore(chat.store, state => state.unreadable)
  const saidInChat = useStore(chat.store, state => {
    const shown = state.currentId === null ? undefined : state.conversations.get(state.currentId)
    const last = shown?.messages.findLast(message => message.id === shown.leafId)
    return last?.status === 'failed' ? last.fault?.code : undefined
  })
  const isCodeMissing = useStore(pwa, state => state.isCodeMissing)
  const [isReloadRefused, setReloadRefused] = useState(false)
  const [dismissed, setDismissed] = useState<readonly string[]>()
  const [told, setTold] = useState<{ readonly stepDown: StepDown; readonly withCause: boolean }>()
  // Told once the model runs again, since only then it is true. Whether a failed answer in view says what happened is
  // decided there and then: a sentence that changed later would be spoken twice.
  if (stepDown && isReady && told?.stepDown !== stepDown) {
    setTold({ stepDown, withCause: saidInChat !== stepDown.code })
  }
  const exportChats = { action: text.exportChats, act: keeping.exportChats }
  const about = (cause: Fault) => ({ sentence: faultSentence(text, cause), detail: cause.detail })

  if (failing) {
    const isFull = failing.code === 'storage-full'
    const remedy = isFull ? exportChats : { action: text.tryAgain, act: keeping.retrySave }
    return { tone: 'danger', ...about(failing), ...remedy }
  }
  if (isCodeMissing) {
    return {
      tone: 'caution',
      sentence: isReloadRefused ? text.updateRefused : faultSentence(text, { code: 'app-updated' }),
      action: text.faultActions['app-updated'],
      act: () => setReloadRefused(!pwa.getState().applyUpdate()),
    }
  }
  // The failed answer says the same and its Retry wakes the model: no second alert.
  if (stopped && saidInChat !== stopped.code) {
    return { tone: 'danger', ...about(stopped), action: text.faultActions[stopped.code], act: session.retry }
  }
  if (stepDown && told?.stepDown === stepDown && !stopped) {
    const sentence = stepDownText(text, stepDown, told.withCause)
    const { detail } = stepDown
    return { tone: 'caution', sentence, detail, action: text.ok, act: session.forgetStepDown }
  }
  if (fault || kept === 'memory') {
    return { tone: 'caution', ...about(fault ?? { code: 'storage-unavailable' }), ...exportChats }
  }
  if (unreadable.length > 0 && unreadable !== dismissed) {
    const cause: Fault = { code: 'chat-unreadable', numbers: { chats: unreadable.length } }
    return {
      tone: 'calm',
      ...about(cause),
      action: text.faultActions['chat-unreadable'],
      act: () => setDismissed(unreadable),
    }
  }
  return undefined
}
