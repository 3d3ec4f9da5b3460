import type { ReactNode } from 'react'

/** A drawn sign beside or in place of a word; the word (or the button's name) says what it means. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

/** One stroke each, on a grid of 24. */
const path = (d: string) =>
  function PathIcon() {
    return (
      <Icon>
        <path d={d} />
      </Icon>
    )
  }

export const PlusIcon = path('M12 5v14M5 12h14')
export const MenuIcon = path('M4 7h16M4 12h16M4 17h10')
export const CloseIcon = path('M6 6l12 12M18 6L6 18')
export const PencilIcon = path('M4 20h4L19 9a2.1 2.1 0 0 0-3-3L5 17zM14.5 7.5l3 3')
export const BinIcon = path('M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5')
export const SearchIcon = path('M15.5 15.5L20 20M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z')
export const SlidersIcon = path('M4 8h9M17 8h3M4 16h3M11 16h9M13 8a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM7 16a2 2 0 1 0 4 0 2 2 0 0 0-4 0z')
export const UpIcon = path('M12 19V5.5M6 11l6-6 6 6')
export const DownIcon = path('M12 5v13.5M6 13l6 6 6-6')
export const StopIcon = path('M7.5 7.5h9v9h-9z')
export const CopyIcon = path('M9 9h10v11H9zM5.5 15H5V4h10v1.5')
export const CheckIcon = path('M5 12.5l4.5 4.5L19 7.5')
export const RetryIcon = path('M19 12a7 7 0 1 1-2.2-5.1M19.5 3.5V8H15')
export const PreviousIcon = path('M14.5 6l-6 6 6 6')
export const NextIcon = path('M9.5 6l6 6-6 6')
export const LockIcon = path('M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3')
export const InstallIcon = path('M12 4v10.5M7.5 10.5l4.5 4.5 4.5-4.5M5 19.5h14')

/** The hermit's shell: the mark of the house. */
export function ShellMark() {
  return (
    <svg className="shell-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className="shell-mark-body"
        d="M4 21.5C4 12.4 10.6 5 18.4 5 24.500 5 28 9.200 28 14.300c0 4.900-3.400 8.700-7.900 8.700-3.700 0-6.500-2.600-6.500-6 0-2.900 2.100-5 4.700-5 2.200 0 3.800 1.500 3.800 3.400"
      />
      <path className="shell-mark-body" d="M4 21.500c0 3 2.300 5.500 5.300 5.500h13.200" />
    </svg>
  )
}
