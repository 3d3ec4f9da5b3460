import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Chat } from '../chat/chat.ts'
import { titleOf } from '../chat/conversation.ts'
import type { Session } from '../models/session-state.ts'
import { runningOnText, statusText } from '../models/views/phase-text.tsx'
import { useAnnounce } from '../ui/announce.tsx'
import { IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { MenuIcon, PersonaIcon, SlidersIcon, SmallWindowIcon } from '../ui/icons.tsx'
import { pictureInPicture } from './small/picture-in-picture.ts'

interface HeaderProps {
  readonly chat: Chat
  readonly session: Session
  readonly menuRef: RefObject<HTMLButtonElement | null>
  readonly isDrawerOpen: boolean
  readonly onChats: () => void
  readonly onModels: () => void
  readonly onSmallWindow: () => void
  readonly onChatSettings: () => void
  readonly onSettings: () => void
}

/** The chat's name, the model in use and how it is. */
export function Header(props: HeaderProps) {
  const { chat, session, menuRef, isDrawerOpen, onChats, onModels, onSmallWindow } = props
  const { onChatSettings, onSettings } = props
  const text = useText()
  const title = useStore(chat.store, ({ currentId, conversations }) => {
    const conversation = currentId === null ? undefined : conversations.get(currentId)
    return conversation ? titleOf(conversation) : ''
  })
  const modelName = useStore(session.store, state => state.model.name)
  return (
    <header className="header">
      <IconButton
        ref={menuRef}
        className="drawer-only"
        label={text.chats}
        aria-expanded={isDrawerOpen}
        onClick={onChats}
      >
        <MenuIcon />
      </IconButton>
      <div className="header-words">
        <h1 dir="auto">{title === '' ? text.untitled : title}</h1>
        <EngineStatus session={session} />
      </div>
      <button
        type="button"
        className="model-button"
        aria-label={text.modelButton(modelName)}
        title={text.modelButton(modelName)}
        onClick={onModels}
      >
        {modelName.replace(/ Instruct$/, '')}
      </button>
      {pictureInPicture() && (
        <IconButton className="hover-only" label={text.commandSmall} onClick={onSmallWindow}>
          <SmallWindowIcon />
        </IconButton>
      )}
      <IconButton label={text.chatSettings} onClick={onChatSettings}>
        <PersonaIcon />
      </IconButton>
      <IconButton label={text.settings} onClick={onSettings}>
        <SlidersIcon />
      </IconButton>
    </header>
  )
}

/** Says how the engine is; percentages are shown, not spoken. */
function EngineStatus({ session }: { readonly session: Session }) {
  const text = useText()
  const announce = useAnnounce()
  const phase = useStore(session.store, state => state.phase)
  const runsOn = useStore(session.store, state => state.runsOn)
  const { contextTokens } = useStore(session.store, state => state.model)
  const before = useRef(phase.name)
  const isWaking = useRef(false)
  useEffect(() => {
    const isReady = phase.name === 'ready'
    // Coming back from a rest is no news: the person is typing.
    if (isReady && before.current !== 'ready' && !isWaking.current) announce(text.modelReadyNews)
    isWaking.current = phase.name === 'resting' || (isWaking.current && !isReady)
    before.current = phase.name
  }, [phase.name, text, announce])
  const words = statusText(text, phase, runsOn)
  return (
    <output
      className="engine numbers"
      aria-label={text.engine}
      aria-live="off"
      title={runsOn ? runningOnText(text, runsOn, contextTokens) : words}
      data-phase={phase.name}
    >
      {words}
    </output>
  )
}
