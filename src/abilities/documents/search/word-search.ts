import type { Contents } from '../contents.ts'
import type { DocumentRecord, DocumentText, PlacedBlock } from '../document.ts'
import type { DocumentSearch, SearchHit } from './search.ts'

/** Searches by words alone: blocks that have every word of the query in them, the shortest first. */
export function createWordSearch(options: {
  readonly contents: Contents
  readonly documents: () => Iterable<DocumentRecord>
}): DocumentSearch {
  return {
    async search(query, { documentIds, limit }, signal) {
      const words = query.normalize('NFKC').toLocaleLowerCase().split(/\s+/).filter(Boolean)
      const hits: SearchHit[] = []
      if (words.length === 0) return hits
      for (const document of options.documents()) {
        signal?.throwIfAborted()
        if (document.status !== 'ready' || documentIds?.includes(document.id) === false) continue
        const text = await options.contents.text(document)
        if (text) hits.push(...hitsIn(document, text, words))
      }
      return hits.toSorted((a, b) => b.score - a.score).slice(0, limit)
    },
  }
}

function hitsIn({ id, title }: DocumentRecord, text: DocumentText, words: readonly string[]): SearchHit[] {
  const has = (words_: readonly string[], part: string) => words_.every(word => part.includes(word))
  return text.blocks.flatMap(({ start, end, page }: PlacedBlock, chunkIndex): SearchHit[] => {
    const part = text.text.slice(start, end)
    if (!has(words, part.normalize('NFKC').toLocaleLowerCase())) return []
    const place = { documentId: id, title, start, end, ...(page !== undefined && { page }), text: part }
    return [{ ...place, chunkIndex, score: 1 / (1 + part.length), wordCover: 1 }]
  })
}
