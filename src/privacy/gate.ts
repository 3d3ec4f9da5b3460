import type { Ledger } from './ledger.ts'
import type { NewsLine } from './news.ts'

/** Whether requests may leave this origin: the air gap as one context knows it. */
export interface Gate {
  /** Undefined until it is known, which takes some milliseconds after a start. */
  isClosed(): boolean | undefined
  /** Resolves when it is known. Where it cannot be read it is closed: better no download than one too many. */
  known(): Promise<boolean>
  /** Told at each change. Gives the way to stop listening. */
  onChange(listener: (isClosed: boolean) => void): () => void
  /** Sets it in this context, at once. */
  set(isClosed: boolean): void
}

/** Reads the air gap from the ledger, and follows it from then on. */
export function createGate(ledger: Pick<Ledger, 'isAirGapped'>, news: NewsLine): Gate {
  const listeners = new Set<(isClosed: boolean) => void>()
  let state: boolean | undefined

  function set(isClosed: boolean): void {
    if (state === isClosed) return
    state = isClosed
    for (const listener of listeners) listener(isClosed)
  }

  news.onNews(message => {
    if (message.type === 'air-gap') set(message.isOn)
  })
  const first = ledger.isAirGapped().then(
    // What was said meanwhile is newer.
    isOn => set(state ?? isOn),
    () => set(state ?? true),
  )
  return {
    isClosed: () => state,
    known: () => first.then(() => state ?? true),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set,
  }
}
