import { FaultError } from '../fault.ts'
import type { Session, SessionPhase } from './session-state.ts'

type ReadyPhase = Extract<SessionPhase, { name: 'ready' }>

/** What is known of the model once it is ready, which it is brought back for. Throws FaultError, or the signal's reason. */
export function whenReady(
  { store, wake }: Pick<Session, 'store' | 'wake'>,
  signal: AbortSignal,
): Promise<ReadyPhase> {
  wake()
  return new Promise((resolve, reject) => {
    const finish = (end: () => void) => {
      unsubscribe()
      signal.removeEventListener('abort', look)
      end()
    }
    const look = () => {
      const { phase } = store.getState()
      if (signal.aborted) finish(() => reject(signal.reason))
      else if (phase.name === 'ready') finish(() => resolve(phase))
      else if (phase.name === 'stopped') finish(() => reject(new FaultError(phase.fault)))
    }
    const unsubscribe = store.subscribe(look)
    signal.addEventListener('abort', look)
    look()
  })
}
