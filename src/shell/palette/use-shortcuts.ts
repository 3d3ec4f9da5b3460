import { useEffect } from 'react'
import type { Command } from './commands.ts'
import { isPress } from './keys.ts'

/**
 * Runs commands by their keys. Signs count only where nobody is writing; a dialog that is open has the keys for itself.
 * @param commands Asked for at each press: what can be done changes. Must stay the same function.
 */
export function useShortcuts(commands: () => readonly Command[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
      const isSign = !event.ctrlKey && !event.metaKey
      // Escape alone belongs to whatever is open or running; the composer stops an answer by it.
      if (event.key === 'Escape' && !event.shiftKey) return
      if (isSign && event.key !== 'Escape' && isWriting(event.target)) return
      // Only keys that could be one are worth asking for all commands.
      if (isSign && event.key.length > 1 && event.key !== 'Escape') return
      const command = commands().find(({ keys }) => keys && isPress(event, keys))
      if (!command?.run) return
      event.preventDefault()
      command.run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [commands])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]')
}
