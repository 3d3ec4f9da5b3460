import type { Vault } from './vault.ts'

/** What tells that a person is there: keys and touches, no mere movement. */
const signs = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const

/** The page, as far as it is needed here. */
export interface IdleSource {
  addEventListener(type: string, listener: () => void, options?: AddEventListenerOptions): void
}

/**
 * Locks the vault when there has been no use in any tab for so long. By the clock, not by counting: a device that
 * slept, or a tab that was frozen, locks when it wakes.
 * @param limitMs The time as it is chosen now; undefined is never.
 */
export function watchIdle(vault: Vault, limitMs: () => number | undefined, page: IdleSource): void {
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    clearTimeout(timer)
    if (vault.store.getState().status !== 'unlocked') return
    const limit = limitMs()
    // What is chosen may change meanwhile.
    const leftMs = limit === undefined ? mostMs : vault.lastUsedAt() + limit - Date.now()
    if (leftMs <= 0) void vault.lock()
    else timer = setTimeout(look, Math.min(leftMs, mostMs))
  }

  function use(): void {
    // Whoever wakes a device by a key must not keep open what should have been locked long ago.
    look()
    vault.noteUse()
  }

  for (const sign of signs) page.addEventListener(sign, use, { capture: true, passive: true })
  page.addEventListener('visibilitychange', look)
  vault.store.subscribe(look)
  look()
}

/** The longest wait before looking again. */
const mostMs = 20_000
