import type { ReactNode } from 'react'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'

/** What is known of a model, as names and values; a row without a value is left out. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts numbers">
      {rows.map(
        ([name, value]) =>
          value !== undefined &&
          value !== '' &&
          value !== false && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

interface LicenceProps {
  readonly name: string
  readonly url: string
  /** A restriction in words. */
  readonly note?: string | undefined
}

/** A licence's name, linked where its text is known to be. */
export function Licence({ name, url, note }: LicenceProps) {
  return (
    <>
      {url === '' ? (
        name
      ) : (
        <a href={url} target="_blank" rel="noreferrer">
          {name}
        </a>
      )}
      {note !== undefined && <span className="licence-note">{note}</span>}
    </>
  )
}

/** Languages by their names. */
export function useLanguageNames(codes: readonly string[]): string {
  const { formats } = useModelsText()
  return codes.map(formats.languageName).join(formats.language === 'en' ? ', ' : '、')
}
