import { lazy } from 'react'
import { useStore } from 'zustand'
import { ModelsDialog } from '../models/views/ModelsDialog.tsx'
import type { Rooms } from './rooms.ts'

const SettingsDialog = lazy(() =>
  import('../settings/SettingsDialog.tsx').then(({ SettingsDialog: view }) => ({ default: view })),
)
const ChatSettingsDialog = lazy(() =>
  import('../chat/settings/ChatSettingsDialog.tsx').then(({ ChatSettingsDialog: view }) => ({
    default: view,
  })),
)
const ContextDialog = lazy(() =>
  import('../chat/context/ContextDialog.tsx').then(({ ContextDialog: view }) => ({ default: view })),
)
const ImportDialog = lazy(() =>
  import('../chat/transfer/ImportDialog.tsx').then(({ ImportDialog: view }) => ({ default: view })),
)

/** Every dialog that can be opened from more than one place. */
export type DialogName = 'models' | 'settings' | 'chat-settings' | 'context' | 'import'

interface DialogByNameProps {
  readonly name: DialogName
  readonly rooms: Rooms
  readonly onClose: () => void
}

/** The dialog of a name. Most are loaded when they are first opened. */
export function DialogByName({ name, rooms, onClose }: DialogByNameProps) {
  const { chat, session, library, settings, presets, keeping, pwa } = rooms
  const isIsolated = useStore(pwa, state => state.isolated)
  const threads = useStore(session.store, ({ runsOn }) =>
    runsOn?.processor === 'cpu' ? runsOn.threads : undefined,
  )
  const contextTokens = useStore(session.store, ({ phase }) =>
    phase.name === 'ready' ? phase.contextTokens : undefined,
  )
  switch (name) {
    case 'models':
      return <ModelsDialog session={session} library={library} settings={settings} onClose={onClose} />
    case 'settings':
      return (
        <SettingsDialog
          settings={settings}
          keeping={keeping}
          threads={threads}
          isIsolated={isIsolated}
          onClose={onClose}
        />
      )
    case 'chat-settings':
      return <ChatSettingsDialog chat={chat} presets={presets} onClose={onClose} />
    case 'context':
      return <ContextDialog chat={chat} contextTokens={contextTokens} onClose={onClose} />
    case 'import':
      return <ImportDialog chat={chat} onClose={onClose} />
  }
}
