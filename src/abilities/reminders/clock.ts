/*
 * What makes reminders ring, in one tab only: the one that holds the Web Lock. When it is closed or crashes, the browser
 * itself makes the next tab the clock. One that hangs holds its lock still: so a tab in view rings by itself what is long
 * due and has not rung anywhere.
 */
import type { Locks } from '../../tabs/web-locks.ts'
import { isAbort } from '../../tabs/web-locks.ts'
import type { Reminder } from './reminder.ts'
import type { Reminders } from './reminders.ts'

export interface ClockOptions {
  readonly reminders: Reminders
  /** Undefined where a browser has none: then every tab is a clock. */
  readonly locks: Locks | undefined
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Called once for reminders that have come due. @param isLate Hermit was closed, or asleep, when they did. */
  readonly ring: (reminders: readonly Reminder[], isLate: boolean) => void
  readonly isInView: () => boolean
  /** Tells of the page coming into view; gives what ends the telling. */
  readonly onView: (listener: () => void) => () => void
}

export const clockLock = 'hermit-reminders'
/** A timer that is far away is set anew this often: a sleeping machine stops timers, and clocks are changed. */
const lookMs = 30_000
/** What is due for longer came due while nobody looked. */
export const lateMs = 90_000
/** So long after its time another tab rings what the clock has not. */
const patienceMs = 20_000

/** Begins to look at the time. Gives what ends it. */
export function startClock({ reminders, locks, now, ring, isInView, onView }: ClockOptions): () => void {
  const ended = new AbortController()
  let isClock = !locks
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    clearTimeout(timer)
    if (ended.signal.aborted) return
    const { access, reminders: all } = reminders.store.getState()
    const waiting = all.filter(({ rangAt }) => rangAt === undefined)
    const at = now()
    const isMine = (reminder: Reminder) => isClock || (isInView() && at - reminder.at >= patienceMs)
    const due = access === 'full' ? waiting.filter(one => one.at <= at && isMine(one)) : []
    if (due.length > 0) {
      // Told before it is heard: what follows may fail, and must not ring again and again.
      reminders.rang(due.map(({ id }) => id))
      const late = due.filter(one => at - one.at > lateMs)
      const onTime = due.filter(one => !late.includes(one))
      if (late.length > 0) ring(late, true)
      if (onTime.length > 0) ring(onTime, false)
      return
    }
    const next = waiting.find(one => one.at > at)
    const overdue = waiting.length > 0 && !next
    if (!next && !overdue) return
    const waitMs = next ? next.at - at : lookMs
    timer = setTimeout(look, Math.min(Math.max(waitMs, 0), lookMs))
  }

  async function hold(held: Locks): Promise<void> {
    const isOver = new Promise<void>(resolve => {
      ended.signal.addEventListener('abort', () => resolve())
    })
    try {
      await held.request(clockLock, { signal: ended.signal }, () => {
        isClock = true
        look()
        return isOver
      })
    } catch (error) {
      if (isAbort(error)) return
      // Locks are refused here altogether (an opaque origin): no other tab sees this record either.
      isClock = true
      look()
    }
  }

  // Told in the midst of a change, a look could make another one within it.
  const unsubscribe = reminders.store.subscribe(() => queueMicrotask(look))
  const leave = onView(look)
  if (locks) void hold(locks)
  look()
  return () => {
    ended.abort()
    clearTimeout(timer)
    unsubscribe()
    leave()
  }
}
