import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { isBackupName } from '../backup/backup-name.ts'
import { ChatView } from '../chat/ChatView.tsx'
import { focusComposer, focusComposerGently } from '../chat/Composer.tsx'
import { ContextMeter } from '../chat/context/ContextMeter.tsx'
import { HarderControl } from '../chat/harder/HarderControl.tsx'
import { ThinkingControl } from '../chat/thinking/ThinkingControl.tsx'
import { ModelNotice } from '../models/views/ModelNotice.tsx'
import { WaitingFor } from '../models/views/phase-text.tsx'
import { Announcer } from '../ui/announce.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { TextContext, useText } from '../ui/i18n/text.ts'
import { useLanguage, useTexts, useTheme } from '../ui/use-appearance.ts'
import { AbilityView, type OpenedView, useAbilityItems } from './AbilityView.tsx'
import { createAnswerActions } from './answer-actions.ts'
import { BackupReminder } from './BackupReminder.tsx'
import { Banner } from './Banner.tsx'
import { DialogByName, type DialogName } from './dialogs.tsx'
import { FileDrop } from './FileDrop.tsx'
import { Header } from './Header.tsx'
import { commandsOf } from './palette/commands.ts'
import { deedsNow } from './palette/deeds.ts'
import { useShortcuts } from './palette/use-shortcuts.ts'
import type { Rooms } from './rooms.ts'
import { Sidebar } from './Sidebar.tsx'
import { useDrawer } from './use-drawer.ts'
import './shell.css'

const LockScreen = lazy(() => import('./LockScreen.tsx').then(({ LockScreen: view }) => ({ default: view })))

/** The whole of what is seen. */
export function Shell({ rooms }: { readonly rooms: Rooms }) {
  const theme = useStore(rooms.settings.store, state => state.theme)
  const language = useLanguage(useStore(rooms.settings.store, state => state.language))
  const text = useTexts(language)
  const isLocked = useStore(rooms.vault.store, ({ status }) => status === 'locked' || status === 'locking')
  useTheme(theme)
  if (!text) return null
  return (
    <TextContext value={text}>
      <Boundary>
        <Announcer>
          {isLocked ? (
            <Suspense>
              <LockScreen vault={rooms.vault} settings={rooms.settings} />
            </Suspense>
          ) : (
            <House rooms={rooms} />
          )}
        </Announcer>
      </Boundary>
    </TextContext>
  )
}

function House({ rooms }: { readonly rooms: Rooms }) {
  const { chat, session, library, presets, onFiles } = rooms
  const [dialog, setDialog] = useState<DialogName>()
  const [file, setFile] = useState<File>()
  const isCodeMissing = useStore(rooms.pwa, state => state.isCodeMissing)
  const text = useText()
  const drawer = useDrawer()
  const { close: closeDrawer, open: openDrawer } = drawer
  const searchRef = useRef<HTMLInputElement>(null)

  const newChat = useCallback(() => {
    chat.newChat()
    closeDrawer()
    // Once the drawer has let go of the rest of the page.
    requestAnimationFrame(focusComposer)
  }, [chat, closeDrawer])
  const openChat = useCallback(
    (id: string, messageId?: string) => {
      chat.open(id, messageId)
      closeDrawer()
      focusComposerGently()
    },
    [chat, closeDrawer],
  )
  const actions = useMemo(() => createAnswerActions({ chat, session, library }), [chat, session, library])

  const modelStatus = useMemo(() => <WaitingFor session={session} />, [session])
  const modelNotice = useMemo(
    () => <ModelNotice session={session} library={library} onModels={() => setDialog('models')} />,
    [session, library],
  )
  const contextTokens = useStore(session.store, ({ phase }) =>
    phase.name === 'ready' ? phase.contextTokens : undefined,
  )
  const thinking = useStore(session.store, ({ phase }) =>
    phase.name === 'ready' ? phase.thinking : undefined,
  )
  const tools = useMemo(
    () => (
      <>
        <ThinkingControl chat={chat} thinking={thinking} />
        <HarderControl chat={chat} />
        <ContextMeter chat={chat} contextTokens={contextTokens} onOpen={() => setDialog('context')} />
      </>
    ),
    [chat, thinking, contextTokens],
  )
  const managePrompts = useCallback(() => setDialog('prompts'), [])
  const savePrompt = useCallback(() => setDialog('new-prompt'), [])
  // The dialog says what they are, and asks before anything is taken in.
  const offerFiles = useCallback(
    (files: readonly File[]) => {
      const [first] = files
      const dialogOfFile = first && files.length === 1 ? dialogFor(first) : undefined
      if (first && dialogOfFile) {
        setFile(first)
        setDialog(dialogOfFile)
        return
      }
      library.offer(files)
      setDialog('models')
    },
    [library],
  )
  useEffect(() => onFiles(offerFiles), [onFiles, offerFiles])

  const [view, setView] = useState<OpenedView>()
  const openView = useCallback((abilityId: string, target?: string) => setView({ abilityId, target }), [])
  const abilityItems = useAbilityItems(rooms.abilities, openView)
  useEffect(() => rooms.onModels(() => setDialog('models')), [rooms])

  useEffect(focusComposerGently, [])
  const commands = useCallback(
    () =>
      commandsOf(
        text,
        deedsNow(rooms, {
          actions,
          newChat,
          openDialog: setDialog,
          searchChats() {
            openDrawer()
            searchRef.current?.focus()
          },
          openPalette: () => setDialog('palette'),
          openShortcuts: () => setDialog('shortcuts'),
        }),
      ),
    [text, rooms, actions, newChat, openDrawer],
  )
  useShortcuts(commands)
  const exportOne = useCallback(
    async (id: string, form: 'json' | 'markdown') => {
      const conversation = chat.store.getState().conversations.get(id)
      const { exportChat } = await import('../chat/transfer/save-export.ts')
      if (conversation) exportChat(conversation, form, text)
    },
    [chat, text],
  )
  const closeDialog = () => {
    setDialog(undefined)
    setFile(undefined)
    // What opened it may be gone.
    requestAnimationFrame(() => document.activeElement === document.body && focusComposerGently())
  }

  return (
    <div className="shell">
      <Sidebar
        rooms={rooms}
        isOpen={drawer.isOpen}
        searchRef={searchRef}
        onNew={newChat}
        onOpenChat={openChat}
        onExport={(id, form) => void exportOne(id, form)}
        onPrivacy={() => setDialog('privacy')}
        onClose={closeDrawer}
      />
      {drawer.isOpen && <div className="veil" onPointerDown={closeDrawer} />}
      <main className="main" inert={drawer.isOpen}>
        <Header
          chat={chat}
          session={session}
          menuRef={drawer.buttonRef}
          isDrawerOpen={drawer.isOpen}
          onChats={openDrawer}
          onModels={() => setDialog('models')}
          onChatSettings={() => setDialog('chat-settings')}
          onSettings={() => setDialog('settings')}
        />
        <Banner rooms={rooms} />
        <BackupReminder rooms={rooms} onBackUp={() => setDialog('backup')} />
        <ChatView
          chat={chat}
          presets={presets}
          modelStatus={modelStatus}
          modelNotice={modelNotice}
          tools={tools}
          abilityItems={abilityItems}
          onManagePrompts={managePrompts}
          onSavePrompt={savePrompt}
          actions={actions}
        />
      </main>
      <FileDrop onFiles={offerFiles} />
      {view && (
        <Boundary key={view.abilityId} isQuiet={isCodeMissing}>
          <Suspense>
            <AbilityView
              abilities={rooms.abilities}
              view={view}
              openView={openView}
              onClose={() => setView(undefined)}
            />
          </Suspense>
        </Boundary>
      )}
      {dialog && (
        <Boundary key={dialog} isQuiet={isCodeMissing}>
          <Suspense>
            <DialogByName
              name={dialog}
              rooms={rooms}
              file={file}
              commands={commands}
              onOpen={setDialog}
              onOpenChat={openChat}
              onClose={closeDialog}
            />
          </Suspense>
        </Boundary>
      )}
    </div>
  )
}

/** Exports of chats are JSON, or JSON in a zip, and a backup says so; everything else can only be a model. */
function dialogFor({ name }: File): DialogName | undefined {
  if (isBackupName(name)) return 'restore'
  return /\.(json|zip)$/i.test(name) ? 'import' : undefined
}
