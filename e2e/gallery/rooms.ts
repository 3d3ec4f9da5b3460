import { createStore } from 'zustand/vanilla'
import { createDocumentsAbility, type DocumentsDesk } from '../../src/abilities/documents/ability.ts'
import { createAttaching } from '../../src/abilities/documents/attaching.ts'
import type { DocumentRecord } from '../../src/abilities/documents/document.ts'
import { documentKey } from '../../src/abilities/documents/document-key.ts'
import { createLibrary as createDocumentLibrary } from '../../src/abilities/documents/library.ts'
import { createDocumentLocks } from '../../src/abilities/documents/locks.ts'
import { createContents } from '../../src/abilities/documents/open-contents.ts'
import { isDocumentName } from '../../src/abilities/documents/read/document-name.ts'
import { joinBlocks } from '../../src/abilities/documents/read/document-text.ts'
import { readDocument } from '../../src/abilities/documents/read/open-document.ts'
import { newContentKey } from '../../src/abilities/documents/sealed-store.ts'
import { createDocumentSearch } from '../../src/abilities/documents/search/document-search.ts'
import { createNotesAbility } from '../../src/abilities/notes/ability.ts'
import { createRemindersAbility } from '../../src/abilities/reminders/ability.ts'
import type { AnswerModel } from '../../src/chat/answering.ts'
import { createChat } from '../../src/chat/chat.ts'
import { createEmbedder } from '../../src/embedding/device-embedder.ts'
import { FaultError } from '../../src/fault.ts'
import { embeddedModel } from '../../src/models/catalogue/catalogue.ts'
import type { Session, SessionPhase, SessionState } from '../../src/models/session-state.ts'
import { createPresets } from '../../src/presets/presets.ts'
import type { InstallState } from '../../src/pwa/install.ts'
import type { PwaState } from '../../src/pwa/update.ts'
import { createSettings, parseSettings } from '../../src/settings/settings.ts'
import type { Rooms } from '../../src/shell/rooms.ts'
import type { Keeping, KeepingState } from '../../src/storage/keeping.ts'
import { createMemoryShelf } from '../../src/storage/shelf.ts'
import type { Vault, VaultState } from '../../src/storage/vault/vault.ts'
import { conversationsFor } from './conversations.ts'
import { finderIn } from './documents.ts'
import { libraryIn } from './libraries.ts'
import { notesIn, remindersIn, ringingIn } from './notes.ts'
import { ofBytes, sessionStates, usual } from './sessions.ts'
import { agentIn } from './steps.ts'

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
    passages: finderIn(state),
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
  // What is looked for and read is under way.
  if (state === 'ask-searching' || state === 'ask-found')
    chat.send('What is the rent, and what does it include?')
  const settings = createSettings(
    parseSettings({ language: query.get('lang') ?? 'system', theme: query.get('theme') ?? 'system' }),
    () => {},
  )
  const library = libraryIn(state)
  const keeping = keepingIn(keepings[state] ?? {})
  const presets = createPresets(() => {})
  // Nobody asks for one here.
  const titles: Rooms['titles'] = { store: createStore(() => ({})), suggest: async () => false }
  const desk = Promise.resolve(documentsIn(chat, state, isReadOnly))
  const documents = () => desk
  const agent = Promise.resolve(agentIn(chat, state))
  const madeOf = { now: Date.now, newId: () => crypto.randomUUID() }
  const notes = createNotesAbility({ records: { markDirty() {}, markDeleted() {} }, ...madeOf })
  notes.kept.takeIn(notesIn(Date.now()), isReadOnly ? 'read-only' : 'full')
  const reminders = createRemindersAbility({
    ...{ onChange() {}, language: () => 'en', locks: undefined },
    ...madeOf,
  })
  reminders.kept.takeIn(
    [['reminders', { reminders: state === 'ringing' ? ringingIn(Date.now()) : remindersIn(Date.now()) }]],
    isReadOnly ? 'read-only' : 'full',
  )
  return {
    chat,
    abilities: [createDocumentsAbility(documents), notes, reminders],
    documents,
    agent: () => agent,
    notes: notes.desk,
    reminders: reminders.desk,
    apps: { beside: createStore(() => ({})) },
    outside: { get: () => ({ apps: undefined, servers: undefined }), take() {} },
    titles,
    session,
    library,
    settings,
    presets,
    keeping,
    vault: vaultIn(state),
    ...pwaIn(state),
  }
}

/** One document of each state; its content is added by hand. */
function documentsIn(chat: Rooms['chat'], state: string, isReadOnly: boolean): DocumentsDesk {
  const contents = createContents({
    shelf: createMemoryShelf(),
    locks: createDocumentLocks(undefined),
    isKnown: async () => true,
  })
  const library = createDocumentLibrary({
    contents: async () => contents,
    tools: async () => ({
      isDocumentName,
      read: readDocument,
      join: async blocks => joinBlocks(blocks),
      index: async () => ({}),
    }),
    records: { markDirty() {}, markDeleted() {}, async flush() {}, async refresh() {} },
    // Whoever reads them in another tab goes on for ever.
    locks: { request: async () => new Promise(() => {}) } as unknown as LockManager,
    now: Date.now,
    newId: () => crypto.randomUUID(),
  })
  const usual: Omit<DocumentRecord, 'id' | 'title' | 'kind'> = {
    ...{ fileName: 'file', bytes: 2_400_000, addedAt: Date.now(), status: 'ready', hasFile: true },
    ...{ pages: 30, characters: 90_000, contentKey: newContentKey() },
  }
  const cited = ['lease', 'rules', 'annex'].map(
    (id): DocumentRecord => ({ ...usual, id, title: id, kind: 'text' }),
  )
  const shown: readonly DocumentRecord[] = [
    ...(state.startsWith('ask-') && state !== 'ask-gone' ? cited : []),
    { ...usual, id: 'paper', title: 'The shells of hermit crabs', kind: 'pdf' },
    { ...usual, id: 'scan', title: 'A scanned contract', kind: 'pdf', scannedPages: 12 },
    { ...usual, id: 'reading', title: 'A book that another tab reads', kind: 'epub', status: 'reading' },
    {
      ...{ ...usual, id: 'failed', title: 'Interrupted', kind: 'docx', status: 'failed' },
      fault: { code: 'document-interrupted' },
    },
  ]
  const records = shown.map(document => [documentKey(document.id), document] as const)
  library.kept.takeIn(records, isReadOnly ? 'read-only' : 'full')
  const search = createDocumentSearch({
    contents,
    documents: () => [...library.store.getState().documents.values()],
    // None of these documents has vectors.
    embedder: { model: 'none', dimensions: 1, languages: [], embed: async () => [], rest() {} },
  })
  return {
    library,
    attaching: createAttaching(chat, library),
    contents: async () => contents,
    search: async () => search,
    passages: async () => finderIn(state),
    embedder: createEmbedder({ files: { of: async () => undefined, async *download() {} } }),
    isDocumentName,
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
      const stepMs = state === 'reading' || state === 'ask-found' ? 1e9 : 40
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
