import { type Page, thisPage } from './page.ts'

/**
 * Resolves when the service worker controls the page, or needs not: a page that is isolated already, or has no
 * service workers. Never later than the limit. On a first visit to a host without headers, ensureIsolation
 * reloads the page at this moment, so whatever is heavy should wait for it.
 */
export function workerInControl(limitMs: number, page: Page = thisPage()): Promise<void> {
  const { workers } = page
  if (!workers || page.isolated !== false || workers.controller || import.meta.env.DEV)
    return Promise.resolve()
  return new Promise(resolve => {
    const timer = setTimeout(resolve, limitMs)
    workers.addEventListener(
      'controllerchange',
      () => {
        clearTimeout(timer)
        // The reload, if there is one, happens in this same event: give it the turn.
        setTimeout(resolve, 500)
      },
      { once: true },
    )
  })
}
