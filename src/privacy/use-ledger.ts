import { useCallback, useEffect, useState } from 'react'
import { pagePrivacy } from './in-page.ts'
import type { LedgerPages } from './ledger.ts'

/** The ledger as it is, read again whenever more is written. Undefined until it has been read. */
export function useLedger(): {
  readonly pages: LedgerPages | 'unreadable' | undefined
  /** Forgets all requests. */
  readonly clear: () => void
} {
  const [pages, setPages] = useState<LedgerPages | 'unreadable'>()
  const read = useCallback(() => {
    pagePrivacy()
      .ledger.read()
      .then(setPages, () => setPages('unreadable'))
  }, [])
  useEffect(() => {
    read()
    return pagePrivacy().onLedger(read)
  }, [read])
  const clear = useCallback(() => {
    const { ledger, news } = pagePrivacy()
    ledger
      .clear()
      .then(() => news.tell({ type: 'ledger-changed' }))
      .catch(() => undefined)
      .finally(read)
  }, [read])
  return { pages, clear }
}
