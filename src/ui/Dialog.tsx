import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Announcer } from './announce.tsx'
import { IconButton } from './Button.tsx'
import { useText } from './i18n/text.ts'
import { CloseIcon } from './icons.tsx'

interface DialogProps {
  readonly title: string
  /** 'wide' is a room of its own: as high as the window allows, all of the screen on a phone. */
  readonly size?: 'usual' | 'wide'
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A modal dialog, open as long as it is rendered. Escape, the backdrop and "Close" close it; focus goes back. */
export function Dialog({ title, size = 'usual', onClose, children }: DialogProps) {
  const text = useText()
  const titleId = useId()
  const ref = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
  }, [])

  // close() first, onClose by its event: the browser gives focus back only while the dialog is in the page.
  const close = () => ref.current?.close()
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === ref.current) close()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for the backdrop is Escape, which the browser handles.
    <dialog
      ref={ref}
      className="dialog"
      data-size={size}
      aria-labelledby={titleId}
      // React also brings here the closing of a dialog that was opened from within this one.
      onClose={event => {
        if (event.target === event.currentTarget) onClose()
      }}
      onClick={closeOnBackdrop}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton label={text.close} onClick={close}>
          <CloseIcon />
        </IconButton>
      </header>
      {/* A live region of its own: the page behind a modal dialog is silent. */}
      <div className="dialog-body">
        <Announcer>{children}</Announcer>
      </div>
    </dialog>
  )
}
