import { useStore } from 'zustand'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import type { McpServer } from '../record.ts'
import type { McpRoom } from '../room.ts'

interface StateLineProps {
  readonly room: McpRoom
  readonly server: McpServer
}

/** How a server stands, in a sentence that is heard when it changes. */
export function StateLine({ room, server: { id, offer } }: StateLineProps) {
  const text = useConnectionsText()
  const state = useStore(room.servers.store, ({ states }) => states[id])
  const words = () => {
    switch (state?.phase) {
      case 'connecting':
        return state.isSlow ? text.connectingSlowly : text.connecting
      case 'connected':
        return text.isConnected
      case 'failed':
        return faultSentence(text, state.fault)
      case undefined:
        return offer ? text.isResting : text.neverAnswered
    }
  }
  return (
    <p
      className="connections-state"
      data-phase={state?.phase ?? 'resting'}
      role={state?.phase === 'failed' ? 'alert' : 'status'}
    >
      {words()}
    </p>
  )
}
