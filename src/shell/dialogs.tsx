import { lazy } from 'react'
import { useStore } from 'zustand'
import type { OpenView } from '../abilities/ability.ts'
import { logView } from '../agent/ability.ts'
import type { Chat } from '../chat/chat.ts'
import { titleOf } from '../chat/conversation.ts'
import { useText } from '../ui/i18n/text.ts'
import type { Command } from './palette/commands.ts'
import { usePersonaModels } from './persona-models.ts'
import type { Rooms } from './rooms.ts'

const ModelsDialog = lazy(() =>
  import('../models/views/ModelsDialog.tsx').then(({ ModelsDialog: view }) => ({ default: view })),
)
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
const BackupDialog = lazy(() =>
  import('../backup/BackupDialog.tsx').then(({ BackupDialog: view }) => ({ default: view })),
)
const RestoreDialog = lazy(() =>
  import('../backup/RestoreDialog.tsx').then(({ RestoreDialog: view }) => ({ default: view })),
)

const Palette = lazy(() => import('./palette/Palette.tsx').then(({ Palette: view }) => ({ default: view })))
const ShortcutsDialog = lazy(() =>
  import('./palette/ShortcutsDialog.tsx').then(({ ShortcutsDialog: view }) => ({ default: view })),
)
const PresetsDialog = lazy(() =>
  import('../presets/PresetsDialog.tsx').then(({ PresetsDialog: view }) => ({ default: view })),
)
const PrivacyDialog = lazy(() =>
  import('../privacy/PrivacyDialog.tsx').then(({ PrivacyDialog: view }) => ({ default: view })),
)

/** Every dialog that can be opened from more than one place. 'new-prompt' makes one of what is being written. */
export type DialogName =
  | 'models'
  | 'settings'
  | 'chat-settings'
  | 'context'
  | 'import'
  | 'backup'
  | 'restore'
  | 'presets'
  | 'prompts'
  | 'new-prompt'
  | 'privacy'
  | 'palette'
  | 'shortcuts'

interface DialogByNameProps {
  readonly name: DialogName
  readonly rooms: Rooms
  /** A file that was dropped or opened, for 'import' and 'restore'. */
  readonly file: File | undefined
  readonly commands: () => readonly Command[]
  readonly onOpenChat: (id: string) => void
  /** Opens another dialog in this one's place. */
  readonly onOpen: (name: DialogName) => void
  /** Opens the view of an ability there. */
  readonly openView: OpenView
  readonly onClose: () => void
}

/** The dialog of a name. They are loaded when they are first opened. */
export function DialogByName(props: DialogByNameProps) {
  const { name, rooms, file, commands, onOpenChat, onOpen, openView, onClose } = props
  const { chat, session, library, settings, presets, keeping, vault, pwa } = rooms
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
          vault={vault}
          threads={threads}
          isIsolated={isIsolated}
          onExportMarkdown={() => void exportMarkdown()}
          onImport={() => onOpen('import')}
          onBackUp={() => onOpen('backup')}
          onRestore={() => onOpen('restore')}
          onPrivacy={() => onOpen('privacy')}
          agent={rooms.agent}
          onLog={() => openView(logView)}
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
    case 'privacy':
      return <PrivacyDialog settings={settings} onClose={onClose} />
    case 'palette':
      return (
        <Palette commands={commands()} chats={chatsByTime(chat)} onOpenChat={onOpenChat} onClose={onClose} />
      )
    case 'shortcuts':
      return <ShortcutsDialog commands={commands()} onClose={onClose} />
    case 'backup':
      return <BackupDialog rooms={rooms} onClose={onClose} />
    case 'restore':
      return <RestoreDialog rooms={rooms} file={file} onClose={onClose} />
    case 'import':
      return <ImportDialog chat={chat} presets={presets} file={file} onClose={onClose} />
  }
}

function chatsByTime({ store }: Chat): { id: string; title: string }[] {
  return [...store.getState().conversations.values()]
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
    .map(conversation => ({ id: conversation.id, title: titleOf(conversation) }))
}
