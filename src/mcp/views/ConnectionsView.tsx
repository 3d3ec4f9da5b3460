import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ViewProps } from '../../abilities/ability.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { UndoBar } from '../../ui/UndoBar.tsx'
import { nameOf } from '../record.ts'
import type { McpRoom } from '../room.ts'
import { ServerList } from './ServerList.tsx'
import { ServerPage } from './ServerPage.tsx'
import './connections.css'

/** The view of connections over what it shows. */
export function connectionsView(room: McpRoom): ComponentType<ViewProps> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once, when the view is loaded.
  return function View(props: ViewProps) {
    return <ConnectionsView room={room} {...props} />
  }
}

/** All servers, or one of them. */
function ConnectionsView({ room, target, onClose }: ViewProps & { readonly room: McpRoom }) {
  const text = useConnectionsText()
  const { servers } = room
  const [place, setPlace] = useState(target)
  /** The server that was open last, to go back to. */
  const [backTo, setBackTo] = useState<string>()
  const shownTarget = useRef(target)
  useEffect(() => {
    if (shownTarget.current === target) return
    shownTarget.current = target
    setPlace(target)
  }, [target])
  // Once this is closed nobody could take it back.
  useEffect(() => () => servers.forgetRemoved(), [servers])

  const { servers: all, removed } = useStore(servers.store)
  const shown = all.find(({ id }) => id === place)
  const back = () => {
    setBackTo(place)
    setPlace(undefined)
  }
  return (
    <Dialog title={shown ? nameOf(shown, all) : text.connections} size="wide" onClose={onClose}>
      <div className="connections">
        {shown ? (
          <ServerPage key={shown.id} room={room} server={shown} onBack={back} />
        ) : (
          <ServerList room={room} backTo={backTo} onOpen={setPlace} />
        )}
        {removed && (
          <div className="connections-undo">
            <UndoBar
              what={removed}
              sentence={text.serverRemoved(nameOf(removed, all))}
              onUndo={() => servers.undoRemove()}
              onForget={() => servers.forgetRemoved()}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
