import { useContextText } from '../../ui/i18n/context-dialog.ts'
import type { ContextMeasure } from './measure.ts'

const parts = ['system', 'summaries', 'history', 'documents', 'draft', 'answer', 'free'] as const

/** The context as a bar, and each part of it in words and numbers. */
export function ContextBar({ measure }: { readonly measure: ContextMeasure | undefined }) {
  const text = useContextText()
  const shown = parts.filter(part => part !== 'documents' || (measure && measure.documents > 0))
  const whole = measure ? Math.max(measure.window, measure.used) : 1
  return (
    <section className="context-use">
      <p className="context-sum numbers">
        {measure
          ? (measure.isAtLeast ? text.contextMeterOver : text.contextUse)(measure.used, measure.window)
          : '…'}
      </p>
      <div className="context-bar" aria-hidden="true">
        {measure &&
          shown.map(part => (
            <span key={part} data-part={part} style={{ width: `${(measure[part] / whole) * 100}%` }} />
          ))}
      </div>
      <dl className="context-legend numbers">
        {shown.map(part => (
          <div key={part}>
            <dt>
              <span className="context-swatch" data-part={part} aria-hidden="true" />
              {text.contextParts[part]}
            </dt>
            <dd>{measure ? text.formats.integer(measure[part]) : '…'}</dd>
          </div>
        ))}
      </dl>
      {measure?.isEstimated && <p className="hint">{text.contextEstimated}</p>}
      {measure?.isAtLeast && <p className="hint">{text.contextAtLeast}</p>}
    </section>
  )
}
