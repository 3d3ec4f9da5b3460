import { describe, expect, it, vi } from 'vitest'
import type { Embedder } from '../../../embedding/embedder.ts'
import type { PortLink } from '../../../engines/port/connection.ts'
import { FaultError } from '../../../fault.ts'
import type { DocumentRecord } from '../document.ts'
import { plainText } from '../plain-text.fixture.ts'
import { createMemoryContents, recordOf } from './contents.fixture.ts'
import { createDocumentSearch, type LibrarySearchOptions } from './document-search.ts'
import { asBytes, indexDocument } from './index-document.ts'
import { serveIndex } from './serve-index.ts'

const lease = `# Lease

## Pets

Dogs and cats may be kept with the landlord's written permission.

## Rent

The rent of 900 euros is due on the third working day of each month.`
const garden = `# Garden

## Watering

Tomatoes want a litre of water each morning, at their roots.`
const zh = `# 租房合同

## 押金

押金为两个月租金，退租后三十日内退还。

## 宠物

未经房东书面同意，不得饲养猫狗。`

/** Meaning by a few words: near enough to see that vectors are used, and exact. */
const themes = [/pet|dog|cat|animal/i, /rent|money|pay|euro/i, /water|tomato|plant|garden/i]
function themed(text: string): Float32Array {
  const raw = [...themes.map(theme => (theme.test(text) ? 1 : 0)), 0.1]
  const length = Math.hypot(...raw)
  return Float32Array.from(raw, value => value / length)
}
const wordEmbedder = (changes: Partial<Embedder> = {}): Embedder => ({
  model: 'themes',
  dimensions: themes.length + 1,
  languages: ['en'],
  embed: async texts => texts.map(themed),
  rest() {},
  ...changes,
})

function connect(): PortLink {
  const { port1, port2 } = new MessageChannel()
  serveIndex(port2)
  return { port: port1, terminate: () => port1.close() }
}

async function library(texts: Readonly<Record<string, string>>, changes: Partial<LibrarySearchOptions> = {}) {
  const contents = createMemoryContents()
  const embedder = changes.embedder ?? wordEmbedder()
  let records: DocumentRecord[] = []
  const put = async (id: string, text: string) => {
    const read = plainText(text)
    await contents.putText(recordOf(id), read)
    const { chunks, embeddedBy } = await indexDocument(recordOf(id), read, {
      contents,
      embedder: wordEmbedder(),
    })
    const record = recordOf(id, { chunks, characters: text.length, ...(embeddedBy && { embeddedBy }) })
    records = [...records.filter(other => other.id !== id), record]
  }
  for (const [id, text] of Object.entries(texts)) await put(id, text)
  const search = createDocumentSearch({ contents, documents: () => records, embedder, connect, ...changes })
  return {
    search,
    contents,
    put,
    drop(id: string) {
      records = records.filter(record => record.id !== id)
    },
    find: async (query: string, documentIds?: readonly string[]) =>
      (await search.search(query, { limit: 5, ...(documentIds && { documentIds }) })).map(({ text }) => text),
  }
}

describe('searching a library', () => {
  it('finds by words, and cites the place in the document', async () => {
    const { search, contents } = await library({ lease, garden })
    const [hit] = await search.search('When is the rent due?', { limit: 3 })
    expect(hit).toMatchObject({ documentId: 'lease', title: 'lease' })
    const text = await contents.text(recordOf('lease'))
    expect(text?.text.slice(hit?.start, hit?.end)).toBe(hit?.text)
    expect(hit?.text).toContain('third working day')
    expect(hit?.wordCover).toBe(1)
  })

  it('finds by meaning what has none of the words', async () => {
    const { find, search } = await library({ lease, garden })
    expect((await find('animal'))[0]).toContain('Dogs and cats')
    const [hit] = await search.search('animal', { limit: 1 })
    expect(hit?.wordCover).toBe(0)
    expect(hit?.similarity).toBeGreaterThan(0.9)
  })

  it('finds Chinese by its words, whatever is asked around them, and asks no model for it', async () => {
    const embed = vi.fn(wordEmbedder().embed)
    const { find, search } = await library({ lease, zh }, { embedder: wordEmbedder({ embed }) })
    expect((await find('押金什么时候能退还？'))[0]).toContain('三十日内退还')
    expect((await find('可以养猫吗'))[0]).toContain('不得饲养猫狗')
    expect(embed).not.toHaveBeenCalled()
    expect(search.store.getState().wordsOnly).toBeUndefined()
  })

  it('finds a word with a slip of the pen, without taking it for covered', async () => {
    const { search } = await library({ garden })
    const [hit] = await search.search('tomatoe wattering', { limit: 1 })
    expect(hit?.text).toContain('Tomatoes')
    const [slip] = await search.search('wattering', { limit: 1 })
    expect(slip?.wordCover).toBe(0)
  })

  it('looks only into the documents that are asked for', async () => {
    const { find } = await library({ lease, garden })
    expect(await find('rent water', ['garden'])).toHaveLength(1)
    expect(await find('rent', [])).toEqual([])
    expect(await find('   ')).toEqual([])
  })

  it('follows documents as they come, change and go', async () => {
    const { find, put, drop, search } = await library({ garden })
    expect(await find('landlord')).toHaveLength(1)
    await put('lease', lease)
    expect((await find('landlord permission'))[0]).toContain('landlord')
    await put('lease', lease.replace('landlord', 'owner of the house'))
    expect((await find('owner house permission'))[0]).toContain('owner of the house')
    drop('lease')
    search.remove('lease')
    expect((await find('owner house permission')).join()).not.toContain('owner')
    await put('lease', lease)
    expect((await find('landlord permission'))[0]).toContain('landlord')
  })

  it('goes on by words alone where the model is not here, and says so', async () => {
    const embedder = wordEmbedder({
      embed: async () => {
        throw new FaultError({ code: 'model-missing' })
      },
    })
    const { find, search } = await library({ lease }, { embedder })
    expect((await find('When is the rent due?'))[0]).toContain('third working day')
    expect(search.store.getState().wordsOnly).toEqual({ code: 'model-missing' })
  })

  it('leaves out a document that cannot be read, and says which', async () => {
    const { find, search, contents } = await library({ lease, garden })
    const read = contents.text
    contents.text = async record => {
      if (record.id === 'garden') throw new FaultError({ code: 'storage-failed' })
      return read(record)
    }
    expect((await find('rent'))[0]).toContain('rent')
    expect(search.store.getState().unreadable).toEqual({ garden: { code: 'storage-failed' } })
  })

  it('builds the index once for two that ask together, and again after its worker has died', async () => {
    const ports: MessagePort[] = []
    const { find, contents } = await library(
      { lease },
      {
        connect() {
          const { port1, port2 } = new MessageChannel()
          ports.push(port2)
          serveIndex(port2)
          return { port: port1, terminate: () => port1.close() }
        },
        watchdog: { tickMs: 5, silentTicks: 3, startTicks: 3 },
      },
    )
    const text = vi.spyOn(contents, 'text')
    await Promise.all([find('rent'), find('pets')])
    expect(text).toHaveBeenCalledTimes(1)
    ports[0]?.close()
    await expect(find('rent')).rejects.toMatchObject({ fault: { code: 'crashed' } })
    expect(await find('rent')).not.toEqual([])
    expect(ports).toHaveLength(2)
  })

  it('ends at an abort with its reason', async () => {
    const { search } = await library({ lease })
    const stop = new AbortController()
    const call = search.search('rent', { limit: 1 }, stop.signal)
    stop.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
    await expect(search.search('rent', { limit: 1 })).resolves.toHaveLength(1)
  })
})

describe('indexing a document', () => {
  const long = Array.from(
    { length: 400 },
    (_, n) => `## Part ${n}\n\nThe garden has tomato number ${n}.`,
  ).join('\n\n')
  const text = plainText(long)
  const record = recordOf('long')

  it('goes on after a closed tab from what was kept', async () => {
    const contents = createMemoryContents()
    const stop = new AbortController()
    let texts = 0
    const embedder = wordEmbedder({
      async embed(batch) {
        texts += batch.length
        if (texts > 300) stop.abort(new Error('closed'))
        stop.signal.throwIfAborted()
        return batch.map(themed)
      },
    })
    await expect(indexDocument(record, text, { contents, embedder, signal: stop.signal })).rejects.toThrow(
      'closed',
    )
    expect(await contents.chunks(record)).toHaveLength(400)
    expect(await contents.vectors(record)).toBeUndefined()
    const again = vi.fn(wordEmbedder().embed)
    const progress: number[] = []
    const indexed = await indexDocument(record, text, {
      contents,
      embedder: wordEmbedder({ embed: again }),
      onProgress: fraction => progress.push(fraction),
    })
    expect(indexed).toEqual({ chunks: 400, embeddedBy: 'themes' })
    const done = again.mock.calls.flatMap(([batch]) => batch)
    expect(done.length).toBeLessThan(120)
    expect(progress[0]).toBeGreaterThan(0.7)
    expect(progress.at(-1)).toBe(1)
    const vectors = await contents.vectors(record)
    const chunks = (await contents.chunks(record)) ?? []
    for (const { index, start, end } of chunks) {
      const expected = asBytes(themed(long.slice(start, end)))
      expect(vectors?.values.subarray(index * 4, index * 4 + 4)).toEqual(expected)
    }
    expect(await contents.partNames(record, '')).toEqual([])
  })

  it('leaves vectors of Chinese parts out, and a Chinese document without any', async () => {
    const contents = createMemoryContents()
    const embedder = wordEmbedder({ embed: vi.fn(wordEmbedder().embed) })
    expect(await indexDocument(recordOf('zh'), plainText(zh), { contents, embedder })).toEqual({ chunks: 2 })
    expect(embedder.embed).not.toHaveBeenCalled()
    const mixed = plainText(`${zh}\n\n${lease}`)
    const indexed = await indexDocument(recordOf('mixed'), mixed, { contents, embedder })
    expect(indexed.embeddedBy).toBe('themes')
    const vectors = await contents.vectors(recordOf('mixed'))
    expect(Array.from(vectors?.values.slice(0, 4) ?? [])).toEqual([0, 0, 0, 0])
    expect(vectors?.values.slice(-4).some(value => value !== 0)).toBe(true)
  })

  it('is searched by words where the model cannot be had, and says why', async () => {
    const contents = createMemoryContents()
    const indexed = await indexDocument(record, text, {
      contents,
      embedder: wordEmbedder(),
      fetchModel: async () => {
        throw new FaultError({ code: 'offline' })
      },
    })
    expect(indexed).toEqual({ chunks: 400, fault: { code: 'offline' } })
    expect(await contents.chunks(record)).toHaveLength(400)
  })
})
