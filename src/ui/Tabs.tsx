import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import './tabs.css'

interface TabsProps<Name extends string> {
  /** What the tabs are of, for those who hear it. */
  readonly label: string
  readonly tabs: readonly (readonly [name: Name, words: string])[]
  readonly selected: Name
  readonly onSelect: (name: Name) => void
  /** The selected tab's panel. */
  readonly children: ReactNode
}

/** Gives the focus to the tab that is shown: where what had it in its panel is gone. */
export function focusSelectedTab(): void {
  document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()
}

/** Panels of which one is shown. Arrow keys, Home and End go from tab to tab; only the selected one is a tab stop. */
export function Tabs<Name extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Name>) {
  const id = useId()
  const listRef = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(([name]) => name === selected)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    const next = to === undefined ? undefined : tabs.at(to % tabs.length)
    if (!next) return
    event.preventDefault()
    onSelect(next[0])
    listRef.current?.querySelector<HTMLElement>(`[data-name="${next[0]}"]`)?.focus()
  }
  return (
    <>
      <div ref={listRef} className="tabs" role="tablist" aria-label={label}>
        {tabs.map(([name, words]) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            data-name={name}
            data-words={words}
            aria-selected={name === selected}
            aria-controls={`${id}-panel`}
            tabIndex={name === selected ? 0 : -1}
            onClick={() => onSelect(name)}
            onKeyDown={onKeyDown}
          >
            {words}
          </button>
        ))}
      </div>
      {/* Each begins at its top. */}
      <div
        key={selected}
        role="tabpanel"
        id={`${id}-panel`}
        className="tab-panel"
        aria-labelledby={`${id}-${selected}`}
      >
        {children}
      </div>
    </>
  )
}
