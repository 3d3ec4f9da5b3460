import { Button } from '../../ui/Button.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import type { Point } from './summary.ts'

/** Opens the document at a place. */
export type OpenPlace = (place: { readonly start: number; readonly end: number }) => void

interface CitationProps {
  readonly point: Point
  readonly onOpenPlace: OpenPlace | undefined
}

/** Where a statement is from; a button that opens the document there, where there is one. */
export function Citation({ point, onOpenPlace }: CitationProps) {
  const words = useSummariseText()
  const label = point.page === undefined ? words.place : words.page(point.page)
  if (!onOpenPlace) return point.page === undefined ? null : <span className="citation">{label}</span>
  return (
    <Button
      kind="text"
      title={point.page === undefined ? undefined : words.showPlace(point.page)}
      onClick={() => onOpenPlace(point)}
    >
      {label}
    </Button>
  )
}

interface PointListProps {
  readonly points: readonly Point[]
  readonly onOpenPlace: OpenPlace | undefined
}

/** Statements, each with where it is from. */
export function PointList({ points, onOpenPlace }: PointListProps) {
  return (
    <ul className="summarise-points">
      {points.map(point => (
        <li key={`${point.start}-${point.text}`} dir="auto">
          {point.text} <Citation point={point} onOpenPlace={onOpenPlace} />
        </li>
      ))}
    </ul>
  )
}
