import { type FormEvent, useId, useState } from 'react'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'

interface PageBoxProps {
  /** The page in view. */
  readonly page: number
  readonly pages: number
  readonly onGo: (page: number) => void
}

/** Which page is in view, and the way to another one. */
export function PageBox({ page, pages, onGo }: PageBoxProps) {
  const words = useDocumentsText()
  const id = useId()
  /** What is being written; undefined while nobody writes. */
  const [written, setWritten] = useState<string>()
  const go = (event?: FormEvent) => {
    event?.preventDefault()
    const wanted = Number(written)
    if (written !== undefined && Number.isInteger(wanted) && wanted > 0) onGo(Math.min(wanted, pages))
    setWritten(undefined)
  }
  return (
    <form className="document-page-box numbers" onSubmit={go}>
      <label htmlFor={id}>{words.goToPage}</label>
      <input
        id={id}
        className="field"
        inputMode="numeric"
        autoComplete="off"
        value={written ?? String(page)}
        onFocus={event => event.target.select()}
        onChange={event => setWritten(event.target.value)}
        onBlur={() => go()}
      />
      <span>{words.ofPages(pages)}</span>
    </form>
  )
}
