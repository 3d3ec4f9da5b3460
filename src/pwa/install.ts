import { createStore, type StoreApi } from 'zustand/vanilla'

/** Whether the browser would let the person install Hermit, and the way to ask it. */
export interface InstallState {
  readonly canInstall: boolean
  /** Installed in this visit, or opened as an installed app. */
  readonly isInstalled: boolean
  /** Shows the browser's own question. Call it from a click. True when the person said yes. */
  install(): Promise<boolean>
}

export type InstallStore = StoreApi<InstallState>

/** Chromium's event, which is in no TypeScript library: it is not a standard. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

/** Catches the browser's offer to install. Call it early: the offer is made once and is not repeated. */
export function createInstall(target: Window = window): InstallStore {
  let offer: InstallPromptEvent | undefined
  const store = createStore<InstallState>(() => ({
    canInstall: false,
    isInstalled: target.matchMedia('(display-mode: standalone)').matches,
    async install() {
      const taken = offer
      if (!taken) return false
      offer = undefined // an offer can be used once, whatever the answer
      store.setState({ canInstall: false })
      try {
        return (await taken.prompt()).outcome === 'accepted'
      } catch {
        return false // not from a click, or taken back by the browser
      }
    },
  }))
  target.addEventListener('beforeinstallprompt', event => {
    if (!isInstallPrompt(event)) return
    event.preventDefault() // our own button asks, when the person wants it
    offer = event
    store.setState({ canInstall: true })
  })
  target.addEventListener('appinstalled', () => {
    offer = undefined
    store.setState({ canInstall: false, isInstalled: true })
  })
  return store
}

function isInstallPrompt(event: Event): event is InstallPromptEvent {
  return 'prompt' in event && typeof event.prompt === 'function'
}
