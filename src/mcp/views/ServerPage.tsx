import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { PreviousIcon } from '../../ui/icons.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import type { Offer } from '../offer.ts'
import { type McpServer, nameOf } from '../record.ts'
import type { McpRoom } from '../room.ts'
import { PromptRow } from './PromptRow.tsx'
import { ResourceRow } from './ResourceRow.tsx'
import { StateLine } from './StateLine.tsx'
import { TokenField } from './TokenField.tsx'
import { ToolRow } from './ToolRow.tsx'

interface ServerPageProps {
  readonly room: McpRoom
  readonly server: McpServer
  readonly onBack: () => void
}

/** One server: how it stands, what can be done to it, and what it offers. */
export function ServerPage({ room, server, onBack }: ServerPageProps) {
  const text = useConnectionsText()
  const { servers } = room
  const { id, url, offer, addedAt, isOff, token } = server
  const isConnecting = useStore(servers.store, ({ states }) => states[id]?.phase === 'connecting')
  const [isSettingToken, setSettingToken] = useState(false)
  return (
    <div className="connections-scroller">
      <div className="connections-head">
        <Button kind="quiet" autoFocus onClick={onBack}>
          <PreviousIcon />
          {text.allServers}
        </Button>
      </div>
      <StateLine room={room} server={server} />
      <dl className="facts">
        <Fact name={text.address} words={url} />
        {offer && <Fact name={text.calledItself} words={`${offer.name} ${offer.version}`} />}
        {offer && <Fact name={text.protocol} words={`MCP ${offer.protocol}`} />}
        <Fact name={text.addedOn} words={text.day(addedAt)} />
      </dl>
      <Switch
        label={text.offerTools}
        hint={text.offerToolsHint}
        isOn={!isOff}
        onChange={isOn => servers.switchServer(id, isOn)}
      />
      <div className="connections-deeds">
        <Button
          aria-disabled={isConnecting}
          onClick={() => {
            if (!isConnecting) void servers.check(id)
          }}
        >
          {text.checkConnection}
        </Button>
        <Button aria-expanded={isSettingToken} onClick={() => setSettingToken(!isSettingToken)}>
          {token === undefined ? text.setToken : text.changeToken}
        </Button>
        <Button
          kind="danger"
          onClick={() => {
            servers.remove(id)
            onBack()
          }}
        >
          {text.removeServer}
        </Button>
      </div>
      {isSettingToken && <TokenForm room={room} server={server} onDone={() => setSettingToken(false)} />}
      {offer && <Offered room={room} server={server} offer={offer} />}
    </div>
  )
}

function Fact({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{words}</dd>
    </div>
  )
}

interface TokenFormProps {
  readonly room: McpRoom
  readonly server: McpServer
  readonly onDone: () => void
}

function TokenForm({ room, server, onDone }: TokenFormProps) {
  const text = useConnectionsText()
  const [token, setToken] = useState('')
  const save = (given: string | undefined) => {
    room.servers.setToken(server.id, given)
    onDone()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (token.trim() === '') onDone()
    else save(token.trim())
  }
  return (
    <form className="connections-form" onSubmit={submit}>
      <TokenField value={token} isSealed={room.isSealed()} onChange={setToken} />
      <div className="connections-deeds">
        <Button type="submit" kind="primary">
          {text.saveToken}
        </Button>
        {server.token !== undefined && <Button onClick={() => save(undefined)}>{text.removeToken}</Button>}
      </div>
    </form>
  )
}

/** Tools, prompts and resources, each in a tab. */
function Offered(props: { readonly room: McpRoom; readonly server: McpServer; readonly offer: Offer }) {
  const { room, server, offer } = props
  const text = useConnectionsText()
  const all = useStore(room.servers.store, state => state.servers)
  const [tab, setTab] = useState<'tools' | 'prompts' | 'resources'>('tools')
  const { tools, prompts, resources, isCut } = offer
  const shown = { tools, prompts, resources }[tab]
  const none = { tools: text.noTools, prompts: text.noPrompts, resources: text.noResources }[tab]
  return (
    <Tabs
      label={nameOf(server, all)}
      tabs={[
        ['tools', text.tools],
        ['prompts', text.prompts],
        ['resources', text.resources],
      ]}
      selected={tab}
      onSelect={setTab}
    >
      {shown.length === 0 ? (
        <p className="connections-nothing">{none}</p>
      ) : (
        <>
          <p className="hint">{text.foreignWords}</p>
          {isCut && <p className="hint">{text.offerCut}</p>}
          <ul className="connections-items" aria-label={text[tab]}>
            {tab === 'tools' &&
              tools.map(tool => <ToolRow key={tool.name} room={room} server={server} tool={tool} />)}
            {tab === 'prompts' &&
              prompts.map(prompt => (
                <PromptRow key={prompt.name} room={room} server={server} prompt={prompt} />
              ))}
            {tab === 'resources' &&
              resources.map((resource, at) => (
                <ResourceRow
                  key={`${resource.uri} ${String(at)}`}
                  serverName={nameOf(server, all)}
                  {...{ room, server, resource }}
                />
              ))}
          </ul>
        </>
      )}
    </Tabs>
  )
}
