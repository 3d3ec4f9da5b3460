import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { createSealedStore } from '../abilities/documents/sealed-store.ts'
import { fresh } from '../models/pack/pack.fixture.ts'
import { createMemoryShelf } from '../storage/shelf.ts'
import { chatRecord, never, newSeal } from './backup.fixture.ts'
import { type BackupLink, openBackup, saveBackup } from './backup-client.ts'
import type { BackupPort } from './backup-port.ts'
import { serveBackup } from './serve-backup.ts'

const noDocuments = async () => createSealedStore(createMemoryShelf())

/** The worker's end over a channel; what crosses is copied as it is to a worker. */
function connect(): BackupLink {
  const { port1, port2 } = new MessageChannel()
  // A MessagePort is all that the worker's end needs.
  serveBackup(port2 as BackupPort, fresh, noDocuments)
  port1.start()
  port2.start()
  return Object.assign(port1 as unknown as BackupLink, {
    terminate() {
      port1.close()
      port2.close()
    },
  })
}

const task = { signal: never, onProgress: () => {}, connect }
const many = Array.from({ length: 53 }, (_, index) => chatRecord(`chat-${index}`))
const order = {
  createdAt: 1e12,
  createdBy: 'Hermit test',
  records: many,
  models: [],
  seal: undefined,
  target: undefined,
}

test('records cross in pieces and come back in their order', async () => {
  const seal = await newSeal()
  const file = await saveBackup({ ...order, seal }, task)
  const opened = await openBackup(file ?? new Blob(), seal.key, task)
  expect(opened.preview).toMatchObject({ createdAt: 1e12, createdBy: 'Hermit test', models: [] })
  expect(opened.preview.rows).toHaveLength(53)
  expect(await opened.chats()).toEqual(many.map(([, chat]) => chat))
  opened.close()
})

test('a refusal crosses with its code', async () => {
  const seal = await newSeal()
  const file = (await saveBackup({ ...order, seal }, task)) ?? new Blob()
  const other = await newSeal()
  await expect(openBackup(file, other.key, task)).rejects.toMatchObject({
    fault: { code: 'wrong-passphrase' },
  })
  await expect(openBackup(file.slice(0, -1), seal.key, task)).rejects.toMatchObject({
    fault: { code: 'backup-cut' },
  })
})

test('giving up in the middle rejects with the reason, and the file is not replaced', async () => {
  const controller = new AbortController()
  const events: string[] = []
  function* records() {
    yield* many
    controller.abort(new DOMException('given up', 'AbortError'))
    yield* many
  }
  const target = {
    createWritable: async () => ({
      write: async () => void events.push('write'),
      close: async () => void events.push('close'),
      abort: async () => void events.push('abort'),
    }),
  }
  /** Handles cannot be copied outside a browser: this end is asked in the same thread. */
  const direct = (): BackupLink => {
    const here = new EventTarget()
    const there = new EventTarget()
    const portOf = (to: EventTarget, from: EventTarget) => ({
      postMessage: (data: unknown) =>
        queueMicrotask(() => to.dispatchEvent(new MessageEvent('message', { data }))),
      addEventListener: (type: string, listener: (event: never) => void) =>
        from.addEventListener(type, event => listener(event as never)),
      terminate() {},
    })
    serveBackup(portOf(here, there), fresh, noDocuments)
    return portOf(there, here)
  }
  const saving = saveBackup(
    // As much of a handle as is used.
    { ...order, records: records(), target: target as unknown as FileSystemFileHandle },
    { signal: controller.signal, onProgress: () => {}, connect: direct },
  )
  await expect(saving).rejects.toMatchObject({ name: 'AbortError' })
  expect(events.at(-1)).toBe('abort')
  expect(events).not.toContain('close')
})
