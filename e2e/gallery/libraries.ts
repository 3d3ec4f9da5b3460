import { createStore } from 'zustand/vanilla'
import type { Fault } from '../../src/fault.ts'
import { embeddedModel } from '../../src/models/catalogue/catalogue.ts'
import type { Build, Offer } from '../../src/models/catalogue/offer.ts'
import { offers } from '../../src/models/catalogue/offers.ts'
import type { Wanted } from '../../src/models/download/source.ts'
import type {
  Download,
  DownloadState,
  Library,
  LibraryState,
  Offered,
} from '../../src/models/library-state.ts'
import type { ModelCard, Trust } from '../../src/models/model.ts'
import { adviceFor } from './fits.ts'

const day = Date.UTC(2026, 10, 22)

/** A build of an offer as if it were on this device. */
function cardOf(offer: Offer, build: Build, trust: Trust): ModelCard {
  return {
    id: build.id,
    name: offer.name,
    offerId: offer.id,
    trust,
    architecture: 'qwen3',
    format: 'gguf',
    engines: [build.engineId],
    files: [
      { name: 'model.gguf', url: 'https://huggingface.co/x/y/model.gguf', bytes: build.bytes, sha256: '' },
    ],
    parametersM: offer.parametersM,
    quantisation: build.quantisation,
    contextTokens: build.contextTokens,
    licence: offer.licence.name,
    licenceUrl: offer.licence.url,
    languages: offer.languages,
  }
}

function offerAt(index: number): { readonly offer: Offer; readonly build: Build } {
  const offer = offers[index % offers.length]
  const build = offer?.builds[0]
  if (!offer || !build) throw new Error('the catalogue is empty')
  return { offer, build }
}

const others: readonly ModelCard[] = [2, 4, 6].map((at, index) => {
  const { offer, build } = offerAt(at)
  const trusts: readonly Trust[] = ['host', 'first-use', 'card']
  return cardOf(offer, build, trusts[index] ?? 'card')
})
const installed = [embeddedModel, ...others].map(card => ({ card, addedAt: day }))

function wantedAt(index: number): Wanted {
  const { offer, build } = offerAt(index)
  const { files: _, ...outline } = cardOf(offer, build, 'host')
  return { outline, source: build.source, bytes: build.bytes }
}

/** One download of each state, by model id. */
function downloadsIn(states: readonly DownloadState[]): Record<string, Download> {
  return Object.fromEntries(
    states.map((state, index) => {
      const wanted = wantedAt(7 + index)
      return [wanted.outline.id, { wanted, state }]
    }),
  )
}

const bytes = 451_000_000
const ofBytes = 1_117_000_000
const running: DownloadState = { name: 'running', bytes, ofBytes, bytesPerSecond: 8_400_000 }
const failedBy = (fault: Fault): DownloadState => ({ name: 'failed', bytes, ofBytes, fault })
const everyDownload: readonly DownloadState[] = [
  running,
  { name: 'running', bytes, ofBytes, waiting: 'offline' },
  { name: 'running', bytes, ofBytes, waiting: 'elsewhere' },
  { name: 'paused', bytes, ofBytes },
  failedBy({ code: 'captive-portal' }),
  failedBy({ code: 'storage-full', numbers: { neededBytes: 666_000_000, freeBytes: 120_000_000 } }),
]

const storage = {
  models: 2_430_000_000,
  chats: 1_840_000,
  documents: 46_000_000,
  other: 38_000_000,
  free: 7_300_000_000,
  quota: 9_800_000_000,
  persisted: false,
}

/** A file that was looked at by none: only its size is shown. */
const file = new File([], 'Qwen3-0.6B-Instruct-Q4_K_M.gguf')
const described: Offered = {
  kind: 'gguf',
  files: [file],
  description: {
    architecture: 'qwen3',
    name: 'Qwen3 0.6B Instruct',
    parametersM: 596,
    quantisation: 'Q4_K_M',
    bytes: 396_705_472,
    parts: 1,
    trainedContextTokens: 40_960,
    contextTokens: 4096,
    hasChatTemplate: true,
    licence: 'apache-2.0',
    licenceUrl: '',
    languages: ['en', 'zh'],
    memoryBytes: 1_086_000_000,
  },
}
const measured: Partial<LibraryState> = { offers, ...adviceFor(offers, 'laptop'), measuredAt: day }
const full: Partial<LibraryState> = { ...measured, installed, storage }
const [first, second, third] = others.map(({ id }) => id)

/** The library where it is not the usual one, by the name of the gallery's state. */
const states: Readonly<Record<string, Partial<LibraryState>>> = {
  models: full,
  'models-metered': full,
  'models-phone': { ...full, ...adviceFor(offers, 'phone') },
  'models-first': { offers, isMeasuring: true },
  'models-again': { ...full, isMeasuring: true },
  'models-opening': {},
  'models-downloads': { ...full, downloads: downloadsIn(everyDownload) },
  'models-download': { ...full, downloads: downloadsIn([running]) },
  'models-stopped': { ...full, downloads: downloadsIn([failedBy({ code: 'network' })]) },
  'models-working': {
    ...full,
    work: {
      [embeddedModel.id]: { what: 'checking', fraction: 0.42 },
      [first ?? '']: { what: 'packing', fraction: 0.7 },
      [second ?? '']: { what: 'checking', fraction: 0.1 },
      [third ?? '']: { what: 'deleting' },
    },
  },
  'models-results': {
    ...full,
    deleted: { name: 'Llama 3.2 1B Instruct', bytes: 807_694_464 },
    results: {
      [embeddedModel.id]: { kind: 'whole' },
      [first ?? '']: { kind: 'damaged', bytes: 33_554_432 },
      [second ?? '']: { kind: 'packed' },
      [third ?? '']: { kind: 'failed', fault: { code: 'storage-full', numbers: { neededBytes: 7e8 } } },
    },
  },
  'models-offered': { ...full, offered: described },
  'models-bare': {
    ...full,
    offered: {
      ...described,
      files: [file, file, file],
      description: {
        ...described.description,
        hasChatTemplate: false,
        licence: '',
        languages: [],
        trainedContextTokens: 2048,
        contextTokens: 2048,
      },
    },
  },
  'models-pack': {
    ...full,
    offered: { kind: 'pack', files: [file], name: 'qwen3-0.6b-q4_k_m.hermitpack', bytes: 396_712_000 },
  },
  'models-refused': {
    ...full,
    offered: {
      kind: 'refused',
      name: 'mixtral-8x7b-instruct.Q4_K_M.gguf',
      fault: { code: 'model-too-large', numbers: { neededBytes: 27.4e9, limitBytes: 4_294_967_296 } },
    },
  },
  'models-adding': { ...full, adding: { name: 'Qwen3 0.6B Instruct', fraction: 0.38 } },
  'models-kept': { ...full, storage: { ...storage, persisted: true } },
}

/** A library made by hand: what is pressed changes what is shown, and nothing is fetched or kept. */
export function libraryIn(state: string): Library {
  const store = createStore<LibraryState>(() => ({
    installed: [{ card: embeddedModel, addedAt: day }],
    downloads: {},
    work: {},
    results: {},
    isMeasuring: false,
    ...states[state],
  }))
  const become = (id: string, next: DownloadState) => {
    const download = store.getState().downloads[id]
    if (download) {
      store.setState(({ downloads }) => ({ downloads: { ...downloads, [id]: { ...download, state: next } } }))
    }
  }
  const without = (...keys: (keyof LibraryState)[]) => {
    const left = Object.entries(store.getState()).filter(([key]) => !keys.some(one => one === key))
    // Only optional fields are ever taken away.
    store.setState(Object.fromEntries(left) as unknown as LibraryState, true)
  }
  return {
    store,
    start: async () => {},
    suspend: async () => {},
    removeAll: async () => {},
    refresh: async () => {},
    look() {},
    isMetered: () => state === 'models-metered',
    measureAgain: () => store.setState({ isMeasuring: true }),
    download(offer, build) {
      const { files: _, ...outline } = cardOf(offer, build, 'host')
      const download = {
        wanted: { outline, source: build.source },
        state: { name: 'running', bytes: 0, ofBytes: build.bytes },
      } as const
      store.setState(({ downloads }) => ({ downloads: { ...downloads, [build.id]: download } }))
    },
    pause: id => become(id, { name: 'paused', bytes, ofBytes }),
    resume: id => become(id, running),
    cancel(id) {
      const { [id]: _, ...downloads } = store.getState().downloads
      store.setState({ downloads })
    },
    use() {},
    unload() {},
    check: id => store.setState(({ results }) => ({ results: { ...results, [id]: { kind: 'whole' } } })),
    repair() {},
    remove: id =>
      store.setState(before => ({ installed: before.installed.filter(({ card }) => card.id !== id) })),
    pack() {},
    offer: () => store.setState({ offered: described }),
    add() {
      without('offered')
      store.setState({ adding: { name: 'Qwen3 0.6B Instruct', fraction: 0.1 } })
    },
    cancelAdding: () => without('offered', 'adding'),
    addByAddress: async () => ({ code: 'model-missing' }),
    dismiss: id => (id === undefined ? without('deleted') : store.setState({ results: {} })),
    stopWork: () => store.setState({ work: {} }),
    askToPersist: () => store.setState({ storage: { ...storage, persisted: true } }),
  }
}
