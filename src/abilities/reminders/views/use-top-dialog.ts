import { useSyncExternalStore } from 'react'

/**
 * The modal dialog in front of everything, if there is one: all that stands outside of it is out of reach, so what has to
 * be answered at once is drawn in it.
 */
export function useTopDialog(): HTMLDialogElement | undefined {
  return useSyncExternalStore(subscribe, topDialog)
}

function topDialog(): HTMLDialogElement | undefined {
  // The last in the page is the last that was opened: each is rendered by what opens it.
  return [...document.querySelectorAll<HTMLDialogElement>('dialog:modal')].at(-1)
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['open'] })
  return () => observer.disconnect()
}
