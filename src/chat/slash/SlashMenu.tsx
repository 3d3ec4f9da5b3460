import { useEffect } from 'react'
import { useText } from '../../ui/i18n/text.ts'
import type { SlashItem } from './slash.ts'
import './slash.css'

interface SlashMenuProps {
  /** Of the list; an option's is this and its number. */
  readonly id: string
  readonly items: readonly SlashItem[]
  readonly at: number
  readonly onPoint: (at: number) => void
  readonly onChoose: (item: SlashItem) => void
}

/** The list above the message box. The keys stay in the box, which names the option that they stand on. */
export function SlashMenu({ id, items, at, onPoint, onChoose }: SlashMenuProps) {
  const text = useText()
  useEffect(() => {
    document.getElementById(optionId(id, at))?.scrollIntoView({ block: 'nearest' })
  }, [id, at])
  return (
    // It may scroll, so keys reach it by itself too.
    <div className="slash-menu" id={id} role="listbox" aria-label={text.prompts} tabIndex={0}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the message box's.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div
          key={item.id}
          id={optionId(id, index)}
          className="slash-option"
          role="option"
          aria-selected={index === at}
          data-kind={item.name === '' ? 'deed' : 'item'}
          // The box must not lose the focus by the press.
          onMouseDown={event => event.preventDefault()}
          onPointerMove={() => onPoint(index)}
          onClick={() => onChoose(item)}
        >
          <span className="slash-title" dir="auto">
            {item.title}
          </span>
          {item.hint !== '' && (
            <span className="slash-hint" dir="auto">
              {item.hint}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

/** The id of an option, for the box that names it. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}
