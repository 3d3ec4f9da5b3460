import { useEffect, useId, useRef, useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { Button } from '../ui/Button.tsx'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { useText } from '../ui/i18n/text.ts'

/** A persona or a prompt as its row shows it. */
export interface PresetRow {
  readonly id: string
  readonly name: string
  /** Its first words. */
  readonly words: string
}

interface PresetListProps {
  readonly rows: readonly PresetRow[]
  /** What is said where there are none, and otherwise above them. */
  readonly empty: string
  readonly note?: string
  readonly newLabel: string
  /** How many of Hermit's own were removed. */
  readonly removedBuiltIns: number
  /** The row that was edited last, to go back to; '' is the button for a new one. */
  readonly backTo: string | undefined
  readonly onNew: () => void
  readonly onEdit: (id: string) => void
  readonly onDuplicate: (id: string) => void
  /** Gives what brings it back. */
  readonly onRemove: (id: string) => () => void
  readonly onRestore: () => void
}

/** Rows with what can be done to each; what was deleted last can be brought back. */
export function PresetList(props: PresetListProps) {
  const { rows, empty, note, newLabel, removedBuiltIns, backTo, onNew, onRestore } = props
  const text = useText()
  const words = usePresetsText()
  const announce = useAnnounce()
  const listRef = useRef<HTMLDivElement>(null)
  const undoRef = useRef<HTMLDivElement>(null)
  const [removed, setRemoved] = useState<{ readonly name: string; readonly undo: () => void }>()

  useEffect(() => {
    if (backTo === undefined) return
    const buttons = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-back]') ?? [])]
    buttons.find(({ dataset }) => dataset.back === backTo)?.focus()
  }, [backTo])
  useEffect(() => {
    if (!removed) return
    announce(words.removed(removed.name))
    // The row that had the focus is gone; its undoing is the nearest thing.
    undoRef.current?.querySelector('button')?.focus()
  }, [removed, announce, words])

  return (
    <div ref={listRef} className="presets-list">
      <div className="presets-actions">
        <Button kind="primary" data-back="" onClick={onNew}>
          {newLabel}
        </Button>
        {removedBuiltIns > 0 && <Button onClick={onRestore}>{words.bringBack(removedBuiltIns)}</Button>}
        {note !== undefined && <p className="hint">{note}</p>}
      </div>
      {removed && (
        <div ref={undoRef} className="presets-removed">
          <p>{words.removed(removed.name)}</p>
          <Button
            kind="text"
            onClick={() => {
              removed.undo()
              setRemoved(undefined)
              listRef.current?.querySelector<HTMLElement>('[data-back=""]')?.focus()
            }}
          >
            {text.undo}
          </Button>
        </div>
      )}
      {rows.length === 0 && <p className="hint">{empty}</p>}
      <ul className="presets-rows">
        {rows.map(row => (
          <Row
            key={row.id}
            row={row}
            onEdit={() => props.onEdit(row.id)}
            onDuplicate={() => props.onDuplicate(row.id)}
            onRemove={() => setRemoved({ name: row.name, undo: props.onRemove(row.id) })}
          />
        ))}
      </ul>
    </div>
  )
}

interface RowProps {
  readonly row: PresetRow
  readonly onEdit: () => void
  readonly onDuplicate: () => void
  readonly onRemove: () => void
}

function Row({ row, onEdit, onDuplicate, onRemove }: RowProps) {
  const words = usePresetsText()
  const id = useId()
  return (
    <li className="presets-row" aria-labelledby={id}>
      <div className="presets-words">
        <p id={id} className="presets-name" dir="auto">
          {row.name}
        </p>
        <p className="presets-text" dir="auto">
          {row.words}
        </p>
      </div>
      <div className="presets-deeds">
        <Button
          kind="text"
          data-back={row.id}
          aria-label={words.ofItem(words.edit, row.name)}
          onClick={onEdit}
        >
          {words.edit}
        </Button>
        <Button kind="text" aria-label={words.ofItem(words.duplicate, row.name)} onClick={onDuplicate}>
          {words.duplicate}
        </Button>
        <Button kind="text" aria-label={words.ofItem(words.remove, row.name)} onClick={onRemove}>
          {words.remove}
        </Button>
      </div>
    </li>
  )
}
