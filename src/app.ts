import { createChat } from './chat/chat.ts'
import { chatsToJson } from './chat/export.ts'
import { systemMessages } from './chat/prompt.ts'
import { type Capabilities, probeCapabilities } from './engines/capabilities.ts'
import type { Engine } from './engines/engine.ts'
import { watchPower } from './engines/power.ts'
import { createEngine, engineRow, engineRows } from './engines/registry.ts'
import { type ScriptedOptions, scriptedCard } from './engines/scripted.ts'
import { measureSpeed } from './engines/speed.ts'
import type { Fault } from './fault.ts'
import { catalogue, embeddedModel } from './models/catalogue/catalogue.ts'
import { createDeviceMemory } from './models/device-memory.ts'
import { downloadModel } from './models/download/download.ts'
import { makePlan } from './models/plan.ts'
import { createSession } from './models/session.ts'
import { openWeights } from './models/weights/weights.ts'
import { workerInControl } from './pwa/control.ts'
import { createInstall } from './pwa/install.ts'
import { ensureIsolation, startPwa } from './pwa/update.ts'
import { createSettings, parseSettings, type SettingsValues, settingsKey } from './settings/settings.ts'
import type { Rooms } from './shell/rooms.ts'
import { openDatabase } from './storage/database.ts'
import { createKeeping } from './storage/keeping.ts'
import { createTabs } from './storage/tabs.ts'
import { saveFile } from './ui/save-file.ts'

const dayMs = 24 * 60 * 60 * 1000
const checkFilesEveryMs = 7 * dayMs

/** Everything that runs, put together. `opened` resolves when the records have been read. */
export interface App {
  readonly rooms: Rooms
  readonly opened: Promise<void>
}

/**
 * Builds Hermit. The address may carry `q` (text for the composer), and for tests and interface work
 * `engine=scripted` with `rate` (tokens per second; 0 is as fast as it goes) and `words` (length of the answer).
 */
export function createApp(address: URL): App {
  const inAddress = address.searchParams.get('engine') ?? undefined
  const scripted = inAddress === 'scripted'
  const model = scripted ? scriptedCard : embeddedModel
  const rows = scripted ? [engineRow('scripted')] : engineRows
  const engines = new Map<string, Engine>()

  const settings = createSettings(parseSettings(undefined), () => keeping.records.markDirty(settingsKey))
  const chosen = () => {
    const { engine } = settings.store.getState()
    return inAddress ?? (engine === 'auto' ? undefined : engine)
  }
  const memory = createDeviceMemory(
    () => settings.store.getState().device,
    device => settings.set({ device }),
  )
  let probed: Promise<Capabilities> | undefined
  const capabilities = () => (probed ??= probeCapabilities())
  const weights = openWeights()
  const isSavingPower = watchPower()

  const session = createSession({
    model,
    plan: () =>
      makePlan({
        ...{ model, catalogue, rows, capabilities, measureSpeed, memory, weights },
        asked: chosen,
        browser: navigator.userAgent,
      }),
    engine(id) {
      const engine =
        engines.get(id) ?? createEngine(id, scripted ? { scripted: scriptedOptions(address) } : {})
      engines.set(id, engine)
      return engine
    },
    memory,
    weights,
    download: downloadModel,
    async refusal(): Promise<Fault | undefined> {
      const found = await capabilities()
      if (rows.some(row => row.requires(found))) return undefined
      return { code: found.wasm ? 'unsupported' : 'wasm-blocked' }
    },
    mayDownload: () => !isMetered(),
    warmUp: systemMessages,
    checkIsDue: async () => Date.now() - settings.store.getState().filesCheckedAt > checkFilesEveryMs,
    onChecked: () => settings.set({ filesCheckedAt: Date.now() }),
    restAfterMs: () => restAfterMs(settings.store.getState().rest),
  })

  const chat = createChat({
    model: {
      get name() {
        return session.store.getState().model.name
      },
      get maxAnswerTokens() {
        return session.store.getState().model.maxAnswerTokens
      },
      contextTokens() {
        const { phase } = session.store.getState()
        return phase.name === 'ready' ? phase.contextTokens : undefined
      },
      generate: session.generate,
      countTokens: session.countTokens,
      wake: session.wake,
    },
    records: {
      markDirty: key => keeping.records.markDirty(key),
      markDeleted: key => keeping.records.markDeleted(key),
    },
    readAhead: {
      canReadAhead() {
        const { phase, runsOn } = session.store.getState()
        // A GPU reads a message in no time; there it would only cost power.
        return (
          phase.name === 'ready' &&
          runsOn?.processor === 'cpu' &&
          settings.store.getState().readAhead &&
          !isSavingPower()
        )
      },
    },
    now: Date.now,
    newId,
    onFrame,
  })

  const keeping = createKeeping({
    database: openDatabase(),
    tabs: createTabs(),
    snapshot: key => (key === settingsKey ? settings.store.getState() : chat.snapshot(key)),
    hydrate(entries, access) {
      const stored = entries.find(([key]) => key === settingsKey)
      if (stored) settings.store.setState(parseSettings(stored[1]))
      chat.hydrate(entries, access)
    },
    async suspend() {
      await chat.suspend()
      await session.suspend()
    },
    resume: () => void startSession(),
    exportChats() {
      const text = chatsToJson(chat.store.getState().conversations.values(), Date.now())
      saveFile(`hermit-chats-${new Date().toISOString().slice(0, 10)}.json`, text, 'application/json')
    },
    deleteModels: session.deleteModel,
    reload: () => location.reload(),
  })

  const isIdle = () => chat.store.getState().running.size === 0 && keeping.isSaved()
  const pwa = startPwa({ isIdle })
  ensureIsolation(() => isIdle() && !hasDraft() && session.store.getState().phase.name === 'starting')
  const hasDraft = () => Object.keys(chat.store.getState().drafts).length > 0

  async function startSession(): Promise<void> {
    // A first visit may be about to reload itself for the sake of threads: do not begin a download before that.
    await workerInControl(4000)
    session.start()
  }

  session.store.subscribe(({ phase }, before) => {
    if (phase.name === 'ready' && before.phase.name !== 'ready') {
      void pwa.getState().keepEngine(rows.flatMap(row => (engines.has(row.id) ? row.files() : [])))
    }
  })

  settings.store.subscribe(({ engine }, before) => {
    if (engine !== before.engine) session.choose()
  })

  const question = address.searchParams.get('q')
  if (question) chat.setDraft(question)

  const rooms: Rooms = { chat, session, settings, keeping, pwa, install: createInstall() }
  return { rooms, opened: keeping.open() }
}

function scriptedOptions(address: URL): ScriptedOptions {
  const rate = Number(address.searchParams.get('rate') ?? Number.NaN)
  const words = Number(address.searchParams.get('words') ?? 0)
  return {
    ...(rate >= 0 && { tokensPerSecond: rate === 0 ? Number.POSITIVE_INFINITY : rate }),
    ...(words > 0 && words <= 100_000 && { reply: Array.from({ length: words }, () => 'word').join(' ') }),
  }
}

const minuteMs = 60_000

/** On a device with little memory others want it too; the model is back in seconds. */
function restAfterMs(rest: SettingsValues['rest']): number | undefined {
  if (rest === 'never') return undefined
  if (rest !== 'auto') return Number(rest) * minuteMs
  const memoryGiB: unknown = 'deviceMemory' in navigator ? navigator.deviceMemory : undefined
  return typeof memoryGiB === 'number' && memoryGiB <= 4 ? 10 * minuteMs : undefined
}

/** Whether a download of a hundred megabytes should be asked for first. */
function isMetered(): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : undefined
  if (typeof connection !== 'object' || connection === null) return false
  const saveData = 'saveData' in connection && connection.saveData === true
  return saveData || ('type' in connection && connection.type === 'cellular')
}

/** 128 random bits; crypto.randomUUID is missing where a page is served over plain http. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** Before the next paint, or after 100 ms in a page that does not paint because it is hidden. */
function onFrame(callback: () => void): void {
  const run = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    callback()
  }
  const frame = requestAnimationFrame(run)
  const timer = setTimeout(run, 100)
}
