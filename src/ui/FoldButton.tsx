import type { ReactNode } from 'react'
import { NextIcon } from './icons.tsx'
import './fold-button.css'

interface FoldButtonProps {
  readonly isOpen: boolean
  /** The id of what it opens; that is in the page only while it is open. */
  readonly controls: string
  readonly className?: string
  readonly onToggle: () => void
  readonly children: ReactNode
}

/** A quiet button that unfolds what is below it; its arrow points there. */
export function FoldButton({ isOpen, controls, className = '', onToggle, children }: FoldButtonProps) {
  return (
    <button
      type="button"
      className={`fold-button ${className}`}
      aria-expanded={isOpen}
      aria-controls={isOpen ? controls : undefined}
      onClick={onToggle}
    >
      <NextIcon />
      {children}
    </button>
  )
}
