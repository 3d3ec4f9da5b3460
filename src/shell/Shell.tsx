import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { ChatView } from '../chat/ChatView.tsx'
import { focusComposer, focusComposerGently } from '../chat/Composer.tsx'
import { ModelNotice } from '../models/views/ModelNotice.tsx'
import { ModelsDialog } from '../models/views/ModelsDialog.tsx'
import { WaitingFor } from '../models/views/phase-text.tsx'
import { Announcer } from '../ui/announce.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { TextContext, textOf } from '../ui/i18n/text.ts'
import { useLanguage, useTheme } from '../ui/use-appearance.ts'
import { Banner } from './Banner.tsx'
import { Header } from './Header.tsx'
import { ModelDrop } from './ModelDrop.tsx'
import type { Rooms } from './rooms.ts'
import { Sidebar } from './Sidebar.tsx'
import { useDrawer } from './use-drawer.ts'
import './shell.css'

const SettingsDialog = lazy(() =>
  import('../settings/SettingsDialog.tsx').then(({ SettingsDialog: view }) => ({ default: view })),
)

/** The whole of what is seen. */
export function Shell({ rooms }: { readonly rooms: Rooms }) {
  const theme = useStore(rooms.settings.store, state => state.theme)
  const language = useLanguage(useStore(rooms.settings.store, state => state.language))
  useTheme(theme)
  return (
    <TextContext value={textOf(language)}>
      <Boundary>
        <Announcer>
          <House rooms={rooms} />
        </Announcer>
      </Boundary>
    </TextContext>
  )
}

function House({ rooms }: { readonly rooms: Rooms }) {
  const { chat, session, library, onFiles } = rooms
  const [dialog, setDialog] = useState<'models' | 'settings'>()
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
    (id: string) => {
      chat.open(id)
      closeDrawer()
      focusComposerGently()
    },
    [chat, closeDrawer],
  )
  // A stopped model would refuse at once: wake it, and let the answer wait for it.
  const wake = useCallback(() => {
    if (session.store.getState().phase.name === 'stopped') session.retry()
  }, [session])
  const retry = useCallback(
    (answerId: string) => {
      wake()
      chat.retry(answerId)
    },
    [chat, wake],
  )
  const continueAnswer = useCallback(
    (answerId: string) => {
      wake()
      chat.continueAnswer(answerId)
    },
    [chat, wake],
  )

  const modelStatus = useMemo(() => <WaitingFor session={session} />, [session])
  const modelNotice = useMemo(
    () => <ModelNotice session={session} library={library} onModels={() => setDialog('models')} />,
    [session, library],
  )
  // The dialog says what they are, and asks before anything is taken in.
  const offerFiles = useCallback(
    (files: readonly File[]) => {
      library.offer(files)
      setDialog('models')
    },
    [library],
  )
  useEffect(() => onFiles(offerFiles), [onFiles, offerFiles])

  useEffect(focusComposerGently, [])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || document.querySelector('dialog[open]')) return
      const key = event.key.toLowerCase()
      if (key === 'k' && !event.shiftKey) {
        event.preventDefault()
        openDrawer()
        searchRef.current?.focus()
      } else if (key === 'o' && event.shiftKey) {
        event.preventDefault()
        newChat()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [newChat, openDrawer])

  return (
    <div className="shell">
      <Sidebar
        rooms={rooms}
        isOpen={drawer.isOpen}
        searchRef={searchRef}
        onNew={newChat}
        onOpenChat={openChat}
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
          onSettings={() => setDialog('settings')}
        />
        <Banner rooms={rooms} />
        <ChatView
          chat={chat}
          modelStatus={modelStatus}
          modelNotice={modelNotice}
          onRetry={retry}
          onContinue={continueAnswer}
        />
      </main>
      <ModelDrop onFiles={offerFiles} />
      {dialog && (
        <Boundary key={dialog}>
          <Suspense>
            <Dialogs name={dialog} rooms={rooms} onClose={() => setDialog(undefined)} />
          </Suspense>
        </Boundary>
      )}
    </div>
  )
}

interface DialogsProps {
  readonly name: 'models' | 'settings'
  readonly rooms: Rooms
  readonly onClose: () => void
}

function Dialogs({ name, rooms, onClose }: DialogsProps) {
  const { session, library, settings, keeping, pwa } = rooms
  const isIsolated = useStore(pwa, state => state.isolated)
  const threads = useStore(session.store, ({ runsOn }) =>
    runsOn?.processor === 'cpu' ? runsOn.threads : undefined,
  )
  if (name === 'models') {
    return <ModelsDialog session={session} library={library} settings={settings} onClose={onClose} />
  }
  return (
    <SettingsDialog
      settings={settings}
      keeping={keeping}
      threads={threads}
      isIsolated={isIsolated}
      onClose={onClose}
    />
  )
}
