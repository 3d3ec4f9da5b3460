import { createStore, type StoreApi } from 'zustand/vanilla'
import { toFault } from '../fault.ts'
import { unlessTaking } from './add/taking-lock.ts'
import { createAdding } from './adding.ts'
import type { Advice, Measuring } from './advice.ts'
import type { Offer } from './catalogue/offer.ts'
import { type Hosts, type Outline, wantedOf } from './download/source.ts'
import { createDownloads } from './downloads.ts'
import { firstLibraryState, type Library, type LibraryState, type Storage } from './library-state.ts'
import { isLanguageModel, type ModelCard, withEveryFile } from './model.ts'
import type { Session } from './session-state.ts'
import type { ModelTasks } from './tasks/tasks.ts'
import type { Weights } from './weights/types.ts'
import { createWork } from './work.ts'

export interface LibraryOptions {
  /** One that is shown already; its own where there is none. */
  readonly store?: StoreApi<LibraryState>
  /** The model that comes with the page. */
  readonly embedded: ModelCard
  readonly session: Session
  readonly tasks: ModelTasks
  readonly weights: Promise<Weights>
  readonly hosts: () => Hosts
  readonly loadOffers: () => Promise<readonly Offer[]>
  readonly advise: (offers: readonly Offer[], measuring: Measuring) => Promise<Advice>
  /** Makes it the model in use; empty is the one that comes with the page. */
  readonly choose: (id: string) => void
  /** What was chosen last. */
  readonly chosen: () => string
  /** Whether a download may go on without being asked for (false on a metered connection). */
  readonly mayDownload: () => boolean
  readonly askToPersist: () => Promise<void>
  /** Bytes of what is kept beside models, and what the browser says of the whole. */
  readonly countStorage: () => Promise<Omit<Storage, 'models' | 'other'> & { readonly usage?: number }>
  /** Called when all files of a model were found whole. */
  readonly onChecked: (id: string) => void
  /** Called with true while something is fetched: the device should not fall asleep. */
  readonly onFetching?: (isFetching: boolean) => void
}

/** Builds the library; nothing is read before start(). */
export function createLibrary(options: LibraryOptions): Library {
  const { embedded, session, tasks } = options
  const { store = createStore<LibraryState>(() => firstLibraryState) } = options

  /** Since the dialog was opened what takes room is counted; before that nobody asks, and chats would be gone through for it. */
  let isLookedAt = false

  /** The card of a model on this device. (The session's has a compiled library among its files.) */
  function cardOf(id: string): ModelCard | undefined {
    if (embedded.id === id) return embedded
    return store.getState().installed.find(({ card }) => card.id === id)?.card
  }

  async function refresh(): Promise<void> {
    const weights = await options.weights
    const [models, own] = await Promise.all([weights.models(), weights.state(embedded)])
    const others = models.filter(({ card }) => card.id !== embedded.id && isLanguageModel(card))
    // What Hermit knows of its own model counts, whatever was written down when it came.
    const installed = own.missing.length === 0 ? [{ card: embedded, addedAt: 0 }, ...others] : others
    const { lost: _, ...state } = store.getState()
    const chosen = options.chosen()
    const isLost = chosen !== '' && !installed.some(({ card }) => card.id === chosen)
    store.setState({ ...state, installed, ...(isLost ? { lost: chosen } : {}) }, true)
    if (isLookedAt) await countStorage(weights)
  }

  async function countStorage(weights: Weights): Promise<void> {
    const [{ bytes: models }, { usage, ...rest }] = await Promise.all([
      weights.usage(),
      options.countStorage(),
    ])
    const other = Math.max(0, (usage ?? 0) - models - rest.chats - rest.documents)
    store.setState({ storage: { ...rest, models, other } })
  }

  async function advise(measuring: Measuring): Promise<void> {
    if (store.getState().isMeasuring) return
    const { offersFault: _, ...state } = store.getState()
    store.setState({ ...state, isMeasuring: true }, true)
    try {
      const offers = await options.loadOffers()
      store.setState({ offers })
      // At once: what cannot run here at all is known before anything is measured.
      if (measuring === 'once') store.setState(await options.advise(offers, 'never'))
      store.setState(await options.advise(offers, measuring))
    } catch (error) {
      store.setState({ offersFault: toFault(error) })
    } finally {
      store.setState({ isMeasuring: false })
    }
  }

  const downloads = createDownloads({ ...options, store, onEnd: refresh })
  const adding = createAdding({ store, tasks, onEnd: refresh })
  const work = createWork({ ...options, store, cardOf })

  async function remove(id: string): Promise<void> {
    const card = cardOf(id)
    if (!card || store.getState().work[id]) return
    work.set(id, { what: 'deleting' })
    const isInUse = session.store.getState().model.id === id
    try {
      if (isInUse) await session.forget()
      const bytes = await (await options.weights).deleteModel(withEveryFile(card))
      store.setState({ deleted: { name: card.name, bytes } })
      if (isInUse && id !== embedded.id) options.choose('')
    } catch (error) {
      work.fail(id, error)
    } finally {
      work.clear(id)
      await refresh()
    }
  }

  return {
    store,
    async start() {
      const weights = await options.weights
      // What a taking-in that was killed has left.
      await unlessTaking(() => weights.sweep([withEveryFile(embedded)]))
      await downloads.start(session.store.getState().model.id)
      await refresh()
    },
    async suspend() {
      adding.cancel()
      work.stopAll()
      await downloads.suspend()
    },
    async removeAll() {
      await downloads.suspend()
      await session.forget()
      const weights = await options.weights
      for (const { outline } of await weights.wanted()) await weights.dropWanted(outline.id, true)
      for (const { card } of await weights.models()) await weights.deleteModel(withEveryFile(card))
      await weights.sweep([])
    },
    refresh,
    look() {
      isLookedAt = true
      void refresh()
      void advise('once')
    },
    isMetered: () => !options.mayDownload(),
    measureAgain: () => void advise('again'),
    download(offer, build) {
      void options.askToPersist()
      const outline: Outline = {
        id: build.id,
        name: offer.name,
        offerId: offer.id,
        format: build.source.kind === 'mlc' ? 'mlc' : 'gguf',
        engines: [build.engineId],
        parametersM: offer.parametersM,
        quantisation: build.quantisation,
        contextTokens: build.contextTokens,
        licence: offer.licence.name,
        licenceUrl: offer.licence.url,
        languages: offer.languages,
      }
      downloads.begin({ outline, source: build.source, bytes: build.bytes })
    },
    pause: downloads.pause,
    resume: downloads.resume,
    cancel: downloads.cancel,
    use(id) {
      options.choose(id === embedded.id ? '' : id)
      void refresh()
    },
    unload: () => void session.rest(),
    check: work.check,
    repair(id) {
      const card = cardOf(id)
      if (card) downloads.begin(wantedOf(card))
    },
    remove: id => void remove(id),
    pack: work.pack,
    offer: adding.offer,
    add: adding.add,
    cancelAdding: adding.cancel,
    async addByAddress(modelAddress, libraryAddress) {
      const wanted = adding.atAddress(modelAddress, libraryAddress)
      if ('code' in wanted) return wanted
      void options.askToPersist()
      downloads.begin(wanted)
      return undefined
    },
    dismiss(id) {
      if (id !== undefined) return work.dismiss(id)
      const { deleted: _, ...others } = store.getState()
      store.setState(others, true)
    },
    stopWork: work.stop,
    askToPersist: () => void options.askToPersist().then(async () => countStorage(await options.weights)),
  }
}
