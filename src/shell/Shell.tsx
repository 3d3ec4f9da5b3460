import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useCommandItems } from '../abilities/use-command-items.ts'
import { ChatView } from '../chat/ChatView.tsx'
import { focusComposer, focusComposerAtEnd, focusComposerGently } from '../chat/Composer.tsx'
import { draftInView } from '../chat/chat.ts'
import { ContextMeter } from '../chat/context/ContextMeter.tsx'
import { HarderControl } from '../chat/harder/HarderControl.tsx'
import { ThinkingControl } from '../chat/thinking/ThinkingControl.tsx'
import { ModelNotice } from '../models/views/ModelNotice.tsx'
import { WaitingFor } from '../models/views/phase-text.tsx'
import { Announcer } from '../ui/announce.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { TextContext, useText } from '../ui/i18n/text.ts'
import { OpenPlaceContext } from '../ui/open-place.ts'
import { soon } from '../ui/soon.tsx'
import { useLanguage, useTexts, useTheme } from '../ui/use-appearance.ts'
import type { OpenedView } from './AbilityView.tsx'
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
import { createSources } from './sources.ts'
import type { FilePlaces } from './take-files.ts'
import { AttachButton, useAttached } from './use-attached.tsx'
import { useDrawer } from './use-drawer.ts'
import './shell.css'

const AbilityView = lazy(() =>
  import('./AbilityView.tsx').then(({ AbilityView: view }) => ({ default: view })),
)
const Notices = soon(async () => (await import('./Notices.tsx')).Notices)
const Arrivals = soon(async () => (await import('../incoming/Arrivals.tsx')).Arrivals)
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
  const { chat, session, library, presets, abilities, documents, agent } = rooms
  const [dialog, setDialog] = useState<DialogName>()
  const [file, setFile] = useState<File>()
  const [view, setView] = useState<OpenedView>()
  const isCodeMissing = useStore(rooms.pwa, state => state.isCodeMissing)
  const text = useText()
  const Beside = useStore(rooms.apps.beside, state => state.View)
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
  const openView = useCallback((abilityId: string, target?: string) => {
    setDialog(undefined)
    setView({ abilityId, target })
  }, [])
  const openPlace = useCallback(
    (place: string, target?: string) => {
      const [chatId = '', messageId] = target?.split('#') ?? []
      if (place !== 'chat') openView(place, target)
      else if (chat.store.getState().conversations.has(chatId)) openChat(chatId, messageId)
    },
    [chat, openChat, openView],
  )
  const openModels = useCallback(() => {
    setView(undefined)
    setDialog('models')
  }, [])
  const actions = useMemo(
    () => createAnswerActions({ chat, session, library, agent, sources: createSources(documents, openView) }),
    [chat, session, library, documents, agent, openView],
  )
  const slashCommands = useCommandItems(abilities, openView)
  const { attach, onPasteText, bar: attached } = useAttached(documents, chat, openView)
  const places = useMemo(
    (): FilePlaces => ({
      isDocumentName: async name => (await documents()).isDocumentName(name),
      attach,
      openDialog(name, one) {
        setView(undefined)
        setFile(one)
        setDialog(name)
      },
      offerModels(files) {
        library.offer(files)
        setView(undefined)
        setDialog('models')
      },
    }),
    [documents, attach, library],
  )
  const tools = useMemo(
    () => (
      <>
        <AttachButton chat={chat} onFiles={files => void takeWith('attached', files, places)} />
        <ThinkingControl chat={chat} thinking={thinking} />
        <HarderControl chat={chat} />
        <ContextMeter chat={chat} contextTokens={contextTokens} onOpen={() => setDialog('context')} />
      </>
    ),
    [chat, thinking, contextTokens, places],
  )
  const tryCafe = useCallback(() => openView('apps', 'cafe'), [openView])
  const openSmallWindow = useCallback(async () => {
    const { openSmallWindow: open } = await import('./small/open-small-window.tsx')
    await open({ rooms, actions, text })
  }, [rooms, actions, text])
  const managePrompts = useCallback(() => setDialog('prompts'), [])
  const savePrompt = useCallback(() => setDialog('new-prompt'), [])
  const offerFiles = useCallback((files: readonly File[]) => void takeWith('given', files, places), [places])

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
          runCommand(command) {
            setDialog(undefined)
            command.run({
              insert(words) {
                if (words === '') return
                const draft = draftInView(chat.store.getState())
                chat.setDraft(draft === '' ? words : `${draft}\n\n${words}`)
                focusComposerAtEnd()
              },
              openView,
            })
          },
          openPalette: () => setDialog('palette'),
          openShortcuts: () => setDialog('shortcuts'),
          openSmallWindow: () => void openSmallWindow(),
        }),
      ),
    [text, rooms, chat, actions, newChat, openDrawer, openView, openSmallWindow],
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
    setView(undefined)
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
        openView={openView}
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
          onSmallWindow={() => void openSmallWindow()}
          onChatSettings={() => setDialog('chat-settings')}
          onSettings={() => setDialog('settings')}
        />
        <Banner rooms={rooms} />
        <BackupReminder rooms={rooms} onBackUp={() => setDialog('backup')} />
        <OpenPlaceContext value={openPlace}>
          <ChatView
            chat={chat}
            presets={presets}
            modelStatus={modelStatus}
            modelNotice={modelNotice}
            tools={tools}
            attached={attached}
            commands={slashCommands}
            onPasteText={onPasteText}
            onTryCafe={tryCafe}
            onManagePrompts={managePrompts}
            onSavePrompt={savePrompt}
            actions={actions}
          />
        </OpenPlaceContext>
      </main>
      {Beside && <Beside isInert={drawer.isOpen} />}
      <FileDrop onFiles={offerFiles} />
      {dialog && (
        <Boundary key={dialog} isQuiet={isCodeMissing}>
          <Suspense>
            <DialogByName
              name={dialog}
              rooms={rooms}
              file={file}
              commands={commands}
              onOpen={setDialog}
              openView={openView}
              onOpenChat={openChat}
              onClose={closeDialog}
            />
          </Suspense>
        </Boundary>
      )}
      <Notices abilities={abilities} openView={openView} />
      <Boundary isQuiet>
        <Arrivals
          chat={chat}
          newChat={newChat}
          openChat={openChat}
          openView={openView}
          giveFiles={offerFiles}
        />
      </Boundary>
      {view && (
        <Boundary key={view.abilityId} isQuiet={isCodeMissing}>
          <Suspense>
            <AbilityView
              abilities={abilities}
              opened={view}
              openView={openView}
              openModels={openModels}
              onClose={closeDialog}
            />
          </Suspense>
        </Boundary>
      )}
    </div>
  )
}

/** Files are seldom given: what knows where they go is loaded then. */
async function takeWith(
  how: 'attached' | 'given',
  files: readonly File[],
  places: FilePlaces,
): Promise<void> {
  const { takeAttached, takeFiles } = await import('./take-files.ts')
  await (how === 'attached' ? takeAttached(files, places) : takeFiles(files, places))
}
