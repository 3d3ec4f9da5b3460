import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { useImportText } from '../../ui/i18n/import.ts'
import type { Preview, PreviewRow } from './import-port.ts'
import type { ImportSource } from './imported.ts'
import type { Standing, Twice } from './plan-import.ts'
import type { ImportChoice } from './use-import.ts'

/** The apps by their own names, which no language translates. */
const sourceNames: Readonly<Record<ImportSource, string>> = {
  hermit: 'Hermit',
  chatgpt: 'ChatGPT',
  'open-webui': 'Open WebUI',
}

/** Rows beyond these are counted, not listed; they come in with the others. */
const listed = 300

interface ImportPreviewProps {
  readonly preview: Preview
  readonly standings: readonly Standing[]
  readonly onTake: (choice: ImportChoice) => void
}

/** What is in a file, and which of it shall come in. */
export function ImportPreview({ preview, standings, onTake }: ImportPreviewProps) {
  const text = useImportText()
  const { rows, presets, source } = preview
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [twice, setTwice] = useState<Twice>('both')
  const [withPresets, setWithPresets] = useState(true)
  const headingId = useId()
  const headingRef = useFocus()
  const standingOf = (index: number) => standings[index] ?? 'new'
  const canCome = (index: number) =>
    standingOf(index) === 'new' || (standingOf(index) === 'differs' && twice !== 'leave')
  const chosen = rows.map(({ index }) => index).filter(index => canCome(index) && !left.has(index))
  const possible = rows.filter(({ index }) => canCome(index)).length
  const differing = standings.filter(standing => standing === 'differs').length
  const hasPresets = presets.personas.length + presets.prompts.length > 0

  const toggle = (index: number) => {
    const next = new Set(left)
    if (!next.delete(index)) next.add(index)
    setLeft(next)
  }
  const toggleAll = () => setLeft(chosen.length > 0 ? new Set(rows.map(({ index }) => index)) : new Set())

  return (
    <section className="transfer-preview" aria-labelledby={headingId}>
      <div className="transfer-head">
        <h3 id={headingId} ref={headingRef} tabIndex={-1}>
          {text.importFrom(sourceNames[source])}
        </h3>
        <Summary rows={rows} />
      </div>
      {rows.length > 0 && (
        <div className="transfer-list">
          <AllRow
            isOn={chosen.length > 0 && chosen.length === possible}
            isSome={chosen.length > 0 && chosen.length < possible}
            disabled={possible === 0}
            onChange={toggleAll}
          />
          <ul aria-label={text.importList}>
            {rows.slice(0, listed).map(row => (
              <Row
                key={row.index}
                row={row}
                standing={standingOf(row.index)}
                isChosen={canCome(row.index) && !left.has(row.index)}
                isPossible={canCome(row.index)}
                onToggle={toggle}
              />
            ))}
          </ul>
          {rows.length > listed && <p className="transfer-more">{text.importMore(rows.length - listed)}</p>}
        </div>
      )}
      {differing > 0 && (
        <Choice
          label={text.importTwice}
          hint={text.importTwiceHint(differing)}
          value={twice}
          options={[
            ['both', text.importKeepBoth],
            ['replace', text.importReplace],
            ['leave', text.importLeave],
          ]}
          onChange={setTwice}
        />
      )}
      {hasPresets && (
        <div>
          <label className="transfer-row">
            <input
              type="checkbox"
              checked={withPresets}
              onChange={event => setWithPresets(event.target.checked)}
            />
            <span>{text.importPresets(presets.personas.length, presets.prompts.length)}</span>
          </label>
          <p className="hint">{text.importPresetsHint}</p>
        </div>
      )}
      <div className="transfer-actions">
        <Button
          kind="primary"
          disabled={chosen.length === 0 && !(hasPresets && withPresets)}
          onClick={() => onTake({ indices: chosen, twice, withPresets })}
        >
          {text.importDo(chosen.length)}
        </Button>
        {chosen.length === 0 && <p className="hint">{nothingChosen(text, rows.length, possible)}</p>}
      </div>
    </section>
  )
}

function nothingChosen(text: ReturnType<typeof useImportText>, rows: number, possible: number): string {
  if (rows === 0) return text.importNoChats
  return possible === 0 ? text.importAllHere : text.importNothing
}

/** The heading is where the person's eye is to go; the button that was pressed is gone. */
function useFocus() {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}

function Summary({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const text = useImportText()
  const { messages, from, to } = useMemo(
    () =>
      rows.reduce(
        (sum, row) => ({
          messages: sum.messages + row.messages,
          from: Math.min(sum.from, row.createdAt),
          to: Math.max(sum.to, row.updatedAt),
        }),
        { messages: 0, from: Number.POSITIVE_INFINITY, to: 0 },
      ),
    [rows],
  )
  return (
    <p className="hint numbers">
      {text.importFound(rows.length, messages)}
      {rows.length > 0 && to > 0 && ` · ${text.importDates(from, to)}`}
    </p>
  )
}

interface AllRowProps {
  readonly isOn: boolean
  readonly isSome: boolean
  readonly disabled: boolean
  readonly onChange: () => void
}

function AllRow({ isOn, isSome, disabled, onChange }: AllRowProps) {
  const text = useImportText()
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = isSome
  }, [isSome])
  return (
    <label className="transfer-row transfer-all">
      <input ref={ref} type="checkbox" checked={isOn} disabled={disabled} onChange={onChange} />
      <span>{text.importAll}</span>
    </label>
  )
}

interface RowProps {
  readonly row: PreviewRow
  readonly standing: Standing
  readonly isChosen: boolean
  readonly isPossible: boolean
  readonly onToggle: (index: number) => void
}

function Row({ row, standing, isChosen, isPossible, onToggle }: RowProps) {
  const text = useImportText()
  const detailId = useId()
  const details = [
    text.importMessages(row.messages),
    ...(row.updatedAt > 0 ? [text.formats.date(row.updatedAt)] : []),
    ...(standing === 'same' ? [text.importSame] : []),
    ...(standing === 'differs' ? [text.importDiffers] : []),
  ]
  return (
    <li>
      <label className="transfer-row">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!isPossible}
          aria-describedby={detailId}
          onChange={() => onToggle(row.index)}
        />
        <span className="transfer-title" dir="auto">
          {row.title === '' ? text.untitled : row.title}
        </span>
      </label>
      <p id={detailId} className="transfer-detail numbers" data-standing={standing}>
        {details.join(' · ')}
      </p>
    </li>
  )
}
