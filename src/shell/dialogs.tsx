import { lazy } from 'react'
import { useStore } from 'zustand'
import { ModelsDialog } from '../models/views/ModelsDialog.tsx'
import { useText } from '../ui/i18n/text.ts'
import { usePersonaModels } from './persona-models.ts'
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

const PresetsDialog = lazy(() =>
  import('../presets/PresetsDialog.tsx').then(({ PresetsDialog: view }) => ({ default: view })),
)

/** Every dialog that can be opened from more than one place. 'new-prompt' makes one of what is being written. */
export type DialogName =
  | 'models'
  | 'settings'
  | 'chat-settings'
  | 'context'
  | 'import'
  | 'presets'
  | 'prompts'
  | 'new-prompt'

interface DialogByNameProps {
  readonly name: DialogName
  readonly rooms: Rooms
  /** Opens another dialog in this one's place. */
  readonly onOpen: (name: DialogName) => void
  readonly onClose: () => void
}

/** The dialog of a name. Most are loaded when they are first opened. */
export function DialogByName({ name, rooms, onOpen, onClose }: DialogByNameProps) {
  const { chat, session, library, settings, presets, keeping, pwa } = rooms
  const isIsolated = useStore(pwa, state => state.isolated)
  const threads = useStore(session.store, ({ runsOn }) =>
    runsOn?.processor === 'cpu' ? runsOn.threads : undefined,
  )
  const contextTokens = useStore(session.store, ({ phase }) =>
    phase.name === 'ready' ? phase.contextTokens : undefined,
  )
  const models = usePersonaModels(session, library)
  const text = useText()
  const exportMarkdown = async () => {
    const { exportAllChats } = await import('../chat/transfer/save-export.ts')
    await exportAllChats(chat.store.getState().conversations.values(), 'markdown', text)
  }
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
          onExportMarkdown={() => void exportMarkdown()}
          onImport={() => onOpen('import')}
          onClose={onClose}
        />
      )
    case 'chat-settings':
      return <ChatSettingsDialog chat={chat} presets={presets} models={models} onClose={onClose} />
    case 'presets':
    case 'prompts':
    case 'new-prompt':
      return (
        <PresetsDialog
          chat={chat}
          presets={presets}
          models={models}
          begin={name === 'presets' ? 'personas' : name}
          onClose={onClose}
        />
      )
    case 'context':
      return <ContextDialog chat={chat} contextTokens={contextTokens} onClose={onClose} />
    case 'import':
      return <ImportDialog chat={chat} presets={presets} onClose={onClose} />
  }
}
