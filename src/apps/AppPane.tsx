import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { IconButton } from '../ui/Button.tsx'
import { useAppsText } from '../ui/i18n/apps.ts'
import { CloseIcon, DownIcon, RetryIcon, UpIcon } from '../ui/icons.tsx'
import { AppActions } from './AppActions.tsx'
import { denied, sandbox } from './frame-rights.ts'
import type { AppsRoom, OpenedApp } from './room.ts'
import './apps.css'

interface AppPaneProps {
  readonly room: AppsRoom
  readonly opened: OpenedApp
  readonly isInert: boolean
}

/** The open app, beside the conversation or below it; its tools exist as long as this does. */
export function AppPane({ room, opened, isInert }: AppPaneProps) {
  const words = useAppsText()
  const announce = useAnnounce()
  const titleId = useId()
  const listId = useId()
  const frameRef = useRef<HTMLIFrameElement>(null)
  const loadedRef = useRef(() => {})
  const [isFolded, setFolded] = useState(false)
  const [showsActions, setShowsActions] = useState(false)
  const { app, turn, link } = opened

  // Before the page in the frame can say a word.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another frame.
  useLayoutEffect(() => {
    const frame = frameRef.current
    if (!frame) return
    const { loaded, end } = room.attach(frame)
    loadedRef.current = loaded
    return end
  }, [room, turn])
  useEffect(() => announce(words.opened(app.name)), [announce, words, app.name])

  const status =
    link.status === 'open'
      ? words.actions(link.tools.length)
      : link.status === 'waiting'
        ? words.looking
        : words.noActions
  return (
    <aside className="app-pane" aria-labelledby={titleId} data-folded={isFolded} inert={isInert}>
      <header className="app-pane-head">
        <h2 id={titleId} aria-label={words.pane(app.name)}>
          {app.name}
        </h2>
        <button
          type="button"
          className="app-badge"
          data-status={link.status}
          aria-expanded={showsActions}
          aria-controls={listId}
          onClick={() => setShowsActions(!showsActions)}
        >
          {status}
        </button>
        <IconButton label={words.reload} onClick={room.reload}>
          <RetryIcon />
        </IconButton>
        <IconButton
          className="app-fold"
          label={isFolded ? words.unfold : words.fold}
          onClick={() => setFolded(!isFolded)}
        >
          {isFolded ? <UpIcon /> : <DownIcon />}
        </IconButton>
        <IconButton label={words.close} onClick={room.close}>
          <CloseIcon />
        </IconButton>
      </header>
      <div id={listId} className="app-actions" hidden={!showsActions}>
        {showsActions && <AppActions opened={opened} />}
      </div>
      <iframe
        key={turn}
        ref={frameRef}
        className="app-frame"
        title={app.name}
        src={app.url}
        sandbox={sandbox}
        allow={denied}
        referrerPolicy="no-referrer"
        onLoad={() => loadedRef.current()}
      />
    </aside>
  )
}
