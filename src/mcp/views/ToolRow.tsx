import { useId, useMemo, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import { PlainText } from '../../ui/PlainText.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { fieldsOf } from '../fields.ts'
import type { OfferedTool } from '../offer.ts'
import type { Outcome } from '../outcome.ts'
import type { McpServer } from '../record.ts'
import type { McpRoom } from '../room.ts'
import { AskForm } from './AskForm.tsx'
import { useAsking } from './use-asking.ts'

interface ToolRowProps {
  readonly room: McpRoom
  readonly server: McpServer
  readonly tool: OfferedTool
}

/** One tool: what it says of itself, whether it may be called, and a way to try it. */
export function ToolRow({ room, server, tool }: ToolRowProps) {
  const text = useConnectionsText()
  const { name, title = name, description, schema, problem, isReadOnly } = tool
  const { servers } = room
  const isOn = !server.offTools.includes(name)
  const [isTrying, setTrying] = useState(false)
  const about = problem ? text.problems[problem] : isReadOnly ? text.onlyReads : text.mayChange
  return (
    <li className="connections-item">
      {problem ? (
        <p className="connections-item-title" dir="auto">
          {title}
        </p>
      ) : (
        <Switch
          label={title}
          hint={description}
          isOn={isOn}
          onChange={on => servers.switchTool(server.id, name, on)}
        />
      )}
      <p className="hint">
        <code>{name}</code> {about}
      </p>
      {schema && (
        <div className="connections-deeds">
          <Button
            kind="text"
            aria-expanded={isTrying}
            aria-label={text.tryToolNamed(title)}
            onClick={() => setTrying(!isTrying)}
          >
            {text.tryTool}
          </Button>
        </div>
      )}
      {schema && isTrying && <TryTool {...{ room, server, name, title, schema }} />}
    </li>
  )
}

interface TryToolProps {
  readonly room: McpRoom
  readonly server: McpServer
  readonly name: string
  readonly title: string
  readonly schema: Readonly<Record<string, unknown>>
}

/** A call by hand: pressing the button is the consent to it. */
function TryTool({ room, server, name, title, schema }: TryToolProps) {
  const text = useConnectionsText()
  const fields = useMemo(() => fieldsOf(schema), [schema])
  const { asking, ask, stop } = useAsking()
  return (
    <div className="connections-try">
      <AskForm
        fields={fields}
        label={text.tryToolNamed(title)}
        ask={text.call}
        busy={text.calling}
        isAsking={asking.phase === 'asking'}
        onAsk={args =>
          void ask(how => room.servers.ask(server.id, { method: 'call', name, args: { ...args } }, how))
        }
        onStop={stop}
      >
        <p className="hint">{text.tryHint(new URL(server.url).host)}</p>
      </AskForm>
      <div role="status">
        {asking.phase === 'failed' && (
          <p className="field-error">
            {faultSentence(text, asking.fault)}{' '}
            {asking.fault.code === 'mcp-tool-failed' && asking.fault.detail}
          </p>
        )}
        {asking.phase === 'answered' && <OutcomeView outcome={asking.outcome} />}
      </div>
    </div>
  )
}

/** What came of a call, as text and nothing but text. */
function OutcomeView({ outcome }: { readonly outcome: Outcome }) {
  const text = useConnectionsText()
  const id = useId()
  const { isError, isCut, extras, structured } = outcome
  const words =
    outcome.text !== '' ? outcome.text : structured === undefined ? '' : JSON.stringify(structured)
  return (
    <section className="connections-outcome" aria-labelledby={id}>
      <h4 id={id}>{isError ? text.saysItFailed : text.result}</h4>
      {words !== '' && <PlainText words={words} />}
      {words === '' && extras.length === 0 && <p className="hint">{text.noWords}</p>}
      {extras.length > 0 && (
        <ul>
          {extras.map(({ kind, name, mimeType }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a result does not change, and two may have one name.
            <li key={at} className="hint" dir="auto">
              {text.extra(kind, [name, mimeType].filter(Boolean).join(', '))}
            </li>
          ))}
        </ul>
      )}
      {isCut && <p className="hint">{text.resultCut}</p>}
    </section>
  )
}
