import type { DocumentRecord } from './document.ts'

/** A document's record for tests. */
export function documentOf(id: string, more: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    ...{ id, title: `Title of ${id}`, fileName: `${id}.txt`, kind: 'text', bytes: 40, addedAt: 1000 },
    ...{ status: 'ready', hasFile: false, contentKey: `${'A'.repeat(42)}E=` },
    ...more,
  }
}
