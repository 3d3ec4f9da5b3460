import type { WayOut } from '../../privacy/ways-out.ts'
import { isToday } from './formats.ts'
import type { Text } from './text.ts'

/** What is said in English of what leaves the device: it comes with the views that say it. */
export function privacyEn({ formats }: Pick<Text, 'formats'>) {
  const { integer } = formats
  const bytes = (count: number) => (count < 1000 ? `${integer(count)} bytes` : formats.bytes(count))
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
  const calendar = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
  const requests = (count: number) => (count === 1 ? '1 request' : `${integer(count)} requests`)
  return {
    privacy: 'Privacy',
    airGap: 'Air gap',
    airGapHint:
      'Refuses every request to another site. Models that are here go on working; no others can be downloaded, and connected servers are not asked.',

    // verdicts, since the page was opened
    nothing: 'Nothing has left this device since you opened this page.',
    own: (host: string, count: number) =>
      `Since you opened this page, Hermit has fetched its own files from ${host} (${requests(count)}). Nothing you wrote was in them.`,
    models: (hosts: string, count: number, bytesIn: number) =>
      `Since you opened this page, Hermit has fetched model files from ${hosts}: ${requests(count)}, ${bytes(bytesIn)} received. They named files, and held nothing from your chats.`,
    servers: (hosts: string, count: number, bytesOut: number) =>
      `Since you opened this page, Hermit has asked servers that you connected: ${hosts} (${requests(count)}, ${bytes(bytesOut)} sent). They held what you allowed their tools to be called with.`,
    odd: (count: number) =>
      `${count === 1 ? '1 request went' : `${integer(count)} requests went`} where Hermit never sends any. An extension, or a copy of Hermit that somebody has changed, may be at work. The ledger below names ${count === 1 ? 'it' : 'them'}.`,
    unreadable: 'This browser keeps no ledger for Hermit, so it cannot say what has left.',
    uncontrolled:
      'Hermit’s service worker is not in charge of this page yet: until the page is reloaded, what engines load is not in the ledger.',

    // how it is held
    howTitle: 'How it is held',
    how: [
      'Your chats, documents, settings and models lie in this browser. Answers are computed here. There is no server that could read them.',
      'The page’s content policy lets it speak to its own address and to nobody else. The browser enforces it, not Hermit.',
      'One worker may fetch models from a host that you choose. It knows nothing of your chats.',
      'Another asks servers that you add under Connections. It is started when you connect one, and gets only what a tool is called with, which you allow each time.',
    ],
    notHeld:
      'What no page can hold back: links that you open, extensions, and what the browser does by itself, such as translating or checking spelling. A browser may look up the address of a frame or a form before it refuses it.',

    // self-test
    testTitle: 'Try it yourself',
    testHint:
      'Hermit tries to reach an address that nobody has, in every way a page knows, and reports what the browser did.',
    test: 'Try the ways out',
    testAgain: 'Try again',
    testing: 'Trying…',
    allBlocked: (count: number) => `All ${integer(count)} ways out are blocked.`,
    someOpen: (open: number, count: number) => `${integer(open)} of ${integer(count)} ways out are open.`,
    someOpenAdvice:
      'Hermit is not served here as it should be. Reload the page; if this stays, its host may have changed it.',
    results: { blocked: 'Blocked', absent: 'Not there', open: 'Got out' },
    ways: {
      fetch: 'A request (fetch)',
      xhr: 'XMLHttpRequest',
      beacon: 'A beacon',
      websocket: 'WebSocket',
      eventsource: 'A stream of events',
      webtransport: 'WebTransport',
      image: 'An image',
      media: 'A sound',
      style: 'A style sheet',
      css: 'A style’s background',
      font: 'A font',
      frame: 'A frame',
      object: 'An embedded object',
      form: 'A form',
      prefetch: 'A page fetched ahead',
      script: 'A script',
      import: 'An imported module',
      worker: 'A request by a worker',
      webrtc: 'WebRTC',
      navigation: 'Going to another site',
      refresh: 'Leaving by a tag',
    } satisfies Record<WayOut, string>,

    // ledger
    ledger: 'Ledger',
    ledgerSince: (at: number) => `Every request since ${formats.date(at)}, newest first.`,
    fromDevice: 'Answered on this device',
    toOwn: (host: string) => `To ${host}`,
    toOthers: 'To other hosts',
    refusedCount: 'Refused',
    amount: (count: number, bytesIn: number) =>
      count === 0 ? 'none' : `${requests(count)}, ${bytes(bytesIn)} received`,
    show: 'Show',
    onlyNetwork: 'Network only',
    everything: 'Everything',
    noneYet: 'No request has gone to the network.',
    more: 'Show more',
    clear: 'Clear the ledger',
    clearAsk: 'Forget all requests in the ledger?',
    clearYes: 'Clear',
    askers: {
      page: 'Page',
      'service-worker': 'Service worker',
      'models.worker': 'Download worker',
      'mcp.worker': 'Connections worker',
    },
    outcomes: {
      device: 'from this device',
      network: 'from the network',
      refused: 'refused',
      failed: 'failed',
    },
    /** Without the day where it is today. */
    time: (at: number) => (isToday(at) ? clock : calendar).format(at),
    received: (count: number) => `${bytes(count)} in`,
    sent: (count: number) => `${bytes(count)} out`,
  }
}
