import type { Capabilities } from '../engines/capabilities.ts'
import type { Engine, PromptMessage } from '../engines/engine.ts'
import { probeConnection } from '../engines/network.ts'
import { createEngine, type EngineRow } from '../engines/registry.ts'
import type { ScriptedOptions } from '../engines/scripted.ts'
import { scriptedCard } from '../engines/scripted-card.ts'
import type { Settings, SettingsValues } from '../settings/settings.ts'
import type { Tabs } from '../tabs/tabs.ts'
import { embeddedModel, loadOffers } from './catalogue/catalogue.ts'
import { createDeviceMemory } from './device-memory.ts'
import { modelHosts } from './download/hosts.ts'
import { wantedOf } from './download/source.ts'
import { createLibrary, type LibraryOptions } from './library.ts'
import type { Library } from './library-state.ts'
import { isLanguageModel, type ModelCard } from './model.ts'
import type { ModelFiles } from './model-files.ts'
import { createSession } from './session.ts'
import type { Session } from './session-state.ts'
import { createSharedSession } from './sharing/shared-session.ts'
import { createModelTasks } from './tasks/tasks-client.ts'

const dayMs = 24 * 60 * 60 * 1000
const checkFilesEveryMs = 7 * dayMs
const minuteMs = 60_000

/** What is not needed for the first paint. */
const later = {
  weights: () => import('./weights/weights.ts'),
  capabilities: () => import('../engines/capabilities.ts'),
  plan: () => import('./plan.ts'),
  speed: () => import('../engines/speed.ts'),
  advice: () => import('./advice.ts'),
}

export interface ModelsRoomOptions
  extends Pick<LibraryOptions, 'askToPersist' | 'countStorage' | 'onFetching'> {
  readonly settings: Settings
  /** All tabs that have Hermit open: one of them runs the model. */
  readonly tabs: Tabs
  /** The engines that may be used, best first. */
  readonly rows: readonly EngineRow[]
  /** The engine that the address asks for, before what the person chose. */
  readonly askedInAddress?: string | undefined
  /** With it, the scripted model takes the place of every other. */
  readonly scripted?: ScriptedOptions | undefined
  /** What to read into the KV cache right after loading. */
  readonly warmUp: readonly PromptMessage[]
}

/** The models room put together: the model in use, and all that are or could be on this device. */
export interface ModelsRoom {
  readonly session: Session
  readonly library: Library
  /** For rooms that run a small model of their own. */
  readonly files: ModelFiles
  /** Addresses of what the engines in use fetch besides scripts. */
  engineFiles(): string[]
}

/** Builds the room; nothing happens before session.start() and library.start(). */
export function createModelsRoom(options: ModelsRoomOptions): ModelsRoom {
  const { settings, rows, scripted } = options
  const chosen = settings.store.getState
  const embedded = scripted ? scriptedCard : embeddedModel
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
    download: (card, signal) => tasks.download(wantedOf(card), hosts(), signal),
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
    },
    onDownloaded: () => settings.set({ filesCheckedAt: Date.now() }),
    restAfterMs: () => restAfterMs(chosen().rest),
  })
  const session = createSharedSession(own, options.tabs)

  const library = createLibrary({
    ...options,
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
      download: (card, signal) => tasks.download(wantedOf(card), hosts(), signal),
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

/** Whether a download of a hundred megabytes may begin without asking. Asked each time: a phone leaves its Wi-Fi. */
const mayDownload = () => !probeConnection()?.isMetered
