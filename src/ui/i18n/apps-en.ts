import type { Text } from './text.ts'

/** What is said in English of web apps. */
export function appsEn({ formats }: Pick<Text, 'formats'>) {
  const { integer } = formats
  const count = (value: number, one: string, many: string) => `${integer(value)} ${value === 1 ? one : many}`
  return {
    apps: 'Apps',
    intro:
      'A web app opens beside the conversation. While it is open, Hermit can use the actions that it offers, and asks you before it does anything that changes something.',
    cafe: 'Café Linden',
    cafeAbout: 'An example that comes with Hermit: a shop in which nothing is real.',
    tryCafe: 'Try the café',
    list: 'Your apps',
    empty: 'You have added no apps yet.',
    open: 'Open',
    openApp: (name: string) => `Open ${name}`,
    isOpen: 'Open now',
    remove: 'Remove',
    removeApp: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} was removed.`,
    readOnly: 'The records can only be read now, so apps cannot be added or removed.',

    addTitle: 'Add an app',
    address: 'Address',
    addressHint: (host: string) =>
      `A page of ${host}, or one that this device serves (http://localhost:3000). Pages of other websites cannot be opened here: the rules that keep your data in this page shut them out.`,
    name: 'Name',
    nameHint: 'As you want to call it.',
    add: 'Add',
    ownOrigin: (host: string) =>
      `A page of ${host} can read all that Hermit keeps here. Only those who run ${host} can put one there.`,
    onDevice:
      'This device serves this page. What it sends elsewhere by itself, Hermit neither sees nor stops.',
    problems: {
      'no-address': 'This is not an address.',
      itself: 'This is Hermit itself.',
      elsewhere: 'Pages of other websites cannot be opened here.',
    },
    airGapped: 'The air gap is closed: only apps of Hermit’s own address can be opened.',

    offer: 'Let the browser use Hermit’s tools',
    offerHint:
      'Offers what Hermit can do to an agent of your browser (WebMCP). Hermit asks you before it gives or changes anything of yours.',
    cannotOffer:
      'An agent of the browser could use Hermit’s tools by WebMCP, which this browser does not have.',

    pane: (name: string) => `App: ${name}`,
    opened: (name: string) => `${name} is open beside the conversation.`,
    looking: 'Looking for actions',
    actions: (number: number) => count(number, 'action', 'actions'),
    noActions: 'No actions',
    offersNothing:
      'This page offers Hermit no actions. You can use it by hand. If it stays empty, its server does not let Hermit show it.',
    byBrowser: 'Offered through the browser (WebMCP).',
    byBridge: 'Offered through Hermit’s bridge.',
    actionList: 'Actions of this app',
    asksOnce: 'only reads: asked the first time',
    asksEach: 'asked each time',
    asksEachMoney: 'asked each time, with the price where the app tells it',
    ignored: (number: number) =>
      `${count(number, 'message was', 'messages were')} ignored: from another page, or not understood.`,
    reload: 'Load the app anew',
    fold: 'Fold the app away',
    unfold: 'Show the app',
    close: 'Close the app',

    askTitle: 'A call from outside',
    askWho: (tool: string) => `An agent outside of Hermit wants to use “${tool}”.`,
    askArguments: 'With this',
    askNothing: 'Without anything further.',
    allowOnce: 'Allow once',
    allowAlways: 'Allow until the page is closed',
    refuse: 'Refuse',
  }
}
