/*
 * One session for all tabs. In the tab that owns the engine it is that tab's own, lent to the others; in every other
 * tab it shows the owner's and forwards to it. When the engine moves to another tab, calls that have given no text yet
 * are asked again where it is now; the others fail as 'engine-moved', and the chat goes on with them.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine, GenerateRequest } from '../../engines/engine.ts'
import { cancelledEnd } from '../../engines/usage.ts'
import { FaultError, toFault } from '../../fault.ts'
import type { Tabs } from '../../tabs/tabs.ts'
import type { Session, SessionState } from '../session-state.ts'
import { createLoan, type Loan } from './borrowing.ts'
import { createLending, EngineMoved } from './lending.ts'
import { parseSharingMessage, type SharedAct, type SharingMessage } from './messages.ts'

/** How long a deed of the owner is waited for; what it frees is free by then, or the owner hangs. */
const actLimitMs = 3000

/** Shares this tab's session, while it owns, with all other tabs. @param store One that is shown already. */
export function createSharedSession(
  own: Session,
  tabs: Tabs,
  store: StoreApi<SessionState> = createStore(() => own.store.getState()),
): Session {
  const lending = createLending(own, tabs)
  const waiting = new Set<() => void>()
  const acts = new Map<string, () => void>()
  let hasStarted = false
  let isHere = false
  let knownEpoch: number | undefined
  /** The way to the owner, and whether it has said that it serves it. */
  let loan: { readonly way: Loan; isServed: boolean } | undefined
  let loans = 0

  const say = (message: SharingMessage) => tabs.say(message)

  function changed(): void {
    for (const look of [...waiting]) look()
  }

  /** Waits until there is something to be seen; rejects with what `look` throws or the signal's reason. */
  function until<T>(look: () => T | undefined, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        waiting.delete(again)
        signal.removeEventListener('abort', again)
        end()
      }
      const again = () => {
        if (signal.aborted) return finish(() => reject(signal.reason))
        try {
          const found = look()
          if (found !== undefined) finish(() => resolve(found))
        } catch (error) {
          finish(() => reject(error))
        }
      }
      waiting.add(again)
      signal.addEventListener('abort', again)
      again()
    })
  }

  function onTabs(): void {
    const { role, owner } = tabs
    const isOwner = role === 'owner'
    if (isOwner === isHere && owner?.epoch === knownEpoch) return
    knownEpoch = owner?.epoch
    endLoan()
    for (const done of [...acts.values()]) done()
    if (isHere) lending.end()
    if (isHere && !isOwner) {
      isHere = false
      void own.suspend()
    }
    if (isOwner) {
      isHere = true
      lending.begin()
      if (hasStarted) own.start()
      store.setState(own.store.getState(), true)
    } else {
      showElsewhere({ phase: { name: 'starting' }, model: store.getState().model, hasFailures: false })
      if (owner) borrow()
    }
    changed()
  }

  function showElsewhere(state: SessionState): void {
    store.setState({ ...state, isElsewhere: true }, true)
    changed()
  }

  function endLoan(): void {
    const { way } = loan ?? {}
    loan = undefined
    way?.end()
  }

  function borrow(): void {
    // Of this tab, this owner and this time: what an owner of before says is said where nobody listens.
    const way = createLoan(`${tabs.id}/${knownEpoch}/${++loans}`, () => {
      if (loan?.way !== way) return
      loan = undefined
      borrow()
      changed()
    })
    loan = { way, isServed: false }
    say({ type: 'engine-wanted', port: way.port })
  }

  own.store.subscribe(state => {
    if (!isHere) return
    store.setState(state, true)
    if (lending.isLent()) say({ type: 'session-is', state })
    changed()
  })

  tabs.onSaid((body, from, isOwner) => {
    const message = parseSharingMessage(body)
    if (!message) return
    if (isHere) {
      if (message.type === 'engine-wanted') {
        lending.serve(from, message.port)
        say({ type: 'session-is', state: own.store.getState(), port: message.port })
      } else if (message.type === 'act-wanted') {
        void Promise.resolve(own[message.act]()).finally(() => say({ type: 'act-done', id: message.id }))
      }
      return
    }
    if (!isOwner) return
    if (message.type === 'act-done') acts.get(message.id)?.()
    if (message.type !== 'session-is') return
    if (loan && message.port === loan.way.port) loan.isServed = true
    showElsewhere(message.state)
  })
  tabs.subscribe(onTabs)
  onTabs()

  /** Does it here, or has it done where the session is. */
  async function act(name: SharedAct): Promise<void> {
    if (isHere) return own[name]()
    if (!loan) return
    const id = `${tabs.id}/${++loans}`
    await new Promise<void>(resolve => {
      const timer = setTimeout(() => done(), actLimitMs)
      const done = () => {
        clearTimeout(timer)
        acts.delete(id)
        resolve()
      }
      acts.set(id, done)
      say({ type: 'act-wanted', id, act: name })
    })
  }

  /** Where the engine is: this tab, or the loan of another one whose model is ready. Throws FaultError where it stopped. */
  function whereabouts(signal: AbortSignal): Promise<'here' | Loan> {
    let hasWoken = false
    return until(() => {
      if (isHere) return 'here'
      const { phase } = store.getState()
      if (!loan?.isServed) return undefined
      if (phase.name === 'stopped') throw new FaultError(phase.fault)
      if (phase.name === 'ready') return loan.way
      if (phase.name === 'resting' && !hasWoken) {
        hasWoken = true
        void act('wake')
      }
      return undefined
    }, signal)
  }

  /** A call to the engine of another tab; throws EngineMoved where that tab lost it, or was lost itself. */
  async function opened(way: Loan): Promise<Engine> {
    return way.open(store.getState().model)
  }

  const movedFrom = (place: 'here' | Loan | undefined, error: unknown): boolean =>
    error instanceof EngineMoved || (place !== undefined && place !== 'here' && loan?.way !== place)

  async function countOnce(messages: GenerateRequest['messages'], signal: AbortSignal): Promise<number> {
    let place: 'here' | Loan | undefined
    const stopWatching = tabs.watchOwner()
    try {
      place = await whereabouts(signal)
      if (place === 'here') return await own.countTokens(messages, AbortSignal.any([signal, lending.signal]))
      return await aborted((await opened(place)).countTokens(messages), signal)
    } catch (error) {
      throw movedFrom(place, error) ? new EngineMoved('the engine moved') : error
    } finally {
      stopWatching()
    }
  }

  return {
    store,
    start() {
      hasStarted = true
      if (isHere) own.start()
    },
    suspend: async () => {
      if (isHere) await own.suspend()
    },
    download: () => void act('download'),
    cancelDownload: () => void act('cancelDownload'),
    retry: () => void act('retry'),
    tryAgain: () => void act('tryAgain'),
    // Settings reach the owner by themselves, and it chooses anew.
    choose: () => {
      if (isHere) own.choose()
    },
    forgetStepDown: () => void act('forgetStepDown'),
    wake: () => {
      if (isHere || store.getState().phase.name === 'resting') void act('wake')
    },
    rest: () => act('rest'),
    stopDamaged: () => act('stopDamaged'),
    forget: () => act('forget'),
    async *generate(request, signal) {
      for (;;) {
        let hasText = false
        let place: 'here' | Loan | undefined
        const stopWatching = tabs.watchOwner()
        try {
          place = await whereabouts(signal)
          const events =
            place === 'here'
              ? lending.generate(tabs.id, request, signal)
              : (await opened(place)).generate(request, signal)
          for await (const event of events) {
            hasText ||= event.type === 'text-delta'
            yield event
          }
          return
        } catch (error) {
          if (signal.aborted) return yield cancelledEnd()
          if (!movedFrom(place, error)) throw new FaultError(toFault(error))
          if (hasText) throw new FaultError({ code: 'engine-moved' })
          // The place in the queue is no more: the model is waited for.
          yield { type: 'queued', ahead: 0 }
        } finally {
          stopWatching()
        }
      }
    },
    async countTokens(messages, signal) {
      for (;;) {
        try {
          return await countOnce(messages, signal)
        } catch (error) {
          if (signal.aborted) throw signal.reason
          if (!(error instanceof EngineMoved)) throw new FaultError(toFault(error))
        }
      }
    },
  }
}

/** The promise's outcome, or the signal's reason where it is aborted first. */
async function aborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let onAbort = () => {}
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([promise, stopped])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
