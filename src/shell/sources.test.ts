import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createSources } from './sources.ts'

test('a source opens its place in its document, and knows when that is gone', async () => {
  const store = createStore(() => ({ documents: new Map([['lease', {}]]) }))
  const openView = vi.fn()
  const load = vi.fn(async () => ({ library: { store } }))
  const sources = createSources(load, openView)
  sources.open({ documentId: 'lease', title: 'Lease', start: 12, end: 40, text: '…' })
  expect(openView).toHaveBeenCalledWith('documents', 'lease#12-40')
  expect(sources.isHere('gone')).toBe(true)
  expect(load).not.toHaveBeenCalled()
  const onChange = vi.fn()
  const end = sources.subscribe(onChange)
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1))
  expect(sources.isHere('gone')).toBe(false)
  expect(sources.isHere('lease')).toBe(true)
  store.setState({ documents: new Map() })
  expect(sources.isHere('lease')).toBe(false)
  expect(onChange).toHaveBeenCalledTimes(2)
  end()
  store.setState({ documents: new Map() })
  expect(onChange).toHaveBeenCalledTimes(2)
})

test('who stops listening before the library has come is told nothing', async () => {
  const store = createStore(() => ({ documents: new Map() }))
  const onChange = vi.fn()
  createSources(async () => ({ library: { store } }), vi.fn()).subscribe(onChange)()
  await Promise.resolve()
  await Promise.resolve()
  store.setState({ documents: new Map() })
  expect(onChange).not.toHaveBeenCalled()
})
