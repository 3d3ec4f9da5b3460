import { createStore } from 'zustand/vanilla'
import type { AnswerModel } from '../../src/chat/answering.ts'
import { createChat } from '../../src/chat/chat.ts'
import type { Fault } from '../../src/fault.ts'
import { embeddedModel } from '../../src/models/catalogue.ts'
import { modelBytes } from '../../src/models/model.ts'
import type { Session, SessionPhase, SessionState } from '../../src/models/session.ts'
import type { InstallState } from '../../src/pwa/install.ts'
import type { PwaState } from '../../src/pwa/update.ts'
import { createSettings, parseSettings } from '../../src/settings/settings.ts'
import type { Rooms } from '../../src/shell/rooms.ts'
import type { Keeping, KeepingState } from '../../src/storage/keeping.ts'
import { conversationsFor } from './conversations.ts'

const ready: SessionPhase = { name: 'ready', contextTokens: 4096, threads: 2 }
const ofBytes = modelBytes(embeddedModel)
const stoppedBy = (fault: Fault): SessionPhase => ({ name: 'stopped', fault })

/** Phases by the name of the state; everything else is ready. */
const phases: Readonly<Record<string, SessionPhase>> = {
  first: { name: 'downloading', bytes: 39_200_000, ofBytes, bytesPerSecond: 2_400_000 },
  offline: { name: 'downloading', bytes: 39_200_000, ofBytes, waiting: 'offline' },
  retry: { name: 'downloading', bytes: 39_200_000, ofBytes, waiting: 'retry' },
  needs: { name: 'needs-download', bytes: ofBytes },
  paused: { name: 'needs-download', bytes: ofBytes - 33_514_464 },
  loading: { name: 'loading', fraction: 0.4 },
  waiting: { name: 'loading', fraction: 0.4 },
  damaged: stoppedBy({ code: 'model-damaged' }),
  full: stoppedBy({ code: 'storage-full', numbers: { neededBytes: ofBytes, freeBytes: 12_000_000 } }),
  elsewhere: { name: 'elsewhere' },
}

const keepings: Readonly<Record<string, Partial<KeepingState>>> = {
  memory: { kept: 'memory', fault: { code: 'storage-unavailable' } },
  newer: { fault: { code: 'storage-newer' } },
  failing: { failing: { code: 'storage-full' } },
  elsewhere: { tab: 'passive' },
}

/** Rooms made by hand for one state, over an answer model that plays a script. */
export function roomsFor(query: URLSearchParams): Rooms {
  const state = query.get('state') ?? 'empty'
  const phase = phases[state] ?? ready
  const session = sessionIn(phase)
  const chat = createChat({
    model: scriptedModel(state),
    records: { markDirty() {}, markDeleted() {} },
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onFrame: callback => requestAnimationFrame(() => callback()),
  })
  const records: [string, unknown][] = conversationsFor(state, Date.now()).map(one => [
    `conversation/${one.id}`,
    one,
  ])
  if (state === 'unreadable') records.push(['conversation/broken', 42])
  const isReadOnly = state === 'newer' || state === 'elsewhere'
  chat.hydrate(records, isReadOnly ? 'read-only' : 'full')
  chat.open('shown')
  const settings = createSettings(
    parseSettings({ language: query.get('lang') ?? 'system', theme: query.get('theme') ?? 'system' }),
    () => {},
  )
  return { chat, session, settings, keeping: keepingIn(keepings[state] ?? {}), ...pwaIn(state) }
}

function sessionIn(phase: SessionPhase): Session {
  const store = createStore<SessionState>(() => ({ phase, model: embeddedModel }))
  const become = (next: SessionPhase) => store.setState({ phase: next })
  const shown: Omit<Session, 'generate' | 'countTokens' | 'suspend'> = {
    store,
    start() {},
    download: () => become({ name: 'downloading', bytes: 0, ofBytes }),
    cancelDownload: () => become({ name: 'needs-download', bytes: ofBytes - 10 }),
    retry: () => become(ready),
    checkFiles: async () => store.setState({ checked: 'whole' }),
    deleteModel: async () => become({ name: 'needs-download', bytes: ofBytes }),
  }
  // What the views never call is left out.
  return shown as Session
}

function keepingIn(changes: Partial<KeepingState>): Keeping {
  const store = createStore<KeepingState>(() => ({
    kept: 'disk',
    tab: 'owner',
    persisted: false,
    usageBytes: 102_400_000,
    quotaBytes: 9_800_000_000,
    ...changes,
  }))
  const shown: Omit<Keeping, 'records' | 'open' | 'isSaved'> = {
    store,
    retrySave() {},
    useHere() {},
    exportChats() {},
    askToPersist: async () => {},
    refreshUsage: async () => {},
    deleteEverything: async () => {},
  }
  // What the views never call is left out.
  return shown as Keeping
}

function pwaIn(state: string): Pick<Rooms, 'pwa' | 'install'> {
  return {
    pwa: createStore<PwaState>(() => ({
      offlineReady: true,
      updateReady: state === 'update',
      isolated: true,
      applyUpdate: () => false,
      keepEngine: async () => true,
    })),
    install: createStore<InstallState>(() => ({
      canInstall: state === 'update',
      isInstalled: false,
      install: async () => true,
    })),
  }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

function scriptedModel(state: string): AnswerModel {
  return {
    name: embeddedModel.name,
    contextTokens: () => 4096,
    countTokens: async () => {
      if (state === 'waiting') await pause(1e9)
      return 120
    },
    async *generate(_, signal) {
      const stepMs = state === 'reading' ? 1e9 : 40
      for (let tokens = 0; tokens <= 300; tokens += 60) {
        yield { type: 'prefill-progress', tokens, of: 300 }
        if (tokens === 120) await pause(stepMs)
      }
      const words = 'The sea keeps its own slow time, and every wave is a small answer to the moon. '
      for (const word of words.repeat(30).split(' ')) {
        if (signal.aborted) break
        yield { type: 'text-delta', text: `${word} ` }
        await pause(40)
      }
      const reason = signal.aborted ? 'cancelled' : 'stop'
      const usage = {
        promptTokens: 300,
        cachedTokens: 120,
        completionTokens: 480,
        prefillMs: 900,
        decodeMs: 26_000,
      }
      yield { type: 'text-end', reason, usage }
    },
  }
}
