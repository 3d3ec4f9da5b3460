import {
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import './menu.css'

/** Pixels between the button and its menu, and between the menu and the window's edge. */
const gapPx = 4
const edgePx = 8

/** How an item closes the menu it is in. */
const CloseContext = createContext<(then: () => void) => void>(then => then())

interface MenuProps {
  /** The accessible name of the button and of its menu; shown as a tip. */
  readonly label: string
  /** What is seen of the button. */
  readonly button: ReactNode
  /** Of the button; an icon button where absent. */
  readonly className?: string
  readonly disabled?: boolean
  /** Which edges of button and menu are in line. */
  readonly align?: 'start' | 'end'
  /** `MenuItem`s and `MenuGroup`s; rendered only while it is open. */
  readonly children: ReactNode
}

/**
 * A button that opens a menu over everything else. Arrows, Home, End and first letters move in it, Escape and Tab
 * close it, and the button has the focus again.
 */
export function Menu(props: MenuProps) {
  const { label, button, className = 'icon-button', disabled, align = 'start', children } = props
  const id = useId()
  const buttonRef = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<'first' | 'last'>()
  const close = (then: () => void = () => {}) => {
    setOpened(undefined)
    buttonRef.current?.focus({ preventScroll: true })
    then()
  }
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpened(event.key === 'ArrowDown' ? 'first' : 'last')
  }
  return (
    <>
      <button
        ref={buttonRef}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={opened !== undefined}
        aria-controls={opened ? id : undefined}
        disabled={disabled}
        onClick={() => setOpened(opened ? undefined : 'first')}
        onKeyDown={openByArrow}
      >
        {button}
      </button>
      {opened && (
        <CloseContext value={close}>
          <OpenMenu
            id={id}
            label={label}
            buttonRef={buttonRef}
            align={align}
            focusFirst={opened}
            onClose={close}
            onLeave={() => setOpened(undefined)}
          >
            {children}
          </OpenMenu>
        </CloseContext>
      )}
    </>
  )
}

interface OpenMenuProps {
  readonly id: string
  readonly label: string
  readonly buttonRef: { readonly current: HTMLButtonElement | null }
  readonly align: 'start' | 'end'
  readonly focusFirst: 'first' | 'last'
  readonly onClose: () => void
  /** The person is somewhere else already: the focus stays there. */
  readonly onLeave: () => void
  readonly children: ReactNode
}

function OpenMenu(props: OpenMenuProps) {
  const { id, label, buttonRef, align, focusFirst, onClose, onLeave, children } = props
  const menuRef = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const menu = menuRef.current
    const button = buttonRef.current
    if (!menu || !button) return
    if (!menu.matches(':popover-open')) menu.showPopover()
    const place = () => placeBeside(menu, button, align)
    place()
    const observer = new ResizeObserver(place)
    observer.observe(menu)
    window.addEventListener('scroll', place, { capture: true, passive: true })
    window.addEventListener('resize', place)
    return () => {
      observer.disconnect()
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
    }
  }, [buttonRef, align])

  useLayoutEffect(() => {
    if (menuRef.current)
      itemsOf(menuRef.current)
        .at(focusFirst === 'first' ? 0 : -1)
        ?.focus({ preventScroll: true })
  }, [focusFirst])

  useEffect(() => {
    const leaveOnPress = (event: PointerEvent) => {
      // A node, as the target of an event of the document always is.
      const target = event.target as Node
      if (!menuRef.current?.contains(target) && !buttonRef.current?.contains(target)) onLeave()
    }
    document.addEventListener('pointerdown', leaveOnPress, true)
    return () => document.removeEventListener('pointerdown', leaveOnPress, true)
  }, [buttonRef, onLeave])

  const move = (event: KeyboardEvent) => {
    const menu = menuRef.current
    if (!menu) return
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Escape is done with here; Tab goes on from the button.
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      return onClose()
    }
    const next = itemFor(event, itemsOf(menu))
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <div
      ref={menuRef}
      id={id}
      popover="manual"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className="menu"
      onKeyDown={move}
    >
      {children}
    </div>
  )
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')]
}

function itemFor({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, items: HTMLElement[]) {
  const at = items.findIndex(item => item.matches(':focus'))
  if (key === 'ArrowDown') return items[(at + 1) % items.length]
  if (key === 'ArrowUp') return items.at(at - 1)
  if (key === 'Home') return items[0]
  if (key === 'End') return items.at(-1)
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return undefined
  const letter = key.toLocaleLowerCase()
  const inOrder = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return inOrder.find(item => item.textContent.trim().toLocaleLowerCase().startsWith(letter))
}

/** Below the button where there is room, else above; always inside the window. */
function placeBeside(menu: HTMLElement, button: HTMLElement, align: 'start' | 'end'): void {
  const { top, bottom, left, right } = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const isBelow = bottom + gapPx + height <= innerHeight - edgePx || top < innerHeight - bottom
  const isLeft = (align === 'start') === (getComputedStyle(button).direction === 'ltr')
  const within = (value: number, most: number) => Math.max(edgePx, Math.min(value, most - edgePx))
  menu.style.left = `${within(isLeft ? left : right - width, innerWidth - width)}px`
  menu.style.top = `${within(isBelow ? bottom + gapPx : top - gapPx - height, innerHeight - height)}px`
}

interface MenuItemProps {
  /** What is heard and seen. */
  readonly children: ReactNode
  readonly onSelect: () => void
  readonly icon?: ReactNode
  /** A number or a state at the end of the line. */
  readonly note?: ReactNode
  readonly kind?: 'danger'
  /** One of several of which one holds. */
  readonly checked?: boolean
  readonly disabled?: boolean
  /** It gives way to other items instead of closing the menu. */
  readonly opensMore?: boolean
}

/** One thing to do; the menu has closed, and its button has the focus, when `onSelect` is called. */
export function MenuItem(props: MenuItemProps) {
  const { children, onSelect, icon, note, kind, checked, disabled = false, opensMore = false } = props
  const close = useContext(CloseContext)
  const select = ({ currentTarget }: MouseEvent) => {
    if (disabled) return
    if (!opensMore) return close(onSelect)
    const menu = currentTarget.closest<HTMLElement>('[role="menu"]')
    flushSync(onSelect)
    if (menu) itemsOf(menu)[0]?.focus()
  }
  const common = {
    type: 'button' as const,
    className: 'menu-item',
    'data-kind': kind,
    tabIndex: -1,
    'aria-disabled': disabled || undefined,
    onClick: select,
  }
  const inside = (
    <>
      {icon}
      <span className="menu-words">{children}</span>
      {note !== undefined && <span className="menu-note numbers">{note}</span>}
    </>
  )
  return checked === undefined ? (
    <button {...common} role="menuitem" aria-haspopup={opensMore ? 'menu' : undefined}>
      {inside}
    </button>
  ) : (
    <button {...common} role="menuitemradio" aria-checked={checked}>
      {inside}
    </button>
  )
}

/** Items that belong together, under a few words. */
export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a menu; this groups its items.
    <div role="group" aria-labelledby={id} className="menu-group">
      <p id={id} role="presentation" className="menu-heading">
        {label}
      </p>
      {children}
    </div>
  )
}
