import { type ComponentType, useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import type { ViewProps } from './ability.ts'

/** The view of the example in README.md. */
export function countingView(
  count: (text: string) => number,
  onCounted: (words: number) => void,
): ComponentType<ViewProps> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once, when the view is loaded.
  return function CountingView({ target = '', onClose }) {
    const [words, setWords] = useState(target)
    return (
      <Dialog title="Words" onClose={onClose}>
        <textarea value={words} onChange={event => setWords(event.target.value)} />
        <button type="button" onClick={() => onCounted(count(words))}>
          {count(words)}
        </button>
      </Dialog>
    )
  }
}
