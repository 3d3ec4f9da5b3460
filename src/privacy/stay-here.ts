/** What of the browser this takes hold of: a plain value, so that tests can hand in their own. */
export interface Doors {
  /** The page's address. */
  readonly address: string
  /** Chromium's and Safari's; elsewhere a page cannot hold itself back. */
  readonly navigation: EventTarget | undefined
  readonly trustedTypes: TrustedTypesFactory | undefined
  /** The window: what opens a connection past the content policy is taken off it. */
  readonly target: object
}

/** The part of Trusted Types that is used here; TypeScript's library has none of it. */
export interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown
}

/** WebRTC speaks to servers of its choice, whatever `connect-src` says, and Hermit has no use for it. */
const pastThePolicy = ['RTCPeerConnection', 'webkitRTCPeerConnection'] as const

/**
 * Closes the ways out of the page that its content policy leaves open: connections by WebRTC, and being led to
 * another site, which only a script or a <meta> could want. The address bar and links that a person opens in a new
 * tab are not touched. Scripts of workers may come from this origin only, said by Trusted Types.
 */
export function stayHere(doors: Doors = theseDoors()): void {
  const { origin } = new URL(doors.address)
  doors.trustedTypes?.createPolicy('default', {
    createScriptURL: url => (isScriptOfOurs(url, doors.address) ? url : null),
  })
  for (const name of pastThePolicy) Reflect.deleteProperty(doors.target, name)
  doors.navigation?.addEventListener('navigate', event => {
    const url = destinationOf(event)
    if (url && /^https?:$/.test(url.protocol) && url.origin !== origin) event.preventDefault()
  })
}

/** Whether code may run in a worker: a file of Hermit's own origin, or a blob that it made. */
export function isScriptOfOurs(url: string, base: string): boolean {
  const parsed = URL.canParse(url, base) ? new URL(url, base) : undefined
  const isKnown = parsed?.protocol === 'blob:' || parsed?.protocol === new URL(base).protocol
  return isKnown && parsed?.origin === new URL(base).origin
}

function destinationOf(event: Event): URL | undefined {
  const destination: unknown = 'destination' in event ? event.destination : undefined
  const isPlace = typeof destination === 'object' && destination !== null && 'url' in destination
  return isPlace && typeof destination.url === 'string' ? new URL(destination.url) : undefined
}

function theseDoors(): Doors {
  const found: object = globalThis
  return {
    address: document.baseURI,
    navigation:
      'navigation' in found && found.navigation instanceof EventTarget ? found.navigation : undefined,
    trustedTypes: 'trustedTypes' in found && isFactory(found.trustedTypes) ? found.trustedTypes : undefined,
    target: globalThis,
  }
}

function isFactory(value: unknown): value is TrustedTypesFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value
}
