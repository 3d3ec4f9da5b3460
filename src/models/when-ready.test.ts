import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { scriptedCard } from '../engines/scripted-card.ts'
import { firstSessionState, type SessionPhase, type SessionState } from './session-state.ts'
import { whenReady } from './when-ready.ts'

const never = new AbortController().signal

function session() {
  const store = createStore<SessionState>(() => firstSessionState(scriptedCard))
  const wake = vi.fn(() => {})
  const go = (phase: SessionPhase) => store.setState({ phase })
  return { store, wake, go }
}

test('the model is brought back and waited for, and what is known of it comes then', async () => {
  const { store, wake, go } = session()
  go({ name: 'resting' })
  const ready = whenReady({ store, wake }, never)
  expect(wake).toHaveBeenCalledTimes(1)
  go({ name: 'loading', fraction: 0.5 })
  const phase = { name: 'ready', contextTokens: 1, threads: 1, toolFormat: 'qwen' } as const
  go(phase)
  expect(await ready).toEqual(phase)
  expect(await whenReady({ store, wake }, never)).toEqual(phase)
})

test('a model that has stopped is not waited for', async () => {
  const { store, wake, go } = session()
  const ready = whenReady({ store, wake }, never)
  go({ name: 'stopped', fault: { code: 'out-of-memory' } })
  await expect(ready).rejects.toMatchObject({ fault: { code: 'out-of-memory' } })
})

test('who waits is let go by the signal, with its reason', async () => {
  const { store, wake } = session()
  const abort = new AbortController()
  const ready = whenReady({ store, wake }, abort.signal)
  abort.abort(new Error('stop'))
  await expect(ready).rejects.toThrow('stop')
  await expect(whenReady({ store, wake }, abort.signal)).rejects.toThrow('stop')
})
