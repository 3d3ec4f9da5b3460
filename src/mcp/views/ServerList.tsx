import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { type McpServer, nameOf } from '../record.ts'
import type { McpRoom } from '../room.ts'
import { AddServer } from './AddServer.tsx'
import { StateLine } from './StateLine.tsx'

interface ServerListProps {
  readonly room: McpRoom
  /** The server that gets the focus, where one was open before. */
  readonly backTo: string | undefined
  readonly onOpen: (id: string) => void
}

/** What servers are for, a form for one more, and all that there are. */
export function ServerList({ room, backTo, onOpen }: ServerListProps) {
  const text = useConnectionsText()
  const all = useStore(room.servers.store, state => state.servers)
  const isAirGapped = useSyncExternalStore(room.airGap.subscribe, room.airGap.isOn)
  const listRef = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const at = backTo === undefined ? undefined : `[data-server="${CSS.escape(backTo)}"]`
    if (at !== undefined) listRef.current?.querySelector<HTMLElement>(at)?.focus()
  }, [backTo])
  return (
    <div className="connections-scroller">
      <p className="connections-intro">{text.connectionsIntro}</p>
      {isAirGapped && (
        <p className="connections-news" role="status">
          {text.airGapped}
        </p>
      )}
      <AddServer room={room} />
      {all.length === 0 ? (
        <div className="connections-nothing">
          <p>{text.noServers}</p>
          <p className="hint">{text.noServersHint}</p>
        </div>
      ) : (
        <ul ref={listRef} className="connections-list" aria-label={text.connectedServers}>
          {all.map(server => (
            <Row key={server.id} {...{ room, server, all, onOpen }} />
          ))}
        </ul>
      )}
    </div>
  )
}

interface RowProps {
  readonly room: McpRoom
  readonly server: McpServer
  readonly all: readonly McpServer[]
  readonly onOpen: (id: string) => void
}

function Row({ room, server, all, onOpen }: RowProps) {
  const text = useConnectionsText()
  const { id, url, offer, isOff } = server
  const name = nameOf(server, all)
  return (
    <li className="connections-row">
      <button
        type="button"
        className="connections-name"
        dir="auto"
        data-server={id}
        aria-label={text.openServer(name)}
        onClick={() => onOpen(id)}
      >
        {name}
      </button>
      <p className="connections-address">{url}</p>
      <StateLine room={room} server={server} />
      {isOff && <p className="hint">{text.isSwitchedOff}</p>}
      {offer && (
        <p className="hint">
          {text.offersInAll(offer.tools.length, offer.prompts.length, offer.resources.length)}
        </p>
      )}
    </li>
  )
}
