import type { Ledger, LedgerEntry } from './ledger.ts'
import type { NewsLine } from './news.ts'

/** Collects entries for the ledger, so that a start with forty files costs one transaction. */
export interface Book {
  /** Resolves when the entry is in the ledger, or could not be brought there. Never rejects. */
  note(entry: LedgerEntry): Promise<void>
}

const gatherMs = 300

/** Entries wait so long for others, then all are written at once. */
export function createBook(ledger: Pick<Ledger, 'add'>, news: NewsLine, waitMs = gatherMs): Book {
  let waiting: LedgerEntry[] = []
  let writing: Promise<void> | undefined

  async function writeSoon(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, waitMs))
    const entries = waiting
    waiting = []
    writing = undefined
    try {
      await ledger.add(entries)
      news.tell({ type: 'ledger-changed' })
    } catch (reason) {
      // Without a store (a private window, a full disk) the app must go on; the ledger's view says what is missing.
      console.warn('Requests could not be written down.', reason)
    }
  }

  return {
    note(entry) {
      waiting.push(entry)
      writing ??= writeSoon()
      return writing
    },
  }
}
