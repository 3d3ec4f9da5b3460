import type { Capabilities } from '../engines/capabilities.ts'
import type { Engine } from '../engines/engine.ts'
import { createEngine, engineRow, engineRows } from '../engines/registry.ts'
import type { SettingsValues } from '../settings/settings.ts'
import type { Tabs } from '../tabs/tabs.ts'
import { type Download, fetchAdapters } from './bring-up.ts'
import { loadOffers } from './catalogue/catalogue.ts'
import { createDeviceMemory } from './device-memory.ts'
import { modelHosts } from './download/hosts.ts'
import { wantedOf } from './download/source.ts'
import { createLibrary } from './library.ts'
import { isLanguageModel, type ModelCard } from './model.ts'
import type { ModelsRoom, ModelsRoomOptions } from './room.ts'
import { createSession } from './session.ts'
import { createSharedSession } from './sharing/shared-session.ts'
import { createModelTasks } from './tasks/tasks-client.ts'

const dayMs = 24 * 60 * 60 * 1000
const checkFilesEveryMs = 7 * dayMs
const minuteMs = 60_000

/** What is not needed at once. */
const later = {
  weights: () => import('./weights/weights.ts'),
  capabilities: () => import('../engines/capabilities.ts'),
  plan: () => import('./plan.ts'),
  speed: () => import('../engines/speed.ts'),
  advice: () => import('./advice.ts'),
}

/** What a room is built from beside its options: the stores that are shown already, and the model that comes along. */
export interface ModelsRoomParts extends Pick<ModelsRoom, 'session' | 'library'> {
  readonly embedded: ModelCard
  /** All tabs that have Hermit open: one of them runs the model. */
  readonly tabs: Tabs
  /** Whether a download may begin without asking. */
  readonly mayDownload: () => boolean
}

/** Builds the room over stores that are there; nothing happens before session.start() and library.start(). */
export function buildModelsRoom(options: ModelsRoomOptions, parts: ModelsRoomParts): ModelsRoom {
  const { settings, scripted } = options
  const { embedded, tabs, mayDownload } = parts
  const rows = scripted ? [engineRow('scripted')] : engineRows
  const chosen = settings.store.getState
  const engines = new Map<string, Engine>()
  const memory = createDeviceMemory(
    () => chosen().device,
    device => settings.set({ device }),
  )
  let probed: Promise<Capabilities> | undefined
  const capabilities = () =>
    (probed ??= later.capabilities().then(({ probeCapabilities }) => probeCapabilities()))
  const measureSpeed = async () => (await later.speed()).measureSpeed()
  const weights = later.weights().then(({ openWeights }) => openWeights())
  const tasks = createModelTasks({ weights })
  const hosts = () => hostsOf(chosen().modelHost)

  const download: Download = (card, signal) => tasks.download(wantedOf(card), hosts(), signal)

  /** A model that was here before its adapter was made gets it now, and uses it from the next load on. */
  async function completeModel(): Promise<void> {
    const { model, runsOn } = own.store.getState()
    if (runsOn?.processor !== 'cpu' || !mayDownload()) return
    await fetchAdapters(model, download, await weights, new AbortController().signal)
  }

  async function installed(): Promise<ModelCard[]> {
    const models = await (await weights).models()
    const cards = models.map(({ card }) => card)
    return [embedded, ...cards.filter(card => card.id !== embedded.id && isLanguageModel(card))]
  }

  const own = createSession({
    model: embedded,
    async plan() {
      const others = scripted ? [embedded] : await installed()
      const model = others.find(card => card.id === chosen().model) ?? embedded
      const { makePlan } = await later.plan()
      return makePlan({
        ...{ model, others, rows, capabilities, measureSpeed, memory, weights },
        asked: () => options.askedInAddress ?? (chosen().engine === 'auto' ? undefined : chosen().engine),
        browser: navigator.userAgent,
      })
    },
    engine(id) {
      const engine = engines.get(id) ?? createEngine(id, scripted ? { scripted } : {})
      engines.set(id, engine)
      return engine
    },
    memory,
    weights,
    download,
    async refusal() {
      const found = await capabilities()
      if (rows.some(row => row.requires(found))) return undefined
      return { code: found.wasm ? 'unsupported' : 'wasm-blocked' }
    },
    mayDownload,
    warmUp: options.warmUp,
    onWarm() {
      const isDue = Date.now() - chosen().filesCheckedAt > checkFilesEveryMs
      if (isDue) library.check(session.store.getState().model.id)
      void completeModel()
    },
    onDownloaded: () => settings.set({ filesCheckedAt: Date.now() }),
    restAfterMs: () => restAfterMs(chosen().rest),
  })
  const session = createSharedSession(own, tabs, parts.session.store)

  const library = createLibrary({
    ...options,
    store: parts.library.store,
    ...{ embedded, session, tasks, weights, hosts, loadOffers },
    async advise(offers, measuring) {
      const { createAdvice } = await later.advice()
      const advise = createAdvice({ capabilities, measureSpeed, memory, weights, now: Date.now })
      return advise(offers, measuring)
    },
    choose: id => settings.set({ model: id }),
    chosen: () => chosen().model,
    mayDownload,
    onChecked(id) {
      if (id === session.store.getState().model.id) settings.set({ filesCheckedAt: Date.now() })
    },
  })

  settings.store.subscribe(({ engine, model }, before) => {
    if (engine !== before.engine || model !== before.model) session.choose()
  })

  return {
    session,
    library,
    files: {
      of: async card => (await weights).files(card),
      download,
    },
    engineFiles: () => rows.flatMap(row => (engines.has(row.id) ? row.files() : [])),
  }
}

/** A host that is not one of those known serves libraries as well: a server of the person's own has everything. */
function hostsOf(hub: string) {
  const isKnown = modelHosts.some(host => host === hub)
  return isKnown ? { hub } : { hub, libraries: hub }
}

/** On a device with little memory others want it too; the model is back in seconds. */
function restAfterMs(rest: SettingsValues['rest']): number | undefined {
  if (rest === 'never') return undefined
  if (rest !== 'auto') return Number(rest) * minuteMs
  const memoryGiB: unknown = 'deviceMemory' in navigator ? navigator.deviceMemory : undefined
  return typeof memoryGiB === 'number' && memoryGiB <= 4 ? 10 * minuteMs : undefined
}
