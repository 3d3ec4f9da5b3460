import type { DocumentRecord, DocumentText, PlacedBlock } from '../documents/document.ts'

/** The part of Contents that translating needs, over an IndexedDB of its own. */
export function openParts(name: string) {
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore('parts')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  async function run<Result>(mode: IDBTransactionMode, ask: (parts: IDBObjectStore) => IDBRequest<Result>) {
    const request = ask((await opened).transaction('parts', mode).objectStore('parts'))
    return new Promise<Result>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  }
  return {
    part: async (name: string): Promise<unknown> => run('readonly', parts => parts.get(name)),
    putPart: async (name: string, value: unknown) => {
      await run('readwrite', parts => parts.put(value, name))
    },
    partNames: async () => run('readonly', parts => parts.getAllKeys()),
    close: async () => (await opened).close(),
  }
}

/** A document's text out of its blocks. */
export function textOfBlocks(
  blocks: readonly { kind: PlacedBlock['kind']; text: string; level?: number }[],
): DocumentText {
  let text = ''
  const placed = blocks.map(({ text: words, ...block }) => {
    if (text !== '') text += '\n\n'
    const start = text.length
    text += words
    return { ...block, start, end: text.length }
  })
  return { text, blocks: placed }
}

/** A document as the library lists it. */
export function documentRecord(changes: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    id: 'one',
    title: 'The tide',
    fileName: 'tide.md',
    kind: 'markdown',
    bytes: 100,
    addedAt: 0,
    status: 'ready',
    hasFile: false,
    contentKey: '',
    ...changes,
  }
}
