import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { usePrivacyText } from '../ui/i18n/privacy.ts'
import { useText } from '../ui/i18n/text.ts'
import type { LedgerEntry, LedgerPages } from './ledger.ts'
import type { Summary } from './summary.ts'

interface LedgerViewProps {
  readonly pages: LedgerPages
  readonly summary: Summary
  readonly onClear: () => void
}

const rowsAtOnce = 50

/** Every request by name, newest first, and what they come to. */
export function LedgerView({ pages, summary, onClear }: LedgerViewProps) {
  const text = useText()
  const words = usePrivacyText()
  const [filter, setFilter] = useState<'network' | 'all'>('network')
  const [rows, setRows] = useState(rowsAtOnce)
  const { all } = summary
  const { integer } = text.formats
  const shown = pages.entries.filter(({ outcome }) => filter === 'all' || outcome !== 'device').toReversed()
  return (
    <>
      <p className="hint">{words.ledgerSince(pages.since)}</p>
      <dl className="facts numbers">
        <Fact name={words.fromDevice}>{integer(all.device)}</Fact>
        <Fact name={words.toOwn(location.host)}>{words.amount(all.own.requests, all.own.bytesIn)}</Fact>
        <Fact name={words.toOthers}>{words.amount(all.others.requests, all.others.bytesIn)}</Fact>
        <Fact name={words.refusedCount}>{integer(all.refused)}</Fact>
      </dl>
      <Choice
        label={words.show}
        value={filter}
        options={[
          ['network', words.onlyNetwork],
          ['all', words.everything],
        ]}
        onChange={setFilter}
      />
      {shown.length === 0 ? (
        <p className="privacy-none">{words.noneYet}</p>
      ) : (
        <ol className="ledger">
          {shown.slice(0, rows).map((entry, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no names, and rows no state of their own.
            <Row key={at} entry={entry} />
          ))}
        </ol>
      )}
      <div className="privacy-actions">
        {shown.length > rows && <Button onClick={() => setRows(rows + rowsAtOnce)}>{words.more}</Button>}
        <Confirm label={words.clear} question={words.clearAsk} yes={words.clearYes} onYes={onClear} />
      </div>
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Row({ entry }: { readonly entry: LedgerEntry }) {
  const { at, by, method, address, bytesIn, bytesOut, outcome } = entry
  const words = usePrivacyText()
  const known: Readonly<Record<string, string>> = words.askers
  const isSent = outcome === 'network' || outcome === 'failed'
  const parts = [
    known[by] ?? by,
    words.outcomes[outcome],
    ...(isSent ? [words.sent(bytesOut)] : []),
    ...(isSent && bytesIn !== undefined ? [words.received(bytesIn)] : []),
  ]
  return (
    <li data-outcome={outcome}>
      <p className="ledger-address" dir="ltr">
        {method === 'GET' ? address : `${method} ${address}`}
      </p>
      <p className="ledger-facts numbers">
        <time dateTime={new Date(at).toISOString()}>{words.time(at)}</time>
        {` · ${parts.join(' · ')}`}
      </p>
    </li>
  )
}
