import { type ReactNode, useId } from 'react'
import type { Settings } from '../settings/settings.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { usePrivacyText } from '../ui/i18n/privacy.ts'
import { useText } from '../ui/i18n/text.ts'
import { LockIcon } from '../ui/icons.tsx'
import { AirGapSwitch } from './AirGapSwitch.tsx'
import { LedgerView } from './LedgerView.tsx'
import { SelfTest } from './SelfTest.tsx'
import { isOnThisDevice, type Summary, summarise, verdictOf } from './summary.ts'
import { useLedger } from './use-ledger.ts'
import './privacy.css'

interface PrivacyDialogProps {
  readonly settings: Settings
  readonly onClose: () => void
}

/** "What leaves this device?": what left, how it is held, a test of it, and every request by name. */
export function PrivacyDialog({ settings, onClose }: PrivacyDialogProps) {
  const text = useText()
  const words = usePrivacyText()
  const { pages, clear } = useLedger()
  const summary = pages === 'unreadable' ? pages : pages && summarise(pages, location.origin, openedAt())
  return (
    <Dialog title={text.whatLeaves} onClose={onClose}>
      <div className="privacy">
        {summary && <Verdict summary={summary} />}
        <AirGapSwitch settings={settings} />
        <Part title={words.howTitle}>
          <ul className="privacy-how">
            {words.how.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="hint">{words.notHeld}</p>
        </Part>
        <Part title={words.testTitle}>
          <SelfTest />
        </Part>
        {pages && pages !== 'unreadable' && summary && summary !== 'unreadable' && (
          <Part title={words.ledger}>
            <LedgerView pages={pages} summary={summary} onClear={clear} />
          </Part>
        )}
      </div>
    </Dialog>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="privacy-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

function Verdict({ summary }: { readonly summary: Summary | 'unreadable' }) {
  const words = usePrivacyText()
  const { host, origin } = location
  const isControlled = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null
  if (summary === 'unreadable') return <p className="privacy-verdict">{words.unreadable}</p>
  const { visit } = summary
  const verdict = verdictOf(visit, origin)
  const sentences = {
    nothing: () => words.nothing,
    own: () => words.own(host, visit.own.requests),
    models: () => words.models(visit.hosts.join(', '), visit.others.requests, visit.others.bytesIn),
    servers: () => {
      const { hosts, requests, bytesOut } = visit.servers
      return words.servers(hosts.join(', '), requests, bytesOut)
    },
    odd: () => words.odd(visit.odd.length),
  }
  return (
    <>
      <p className="privacy-verdict" data-verdict={verdict} role={verdict === 'odd' ? 'alert' : 'status'}>
        <LockIcon />
        <span>{sentences[verdict]()}</span>
      </p>
      {!isControlled && !isOnThisDevice(origin) && <p className="hint">{words.uncontrolled}</p>}
    </>
  )
}

/** When this page was opened, in milliseconds since the epoch. */
function openedAt(): number {
  return Math.floor(performance.timeOrigin)
}
