import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
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
import { createAnswerActions } from './answer-actions.ts'
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

/** The whole of what is seen. */
export function Shell({ rooms }: { readonly rooms: Rooms }) {
  const theme = useStore(rooms.settings.store, state => state.theme)
  const language = useLanguage(useStore(rooms.settings.store, state => state.language))
  const text = useTexts(language)
  useTheme(theme)
  if (!text) return null
  return (
    <TextContext value={text}>
      <Boundary>
        <Announcer>
          <House rooms={rooms} />
        </Announcer>
      </Boundary>
    </TextContext>
  )
}

function House({ rooms }: { readonly rooms: Rooms }) {
  const { chat, session, library, presets, onFiles } = rooms
  const [dialog, setDialog] = useState<DialogName>()
  const [file, setFile] = useState<File>()
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
      if (first && files.length === 1 && isOfChats(first)) {
        setFile(first)
        setDialog('import')
        return
      }
      library.offer(files)
      setDialog('models')
    },
    [library],
  )
  useEffect(() => onFiles(offerFiles), [onFiles, offerFiles])

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
        <ChatView
          chat={chat}
          presets={presets}
          modelStatus={modelStatus}
          modelNotice={modelNotice}
          tools={tools}
          onManagePrompts={managePrompts}
          onSavePrompt={savePrompt}
          actions={actions}
        />
      </main>
      <FileDrop onFiles={offerFiles} />
      {dialog && (
        <Boundary key={dialog}>
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

/** Exports of chats are JSON, or JSON in a zip; everything else can only be a model. */
function isOfChats({ name }: File): boolean {
  return /\.(json|zip)$/i.test(name)
}
