import type { PwaStore } from './update.ts'

/** The few things of a page that watchMissingCode needs. */
export interface CodePage {
  /** Hears 'vite:preloadError' and 'unhandledrejection': the window. */
  readonly events: EventTarget
  /** Whether a reload would bring a page: there is a network, or a service worker that has one. */
  readonly canReload: () => boolean
}

/**
 * Says in the store when a part of this version can no longer be had: another tab has updated Hermit, or its host has.
 * What asked for the part still fails, and whoever waits for it is told; a failure that nobody takes ends here, as the
 * person is told by the banner. Nothing is reloaded without consent.
 */
export function watchMissingCode(pwa: PwaStore, page: CodePage = thisCodePage()): void {
  const told = new WeakSet<object>()
  page.events.addEventListener('vite:preloadError', event => {
    if (!page.canReload()) return // the page that is here is better than none
    const reason: unknown = 'payload' in event ? event.payload : undefined
    if (typeof reason === 'object' && reason !== null) told.add(reason)
    pwa.setState({ isCodeMissing: true, updateReady: true })
  })
  page.events.addEventListener('unhandledrejection', event => {
    const reason: unknown = 'reason' in event ? event.reason : undefined
    if (typeof reason === 'object' && reason !== null && told.has(reason)) event.preventDefault()
  })
}

function thisCodePage(): CodePage {
  return {
    events: window,
    canReload: () => navigator.onLine || Boolean(navigator.serviceWorker?.controller),
  }
}
