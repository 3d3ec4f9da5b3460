import { useMemo } from 'react'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import type { Field } from '../fields.ts'
import type { OfferedPrompt } from '../offer.ts'
import type { McpServer } from '../record.ts'
import type { McpRoom } from '../room.ts'
import { AskForm } from './AskForm.tsx'
import { useAsking } from './use-asking.ts'

interface PromptRowProps {
  readonly room: McpRoom
  readonly server: McpServer
  readonly prompt: OfferedPrompt
}

/** One prompt: its places to fill, and the button that puts it into the message box. */
export function PromptRow({ room, server, prompt }: PromptRowProps) {
  const text = useConnectionsText()
  const { name, title = name, description, args } = prompt
  const { asking, ask, stop } = useAsking()
  const fields = useMemo(
    () =>
      args.map(
        (arg): Field => ({
          ...{ name: arg.name, label: arg.name, hint: arg.description, isRequired: arg.isRequired },
          ...{ kind: 'text', choices: [], initial: '' },
        }),
      ),
    [args],
  )
  return (
    <li className="connections-item">
      <p className="connections-item-title" dir="auto">
        {title}
      </p>
      {description !== '' && (
        <p className="hint" dir="auto">
          {description}
        </p>
      )}
      <AskForm
        fields={fields}
        label={title}
        ask={text.insertPrompt}
        busy={text.fetching}
        isAsking={asking.phase === 'asking'}
        onStop={stop}
        onAsk={filled => {
          const given = Object.fromEntries(Object.entries(filled).map(([key, value]) => [key, String(value)]))
          void ask(how => room.insertPrompt(server.id, name, given, how))
        }}
      />
      <p role="status" className={asking.phase === 'failed' ? 'field-error' : 'hint'}>
        {asking.phase === 'failed' && faultSentence(text, asking.fault)}
        {asking.phase === 'answered' && (asking.outcome.text === '' ? text.noWords : text.promptInserted)}
      </p>
    </li>
  )
}
