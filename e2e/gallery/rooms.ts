import { createStore } from 'zustand/vanilla'
import type { AnswerModel } from '../../src/chat/answering.ts'
import { createChat } from '../../src/chat/chat.ts'
import { FaultError } from '../../src/fault.ts'
import { embeddedModel } from '../../src/models/catalogue/catalogue.ts'
import type { Session, SessionPhase, SessionState } from '../../src/models/session-state.ts'
import { createPresets } from '../../src/presets/presets.ts'
import type { InstallState } from '../../src/pwa/install.ts'
import type { PwaState } from '../../src/pwa/update.ts'
import { createSettings, parseSettings } from '../../src/settings/settings.ts'
import type { Rooms } from '../../src/shell/rooms.ts'
import type { Keeping, KeepingState } from '../../src/storage/keeping.ts'
import type { Vault, VaultState } from '../../src/storage/vault/vault.ts'
import { conversationsFor } from './conversations.ts'
import { libraryIn } from './libraries.ts'
import { ofBytes, sessionStates, usual } from './sessions.ts'

const keepings: Readonly<Record<string, Partial<KeepingState>>> = {
  memory: { kept: 'memory', fault: { code: 'storage-unavailable' } },
  newer: { fault: { code: 'storage-newer' } },
  failing: { failing: { code: 'storage-full' } },
}

/** Rooms made by hand for one state, over an answer model that plays a script. */
export function roomsFor(query: URLSearchParams): Rooms {
  const state = query.get('state') ?? 'empty'
  const session = sessionIn(sessionStates[state] ?? usual)
  const chat = createChat({
    model: scriptedModel(state),
    records: { markDirty() {}, markDeleted() {}, async commit() {}, async flush() {}, async refresh() {} },
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onFrame: callback => requestAnimationFrame(() => callback()),
  })
  const records: [string, unknown][] = conversationsFor(state, Date.now()).map(one => [
    `conversation/${one.id}`,
    one,
  ])
  if (state === 'unreadable') records.push(['conversation/broken', 42])
  const isReadOnly = state === 'newer'
  chat.kept.takeIn(records, isReadOnly ? 'read-only' : 'full')
  chat.open('shown')
  const settings = createSettings(
    parseSettings({ language: query.get('lang') ?? 'system', theme: query.get('theme') ?? 'system' }),
    () => {},
  )
  const library = libraryIn(state)
  const keeping = keepingIn(keepings[state] ?? {})
  const presets = createPresets(() => {})
  // Nobody asks for one here.
  const titles: Rooms['titles'] = { store: createStore(() => ({})), suggest: async () => false }
  return {
    chat,
    titles,
    session,
    library,
    settings,
    presets,
    keeping,
    vault: vaultIn(state),
    ...pwaIn(state),
    onFiles() {},
    abilities: [],
    onModels() {},
  }
}

function sessionIn(state: Partial<SessionState>): Session {
  const initial: SessionState = {
    phase: { name: 'starting' },
    model: embeddedModel,
    hasFailures: false,
    ...state,
  }
  const store = createStore<SessionState>(() => initial)
  const become = (next: SessionPhase) => store.setState({ phase: next })
  const shown: Omit<Session, 'generate' | 'countTokens' | 'suspend' | 'rest' | 'stopDamaged' | 'forget'> = {
    store,
    start() {},
    download: () => become({ name: 'downloading', bytes: 0, ofBytes }),
    cancelDownload: () => become({ name: 'needs-download', bytes: ofBytes - 10 }),
    retry: () => store.setState(usual),
    tryAgain: () => store.setState({ hasFailures: false }),
    choose() {},
    forgetStepDown() {
      const { stepDown: _, ...others } = store.getState()
      store.setState(others, true)
    },
    wake() {},
  }
  // What the views never call is left out.
  return shown as Session
}

function keepingIn(changes: Partial<KeepingState>): Keeping {
  const store = createStore<KeepingState>(() => ({
    kept: 'disk',
    persisted: false,
    usageBytes: 102_400_000,
    quotaBytes: 9_800_000_000,
    ...changes,
  }))
  const shown: Omit<Keeping, 'records' | 'open' | 'isSaved' | 'flush'> = {
    store,
    retrySave() {},
    exportChats() {},
    askToPersist: async () => {},
    refreshUsage: async () => {},
    deleteEverything: async () => {},
  }
  // What the views never call is left out.
  return shown as Keeping
}

function vaultIn(state: string): Vault {
  const store = createStore<VaultState>(() => ({ status: state === 'locked' ? 'locked' : 'off' }))
  const unlocked = async () => store.setState({ status: 'unlocked' })
  return {
    store,
    found: Promise.resolve(),
    unlock: async passphrase => {
      if (passphrase !== 'sesame') throw new FaultError({ code: 'wrong-passphrase' })
      await unlocked()
    },
    setUp: unlocked,
    change: async () => {},
    remove: async () => store.setState({ status: 'off' }),
    lock: async () => store.setState({ status: 'locked' }),
    deleteEverything: async () => {},
    noteUse() {},
    lastUsedAt: Date.now,
  }
}

function pwaIn(state: string): Pick<Rooms, 'pwa' | 'install'> {
  return {
    pwa: createStore<PwaState>(() => ({
      offlineReady: true,
      updateReady: state === 'update',
      isCodeMissing: false,
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

const writer = { modelName: embeddedModel.name, engineId: 'wllama', build: 'Q4_1 d674e60b' }
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

function scriptedModel(state: string): AnswerModel {
  return {
    writer: () => writer,
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
