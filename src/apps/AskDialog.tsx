import { labelOf } from '../agent/views/fields.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useAppsText } from '../ui/i18n/apps.ts'
import { useText } from '../ui/i18n/text.ts'
import type { Asking } from './offering.ts'
import './apps.css'

/** Asks the person whether a caller from outside may use a tool. Closing it is no. */
export function AskDialog({ asking }: { readonly asking: Asking }) {
  const { tool, args, answer } = asking
  const { language } = useText().formats
  const words = useAppsText()
  const given = Object.entries(args)
  return (
    <Dialog title={words.askTitle} onClose={() => answer(false)}>
      <div className="apps">
        <p>{words.askWho(tool.title[language])}</p>
        {given.length === 0 ? (
          <p className="hint">{words.askNothing}</p>
        ) : (
          <dl className="facts" aria-label={words.askArguments}>
            {given.map(([name, value]) => (
              <div key={name}>
                <dt>{labelOf(tool, name, language)}</dt>
                <dd className="ask-value">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        )}
        <div className="confirm-actions">
          <Button onClick={() => answer(true)}>{words.allowOnce}</Button>
          <Button onClick={() => answer(true, true)}>{words.allowAlways}</Button>
          {/* The harmless answer is the one that Enter gives. */}
          <Button autoFocus onClick={() => answer(false)}>
            {words.refuse}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
