import { useState } from 'react'
import { useStore } from 'zustand'
import type { AnswerActions } from '../../chat/answer-actions.ts'
import { Composer } from '../../chat/Composer.tsx'
import { isBusyIn } from '../../chat/core.ts'
import { MessageView } from '../../chat/MessageView.tsx'
import { type Outline, useOutline } from '../../chat/use-outline.ts'
import { WaitingFor } from '../../models/views/phase-text.tsx'
import { Announcer } from '../../ui/announce.tsx'
import { Boundary } from '../../ui/Boundary.tsx'
import { TextContext, useText } from '../../ui/i18n/text.ts'
import { useLanguage, useTexts } from '../../ui/use-appearance.ts'
import type { Rooms } from '../rooms.ts'
import './small.css'

/** What the small window shows and does. */
export interface SmallWindowProps {
  readonly rooms: Pick<Rooms, 'chat' | 'session' | 'settings'>
  readonly actions: AnswerActions
}

/** The chat in view in a window over all others: its last question and answer, and the place to write. */
export function SmallWindow(props: SmallWindowProps) {
  const text = useTexts(useLanguage(useStore(props.rooms.settings.store, state => state.language)))
  if (!text) return null
  return (
    <TextContext value={text}>
      <Boundary>
        <Announcer>
          <SmallChat {...props} />
        </Announcer>
      </Boundary>
    </TextContext>
  )
}

const noItems = [] as const

function SmallChat({ rooms, actions }: SmallWindowProps) {
  const { chat } = rooms
  const text = useText()
  const outline = useOutline(chat)
  const isRunning = useStore(
    chat.store,
    ({ currentId, running }) => currentId !== null && running.has(currentId),
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is pressed wherever the focus is.
    <div
      className="small-window"
      onKeyDown={event => {
        if (event.key === 'Escape' && isRunning && !event.defaultPrevented) chat.stop()
      }}
    >
      {outline && outline.items.length > 0 ? (
        <LastTurn key={outline.conversationId} {...{ rooms, actions, outline }} />
      ) : (
        <p className="small-empty">{text.tagline}</p>
      )}
      <Composer
        chat={chat}
        tools={null}
        attached={null}
        slashItems={noItems}
        writesTo={undefined}
        onPasteText={() => false}
      />
    </div>
  )
}

function LastTurn({ rooms, actions, outline }: SmallWindowProps & { readonly outline: Outline }) {
  const { chat, session } = rooms
  const text = useText()
  const { conversationId, items } = outline
  const canChange = useStore(chat.store, state => state.access === 'full' && !isBusyIn(state, conversationId))
  const [edits] = useState(() => new Map<string, string>())
  const lastItem = items.at(-1)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className="small-scroller" role="log" aria-label={text.conversation} aria-live="off" tabIndex={0}>
      {/* Drawn from its end, so that a growing answer is followed. */}
      <div className="messages">
        {items.slice(-2).map(item => (
          <div key={item.id} className="turn">
            <MessageView
              chat={chat}
              conversationId={conversationId}
              item={item}
              isLast={item === lastItem}
              canChange={canChange}
              modelStatus={<WaitingFor session={session} />}
              actions={actions}
              edits={edits}
            />
          </div>
        ))}
      </div>
    </div>
  )
}
