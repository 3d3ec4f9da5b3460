import { Button } from '../../ui/Button.tsx'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import type { OfferedResource } from '../offer.ts'
import type { McpServer } from '../record.ts'
import type { McpRoom } from '../room.ts'
import { useAsking } from './use-asking.ts'

interface ResourceRowProps {
  readonly room: McpRoom
  readonly server: McpServer
  /** As the server is called here. */
  readonly serverName: string
  readonly resource: OfferedResource
}

/** One resource, and the button that attaches its text to the chat in view. */
export function ResourceRow({ room, server, serverName, resource }: ResourceRowProps) {
  const text = useConnectionsText()
  const { uri, name, description, mimeType, bytes } = resource
  const { asking, ask, stop } = useAsking()
  const isAsking = asking.phase === 'asking'
  const from = text.resourceFrom(name, serverName, uri)
  return (
    <li className="connections-item">
      <p className="connections-item-title" dir="auto">
        {name}
      </p>
      {description !== '' && (
        <p className="hint" dir="auto">
          {description}
        </p>
      )}
      <p className="hint">
        <code>{uri}</code>{' '}
        {[mimeType, bytes === undefined ? undefined : text.size(bytes)].filter(Boolean).join(', ')}
      </p>
      <div className="connections-deeds">
        <Button
          aria-label={text.attachNamed(name)}
          aria-disabled={isAsking}
          onClick={() => {
            if (!isAsking) void ask(how => room.attachResource(server.id, uri, name, from, how))
          }}
        >
          {isAsking ? text.fetching : text.attachResource}
        </Button>
        {isAsking && <Button onClick={stop}>{text.stopCall}</Button>}
      </div>
      <p role="status" className={asking.phase === 'failed' ? 'field-error' : 'hint'}>
        {asking.phase === 'failed' && faultSentence(text, asking.fault)}
        {asking.phase === 'answered' &&
          (asking.outcome.text === '' ? text.noTextInIt : text.resourceAttached(name))}
      </p>
    </li>
  )
}
