import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { sourcesIn } from './sources.ts'

test('a source opens its place in its document, and knows when that is gone', () => {
  const store = createStore(() => ({ documents: new Map([['lease', {}]]) }))
  const openView = vi.fn()
  const sources = sourcesIn(store, openView)
  sources.open({ documentId: 'lease', title: 'Lease', start: 12, end: 40, text: '…' })
  expect(openView).toHaveBeenCalledWith('documents', 'lease#12-40')
  expect(sources.isHere('lease')).toBe(true)
  const onChange = vi.fn()
  const end = sources.subscribe(onChange)
  store.setState({ documents: new Map() })
  expect(sources.isHere('lease')).toBe(false)
  expect(onChange).toHaveBeenCalledTimes(1)
  end()
  store.setState({ documents: new Map() })
  expect(onChange).toHaveBeenCalledTimes(1)
})
