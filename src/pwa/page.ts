/** The few things of the browser that this room touches: a plain value, so that tests can hand in their own. */
export interface Page {
  /** Undefined where service workers are absent or forbidden (private windows, sandboxes, plain http). */
  readonly workers: ServiceWorkerContainer | undefined
  /** Whether SharedArrayBuffer, and with it threads, is there. Undefined: this browser does not know the idea. */
  readonly isolated: boolean | undefined
  /** Remembers one word for the life of the tab; false when it could not. */
  remember(word: string): boolean
  remembers(word: string): boolean
  reload(): void
}

/** The page we are in. */
export function thisPage(): Page {
  return {
    workers: serviceWorkers(),
    isolated: globalThis.crossOriginIsolated,
    remember(word) {
      try {
        sessionStorage.setItem(word, '1')
        return true
      } catch {
        return false
      }
    },
    remembers(word) {
      try {
        return sessionStorage.getItem(word) !== null
      } catch {
        return false
      }
    },
    reload: () => location.reload(),
  }
}

/** In a sandbox the getter itself throws. */
function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined
  } catch {
    return undefined
  }
}
