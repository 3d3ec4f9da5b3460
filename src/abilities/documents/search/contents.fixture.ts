import type { ChunkVectors, Contents } from '../contents.ts'
import type { Chunk, DocumentRecord, DocumentText } from '../document.ts'

/** Contents in memory, as tests and benches need them; values are copied as a disk would. */
export function createMemoryContents(): Contents {
  const values = new Map<string, unknown>()
  const key = (id: string, name: string) => `${id}/${name}`
  // What was put under a name is of its type.
  const get = async <T>(id: string, name: string) =>
    structuredClone(values.get(key(id, name))) as T | undefined
  const put = async (id: string, name: string, value: unknown) => {
    values.set(key(id, name), structuredClone(value))
  }
  const isOf = (id: string) => (name: string) => name.startsWith(`${id}/`)
  const remove = async (id: string) => {
    for (const name of [...values.keys()].filter(isOf(id))) values.delete(name)
  }
  return {
    text: ({ id }) => get<DocumentText>(id, 'text'),
    chunks: ({ id }) => get<readonly Chunk[]>(id, 'chunks'),
    vectors: ({ id }) => get<ChunkVectors>(id, 'vectors'),
    file: ({ id }) => get<Blob>(id, 'file'),
    part: ({ id }, name) => get(id, `part/${name}`),
    putText: ({ id }, text) => put(id, 'text', text),
    async putChunks({ id }, chunks, vectors) {
      await put(id, 'chunks', chunks)
      if (vectors) await put(id, 'vectors', vectors)
      else values.delete(key(id, 'vectors'))
    },
    putFile: ({ id }, file) => put(id, 'file', file),
    putPart: ({ id }, name, value) => put(id, `part/${name}`, value),
    async partNames({ id }, prefix) {
      const start = key(id, 'part/')
      const names = [...values.keys()]
        .filter(name => name.startsWith(start))
        .map(name => name.slice(start.length))
      return names.filter(name => name.startsWith(prefix))
    },
    async removePart({ id }, name) {
      values.delete(key(id, `part/${name}`))
    },
    remove,
    async sweep(knownIds) {
      const ids = new Set([...values.keys()].map(name => name.slice(0, name.indexOf('/'))))
      for (const id of ids) if (!knownIds.includes(id)) await remove(id)
    },
  }
}

/** A record of a document that is ready. */
export function recordOf(id: string, changes: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    ...{ id, title: id, fileName: `${id}.md`, kind: 'markdown', bytes: 1, addedAt: 0, status: 'ready' },
    ...{ hasFile: false, contentKey: '' },
    ...changes,
  }
}
