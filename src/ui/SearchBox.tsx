import { useRef } from 'react'
import { IconButton } from './Button.tsx'
import { CloseIcon, SearchIcon } from './icons.tsx'

interface SearchBoxProps {
  readonly label: string
  /** Of the button that empties it. */
  readonly clearLabel: string
  readonly query: string
  readonly onQuery: (query: string) => void
}

/** Where one writes what is searched; Escape empties it first, and only then closes the dialog that it is in. */
export function SearchBox({ label, clearLabel, query, onQuery }: SearchBoxProps) {
  const ref = useRef<HTMLInputElement>(null)
  const clear = () => {
    onQuery('')
    ref.current?.focus()
  }
  return (
    <div className="search">
      <SearchIcon />
      <input
        ref={ref}
        type="search"
        className="field"
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={query}
        onChange={event => onQuery(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape' || query === '' || event.nativeEvent.isComposing) return
          // A second Escape closes the dialog.
          event.preventDefault()
          clear()
        }}
      />
      {query !== '' && (
        <IconButton label={clearLabel} onClick={clear}>
          <CloseIcon />
        </IconButton>
      )}
    </div>
  )
}
