import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useText } from '../../ui/i18n/text.ts'
import { type Command, matching } from './commands.ts'
import { Keycaps } from './Keycaps.tsx'
import './palette.css'

/** So many chats are listed at once; a longer query narrows them down. */
const mostChats = 12

interface PaletteProps {
  readonly commands: readonly Command[]
  /** Newest first. */
  readonly chats: readonly { readonly id: string; readonly title: string }[]
  readonly onOpenChat: (id: string) => void
  readonly onClose: () => void
}

interface Option {
  readonly id: string
  readonly title: string
  readonly keys?: string | undefined
  readonly kind: 'command' | 'chat'
  readonly run: () => void
}

/** Everything by name: commands and chats. Arrow keys choose, Enter does it, Escape closes. */
export function Palette({ commands, chats, onOpenChat, onClose }: PaletteProps) {
  const text = useText()
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const listRef = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)

  const options = useMemo<readonly Option[]>(() => {
    const runnable = commands.flatMap(({ title, keys, run }) => (run ? [{ title, keys, run }] : []))
    return [
      ...matching(runnable, query).map(command => ({ ...command, kind: 'command' as const })),
      ...matching(chats, query)
        .slice(0, mostChats)
        .map(chat => ({ title: chat.title, kind: 'chat' as const, run: () => onOpenChat(chat.id) })),
    ].map((option, index) => ({ ...option, id: `${id}-${index}` }))
  }, [commands, chats, query, onOpenChat, id])
  const current = options[Math.min(chosen, options.length - 1)]

  useEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
  }, [])
  useEffect(() => {
    if (current) document.getElementById(current.id)?.scrollIntoView({ block: 'nearest' })
  }, [current])

  // First the dialog closes and gives the focus back, then the deed may open another or take the focus elsewhere.
  const toDo = useRef<Option>(undefined)
  const choose = (option: Option | undefined) => {
    if (!option) return
    toDo.current = option
    ref.current?.close()
  }
  const onClosed = () => {
    onClose()
    toDo.current?.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      Home: 0,
      End: options.length - 1,
    }
    const next = moves[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(current)
    } else if (next !== undefined && options.length > 0) {
      event.preventDefault()
      setChosen((next + options.length) % options.length)
    }
  }
  const groups = [
    [text.paletteCommands, options.filter(({ kind }) => kind === 'command')],
    [text.chats, options.filter(({ kind }) => kind === 'chat')],
  ] as const

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for the backdrop is Escape, which the browser handles.
    <dialog
      ref={ref}
      className="palette"
      aria-label={text.palette}
      onClose={onClosed}
      onClick={event => event.target === ref.current && ref.current.close()}
    >
      <input
        className="palette-field"
        role="combobox"
        aria-label={text.paletteField}
        placeholder={text.paletteField}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current?.id}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={event => {
          setQuery(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={listRef} id={`${id}-list`} className="palette-list" role="listbox" aria-label={text.palette}>
        {groups.map(
          ([title, members]) =>
            members.length > 0 && (
              // biome-ignore lint/a11y/useSemanticElements: a listbox has groups of options, not fieldsets.
              <div key={title} role="group" aria-label={title}>
                <p className="palette-group" aria-hidden="true">
                  {title}
                </p>
                {members.map(option => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus.
                  // biome-ignore lint/a11y/useFocusableInteractive: the field points at it by aria-activedescendant.
                  <div
                    key={option.id}
                    id={option.id}
                    className="palette-option"
                    role="option"
                    aria-selected={option === current}
                    onPointerMove={() => setChosen(options.indexOf(option))}
                    onClick={() => choose(option)}
                  >
                    <span dir="auto">{option.title}</span>
                    {option.keys && <Keycaps keys={option.keys} />}
                  </div>
                ))}
              </div>
            ),
        )}
      </div>
      {options.length === 0 && <p className="palette-empty">{text.paletteNothing}</p>}
    </dialog>
  )
}
