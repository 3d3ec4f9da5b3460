import { type KeyboardEvent, useRef, useState } from 'react'

interface NameBoxProps {
  /** The accessible name. */
  readonly label: string
  readonly name: string
  /** undefined: as it was. */
  readonly onDone: (name: string | undefined, how: 'key' | 'blur') => void
}

/** A name written in the place where it stands: Enter and going elsewhere keep it, Escape does not. */
export function NameBox({ label, name: before, onDone }: NameBoxProps) {
  const [name, setName] = useState(before)
  // Taking the box away blurs it: that is no second answer.
  const isDone = useRef(false)
  const finish = (result: string | undefined, how: 'key' | 'blur') => {
    if (isDone.current) return
    isDone.current = true
    onDone(result === before ? undefined : result, how)
  }
  const decide = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    // Or Enter would go on to press the button that gets the focus.
    event.preventDefault()
    finish(event.key === 'Enter' ? name : undefined, 'key')
  }
  return (
    <input
      className="field"
      dir="auto"
      aria-label={label}
      value={name}
      // biome-ignore lint/a11y/noAutofocus: the person just asked to write here.
      autoFocus
      onFocus={event => event.target.select()}
      onChange={event => setName(event.target.value)}
      onKeyDown={decide}
      onBlur={() => finish(name, 'blur')}
    />
  )
}
