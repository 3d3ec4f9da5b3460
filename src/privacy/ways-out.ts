/** A way in which a page can send something to another host. */
export type WayOut = keyof typeof ways

/** 'absent': this browser has no such way, or the page has been rid of it. */
export type WayResult = 'blocked' | 'absent' | 'open'

/** A name that no network knows (RFC 2606): what gets out all the same reaches nobody. */
const nowhere = 'way-out.invalid'
/** A refusal is told within milliseconds; a busy device gets a second and a half. */
const patienceMs = 1500

/** Tries one way. A result of true or false is its own verdict; otherwise the browser's refusal decides. */
type Attempt = (url: string) => unknown

const ways = {
  // biome-ignore lint/style/noRestrictedGlobals: the self-test tries what Hermit never does.
  fetch: url => ignore(fetch(url, { method: 'POST', body: 'x', mode: 'no-cors' })),
  xhr(url) {
    // biome-ignore lint/style/noRestrictedGlobals: the self-test tries what Hermit never does.
    const request = new XMLHttpRequest()
    request.open('GET', url)
    request.send()
  },
  beacon(url) {
    navigator.sendBeacon(url, 'x')
  },
  websocket(url) {
    // biome-ignore lint/style/noRestrictedGlobals: the self-test tries what Hermit never does.
    new WebSocket(url.replace(/^http/, 'ws'))
  },
  eventsource(url) {
    // biome-ignore lint/style/noRestrictedGlobals: the self-test tries what Hermit never does.
    const source = new EventSource(url)
    setTimeout(() => source.close(), patienceMs)
  },
  webtransport(url) {
    if (!('WebTransport' in globalThis)) return 'absent'
    const transport = new WebTransport(url.replace(/^http:/, 'https:'))
    ignore(transport.ready)
    ignore(transport.closed)
  },
  image: url => {
    new Image().src = url
  },
  media: url => {
    const audio = new Audio(url)
    audio.load()
  },
  style(url) {
    insert('link', { rel: 'stylesheet', href: url })
  },
  css: url => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`[data-way-out] { background-image: url(${JSON.stringify(url)}) }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    insert('div', { 'data-way-out': '' }, document.body)
    setTimeout(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet)
    }, patienceMs)
  },
  font: url => ignore(new FontFace('way-out', `url(${JSON.stringify(url)})`).load()),
  frame(url) {
    insert('iframe', { src: url, hidden: '' }, document.body)
  },
  object: url => withCode('object', 'data', url),
  form(url) {
    const form = insert('form', { action: url, method: 'post', target: 'way-out', hidden: '' }, document.body)
    const frame = document.createElement('iframe')
    frame.name = 'way-out'
    form.append(frame)
    form.submit()
  },
  prefetch(url) {
    insert('link', { rel: 'prefetch', href: url })
  },
  script: url => withCode('script', 'src', url),
  import: url => ignore(import(/* @vite-ignore */ url)),
  worker: url =>
    inWorker(new Worker(new URL('./ways-out.worker.ts', import.meta.url), { type: 'module' }), url),
  webrtc(url) {
    if (!('RTCPeerConnection' in globalThis)) return 'absent'
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] })
    connection.createDataChannel('x')
    ignore(connection.setLocalDescription())
    setTimeout(() => connection.close(), patienceMs)
    return false
  },
  navigation: url => whileHeld(() => location.assign(url)),
  refresh: url => whileHeld(() => insert('meta', { 'http-equiv': 'refresh', content: `0;url=${url}` })),
} satisfies Record<string, Attempt>

/** All ways, in the order in which they are shown. */
export const allWays = Object.keys(ways).filter(isWay)

function isWay(name: string): name is WayOut {
  return name in ways
}

/** Tries a way out to an address that nobody has, and says whether the browser stopped it. Never throws. */
export async function tryWay(way: WayOut): Promise<WayResult> {
  const host = `${way}.${nowhere}`
  const refusal = refusalOf(host)
  // As the page is served, so that it is the policy which refuses, and not the browser's rule of mixed content.
  const scheme = location.protocol === 'https:' ? 'https:' : 'http:'
  const attempt: Attempt = ways[way]
  try {
    const own = await within(attempt(`${scheme}//${host}/${way}`), patienceMs)
    if (own === 'absent') return 'absent'
    if (typeof own === 'boolean') return own ? 'blocked' : 'open'
    return (await refusal.seen) ? 'blocked' : 'open'
  } catch {
    // It threw by itself. Only a refusal that was told counts.
    return (await refusal.seen) ? 'blocked' : 'open'
  } finally {
    refusal.end()
  }
}

/** Waits for the browser's word that its content policy has stopped a request to a host. */
function refusalOf(host: string) {
  let tell: (isRefused: boolean) => void = () => {}
  const seen = new Promise<boolean>(resolve => {
    tell = resolve
  })
  const onRefusal = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (URL.canParse(blockedURI) && new URL(blockedURI).host === host) tell(true)
  }
  document.addEventListener('securitypolicyviolation', onRefusal)
  const timer = setTimeout(() => tell(false), patienceMs)
  return {
    seen,
    end() {
      clearTimeout(timer)
      document.removeEventListener('securitypolicyviolation', onRefusal)
    },
  }
}

/** Puts an element into the page for as long as a way is tried. */
function insert<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  place: HTMLElement = document.head,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  place.append(element)
  setTimeout(() => element.remove(), patienceMs)
  return element
}

/** Trusted Types refuse the address of code as it is set, before there is any request: true. */
function withCode(name: 'script' | 'object', attribute: string, url: string): true | undefined {
  const element = document.createElement(name)
  try {
    element.setAttribute(attribute, url)
  } catch {
    return true
  }
  document.body.append(element)
  setTimeout(() => element.remove(), patienceMs)
}

/** A worker tries, and says itself whether it was refused. */
function inWorker(worker: Worker, url: string): Promise<boolean> {
  return new Promise<boolean>(resolve => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data === 'blocked'))
    worker.addEventListener('error', () => resolve(false))
    worker.postMessage(url)
    setTimeout(() => resolve(false), 2 * patienceMs)
  }).finally(() => worker.terminate())
}

/**
 * Whether being led away is stopped. This page must not be lost by the test: it is held here as well, after those
 * whose work it is have had their turn.
 */
async function whileHeld(leave: () => void): Promise<boolean | 'absent'> {
  const navigation: unknown = 'navigation' in globalThis ? globalThis.navigation : undefined
  if (!(navigation instanceof EventTarget)) return false
  return new Promise<boolean>(resolve => {
    const onNavigate = (event: Event) => {
      resolve(event.defaultPrevented)
      event.preventDefault()
    }
    navigation.addEventListener('navigate', onNavigate, { once: true })
    leave()
    // Nothing went anywhere.
    setTimeout(() => {
      navigation.removeEventListener('navigate', onNavigate)
      resolve(true)
    }, patienceMs)
  })
}

function within<T>(work: T | Promise<T>, ms: number): Promise<T | undefined> {
  const limit = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 2 * ms + 100))
  return Promise.race([work, limit])
}

/** What becomes of it is not asked of the promise: a request that fails may have gone out. */
function ignore(work: Promise<unknown>): undefined {
  work.catch(() => undefined)
}
