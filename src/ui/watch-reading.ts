interface ReadingSigns {
  /** The person has begun to read where they are: a wheel or a key upwards, a selection, something opened. */
  readonly onRead: () => void
  /** A finger, or the mouse on the scrollbar, holds the page; and lets go of it. */
  readonly onHold: (isHeld: boolean) => void
}

const keysUp = ['PageUp', 'ArrowUp', 'Home']

/** Watches for what says that a person reads in a scroller, before it has scrolled at all. Call the result to end. */
export function watchReading(
  scroller: HTMLElement,
  content: HTMLElement,
  { onRead, onHold }: ReadingSigns,
): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const passive = { passive: true, signal }
  const canScroll = () => scroller.scrollHeight > scroller.clientHeight

  scroller.addEventListener('wheel', ({ deltaY }) => deltaY < 0 && canScroll() && onRead(), passive)
  scroller.addEventListener(
    'keydown',
    ({ key, shiftKey }) => (keysUp.includes(key) || (key === ' ' && shiftKey)) && canScroll() && onRead(),
    { signal },
  )
  // What is opened is going to be read: its top must stay where it is.
  scroller.addEventListener(
    'click',
    ({ target }) => {
      const isOpener =
        target instanceof Element && target.closest('summary, [aria-expanded]:not([aria-haspopup])')
      if (isOpener && canScroll()) onRead()
    },
    { signal, capture: true },
  )
  document.addEventListener(
    'selectionchange',
    () => {
      const selection = document.getSelection()
      if (selection && !selection.isCollapsed && content.contains(selection.anchorNode)) onRead()
    },
    { signal },
  )

  let isHeld = false
  const hold = (held: boolean) => {
    if (held === isHeld) return
    isHeld = held
    onHold(held)
  }
  const letGo = () => hold(false)
  scroller.addEventListener('touchstart', () => hold(true), passive)
  scroller.addEventListener('touchend', letGo, passive)
  scroller.addEventListener('touchcancel', letGo, passive)
  // A press on the scroller itself is one on its scrollbar, or beside the text where it does no harm.
  scroller.addEventListener('pointerdown', ({ target }) => target === scroller && hold(true), passive)
  document.addEventListener('pointerup', letGo, passive)
  // A scrollbar does not always tell that it was let go of.
  document.addEventListener(
    'pointermove',
    ({ buttons, pointerType }) => {
      if (isHeld && pointerType === 'mouse' && buttons === 0) letGo()
    },
    passive,
  )
  return () => ending.abort()
}
