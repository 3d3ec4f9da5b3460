import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { DocumentProgress, LibraryState } from './library-state.ts'
import { whenSearchable } from './when-searchable.ts'

function libraryOf(steps: Readonly<Record<string, DocumentProgress>>) {
  const store = createStore<LibraryState>(() => ({
    ...{ access: 'full', documents: new Map(), news: [], unreadable: [] },
    progress: new Map(Object.entries(steps)),
  }))
  const set = (next: Readonly<Record<string, DocumentProgress>>) =>
    store.setState({ progress: new Map(Object.entries(next)) })
  return { store, set }
}

test('documents that nothing is done with can be asked at once, whatever happens to others', async () => {
  const { store } = libraryOf({ other: { step: 'reading' } })
  await whenSearchable(store, ['lease'], new AbortController().signal)
})

test('one that is read is waited for, and one that is embedded for a while', async () => {
  const { store, set } = libraryOf({ lease: { step: 'reading' } })
  const done = vi.fn()
  const waiting = whenSearchable(store, ['lease'], new AbortController().signal, 20).then(done)
  await new Promise(resolve => setTimeout(resolve, 60))
  expect(done).not.toHaveBeenCalled()
  set({ lease: { step: 'indexing', fraction: 0.1 } })
  await waiting
})

test('one that is embedded in time is waited for to the end', async () => {
  const { store, set } = libraryOf({ lease: { step: 'indexing', fraction: 0.9 } })
  const waiting = whenSearchable(store, ['lease'], new AbortController().signal, 1_000_000)
  set({})
  await waiting
})

test('a stop ends the waiting', async () => {
  const { store } = libraryOf({ lease: { step: 'waiting' } })
  const stop = new AbortController()
  const waiting = whenSearchable(store, ['lease'], stop.signal)
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
})
