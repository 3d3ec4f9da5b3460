import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  /** At the end of the title's line. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of a panel under its heading. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section className="models-section" aria-labelledby={id}>
      <div className="models-section-head">
        <h3 id={id}>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
