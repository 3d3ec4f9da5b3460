/** A shortcut in words: 'mod+k' (⌘ on a Mac, Ctrl elsewhere), 'mod+shift+o', '?', 'escape'. */
export type Keys = string

/** What of a keyboard event decides. */
type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Whether an event is the press of a shortcut. A sign such as "?" counts however the keyboard makes it. */
export function isPress(event: Pressed, keys: Keys): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (modifier: string) => parts.includes(modifier)
  if (event.key.toLowerCase() !== key) return false
  if ((event.ctrlKey || event.metaKey) !== wants('mod')) return false
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key)
  return event.altKey === wants('alt') && (isSign || event.shiftKey === wants('shift'))
}

const macSigns: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥' }
const names: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  escape: 'Esc',
  enter: 'Enter',
  arrowup: '↑',
}

/** A shortcut's keys as they are written on the keyboard, one by one. */
export function keyNames(keys: Keys, isMac: boolean): string[] {
  return keys.split('+').map(key => (isMac ? macSigns[key] : undefined) ?? names[key] ?? key.toUpperCase())
}
