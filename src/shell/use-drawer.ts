import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** As in shell.css. */
const narrow = '(max-width: 52rem)'

interface Drawer {
  readonly isOpen: boolean
  /** The button that opens it; it has the focus again after closing. */
  readonly buttonRef: RefObject<HTMLButtonElement | null>
  open(): void
  close(): void
}

/** The sidebar on a narrow screen. On a wide one it is always there, and open() does nothing. */
export function useDrawer(): Drawer {
  const [isOpen, setOpen] = useState(false)
  const buttonRef = useRef<HTMLButtonElement>(null)
  const open = useCallback(() => setOpen(window.matchMedia(narrow).matches), [])
  const close = useCallback(() => setOpen(false), [])

  useEffect(() => {
    if (!isOpen) return
    document.getElementById('new-chat')?.focus()
    const media = window.matchMedia(narrow)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close()
    }
    document.addEventListener('keydown', onKeyDown)
    media.addEventListener('change', close)
    const button = buttonRef.current
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      media.removeEventListener('change', close)
      // Unless the closing led on to something else, such as the message box.
      setTimeout(() => {
        const { activeElement } = document
        if (activeElement === document.body || activeElement?.closest('.sidebar')) button?.focus()
      })
    }
  }, [isOpen, close])

  return { isOpen, buttonRef, open, close }
}
