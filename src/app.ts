import type { Ability } from './abilities/ability.ts'
import { createCalculatorAbility } from './abilities/calculator/ability.ts'
import { createDocumentsAbility, type DocumentsDesk } from './abilities/documents/ability.ts'
import { documentPrefix } from './abilities/documents/document-key.ts'
import { createDocumentShelf } from './abilities/documents/shelf.ts'
import { createFilesAbility } from './abilities/files/ability.ts'
import { createLinksAbility } from './abilities/links/ability.ts'
import { createMessagesAbility } from './abilities/messages/ability.ts'
import { createNotesAbility } from './abilities/notes/ability.ts'
import { once } from './abilities/opens-view.ts'
import { createRemindersAbility } from './abilities/reminders/ability.ts'
import { createSearchAbility } from './abilities/search/ability.ts'
import { createSummariseAbility } from './abilities/summarise/summarise-ability.ts'
import type { SummaryModel } from './abilities/summarise/summary-model.ts'
import { createTimeAbility } from './abilities/time/ability.ts'
import { createTranslateAbility } from './abilities/translate/ability.ts'
import { translateKey } from './abilities/translate/choice.ts'
import { createUnitsAbility } from './abilities/units/ability.ts'
import { createLogAbility } from './agent/ability.ts'
import type { AgentDesk } from './agent/desk.ts'
import { createApps } from './apps/ability.ts'
import { createChat, draftInView, settingsInView } from './chat/chat.ts'
import { createTitles, titleParametersM } from './chat/finding/title.ts'
import { systemMessages } from './chat/prompt.ts'
import { chatsToJson } from './chat/transfer/export.ts'
import type { PromptMessage } from './engines/engine.ts'
import { watchPower } from './engines/power.ts'
import type { ScriptedOptions } from './engines/scripted.ts'
import { createConnections } from './mcp/ability.ts'
import { mcpServersKey } from './mcp/servers-key.ts'
import { buildOf } from './models/model.ts'
import { createModelsRoom } from './models/room.ts'
import { createPresets, presetsKey } from './presets/presets.ts'
import { workerInControl } from './pwa/control.ts'
import { createInstall } from './pwa/install.ts'
import { ensureIsolation, startPwa } from './pwa/update.ts'
import { keepAwake } from './pwa/wake-lock.ts'
import { createSettings, parseSettings, settingsKey } from './settings/settings.ts'
import type { Rooms } from './shell/rooms.ts'
import { openDatabase } from './storage/database.ts'
import { createKeeping } from './storage/keeping.ts'
import { createKeptLater } from './storage/kept-later.ts'
import { watchIdle } from './storage/vault/idle.ts'
import { createVault } from './storage/vault/vault.ts'
import { chooseLanguage } from './ui/i18n/text.ts'
import { createPace, pageClock } from './ui/pace.ts'
import { saveFile } from './ui/save-file.ts'
import { whenIdle } from './when-idle.ts'

/**
 * How long a first visit waits for its service worker, which brings threads by a reload: the files that it keeps are some
 * 9 MB, and a model of 98 MB waits behind it.
 */
const firstControlMs = 12_000

/** Everything that runs, put together. `opened` resolves when the records have been read. */
export interface App {
  readonly rooms: Rooms
  readonly opened: Promise<void>
}

/**
 * Builds Hermit. The address may carry `q` (text for the composer), and for tests and interface work
 * `engine=scripted` with `rate` (tokens per second; 0 is as fast as it goes), `words` (length of the answer),
 * `reply=back` (every answer is the last message, letter for letter), `thinking` (`tagged` or `opened`: how it thinks)
 * and `context` (context window in tokens).
 */
export function createApp(address: URL): App {
  const inAddress = address.searchParams.get('engine') ?? undefined
  const scripted = inAddress === 'scripted'

  const settings = createSettings(parseSettings(undefined), () => {
    // The lock screen's are on disk at once: what is read when it opens is what was chosen there.
    if (vault.store.getState().status === 'locked') void keepSettings()
    else keeping.records.markDirty(settingsKey)
  })
  const presets = createPresets(() => keeping.records.markDirty(presetsKey))
  const isSavingPower = watchPower()
  let letSleep = () => {}

  const models = createModelsRoom({
    settings,
    async joinTabs() {
      const { createTabs } = await import('./tabs/tabs.ts')
      return createTabs({ claim: async () => (await records).claim() })
    },
    askedInAddress: inAddress,
    scripted: scripted ? scriptedOptions(address) : undefined,
    warmUp: systemMessages,
    askToPersist: () => keeping.askToPersist(),
    async countStorage() {
      await keeping.refreshUsage()
      const { usageBytes, quotaBytes, persisted } = keeping.store.getState()
      return {
        chats: new Blob([allChats()]).size,
        documents: keptDocuments.isEmpty() ? 0 : (await documents()).library.bytes(),
        ...(usageBytes === undefined ? {} : { usage: usageBytes }),
        ...(usageBytes === undefined || quotaBytes === undefined
          ? {}
          : { quota: quotaBytes, free: Math.max(0, quotaBytes - usageBytes) }),
        ...(persisted === undefined ? {} : { persisted }),
      }
    },
    onFetching(isFetching) {
      letSleep()
      letSleep = isFetching ? keepAwake() : () => {}
    },
  })

  const { session, library, files } = models

  const model: SummaryModel = {
    facts: () => session.store.getState().model,
    writer() {
      const { runsOn, model } = session.store.getState()
      return runsOn && { modelName: model.name, engineId: runsOn.engineId, build: buildOf(model) }
    },
    get maxAnswerTokens() {
      return session.store.getState().model.maxAnswerTokens
    },
    contextTokens() {
      const { phase } = session.store.getState()
      return phase.name === 'ready' ? phase.contextTokens : undefined
    },
    thinking() {
      const { phase } = session.store.getState()
      return phase.name === 'ready' ? phase.thinking : undefined
    },
    processor: () => session.store.getState().runsOn?.processor,
    generate: session.generate,
    countTokens: session.countTokens,
    wake: session.wake,
  }
  /** What is to be written; what keeps it is built last. */
  const marks = {
    markDirty: (key: string) => keeping.records.markDirty(key),
    markDeleted: (key: string) => keeping.records.markDeleted(key),
  }
  const chat = createChat({
    model,
    records: {
      ...marks,
      commit: (set, remove) => keeping.records.commit(set, remove),
      flush: () => keeping.records.flush(),
      refresh: keys => keeping.records.refresh(keys),
    },
    passages: {
      find: async (...asked) => (await (await documents()).passages()).find(...asked),
    },
    async *callTools(...asked) {
      const isOff = !settings.store.getState().tools || asked[0].settings?.tools === 'off'
      // Without its code a message is plain chat.
      const desk = isOff ? undefined : await agent().catch(() => undefined)
      if (desk) yield* desk.callTools(...asked)
    },
    locks: navigator.locks,
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
    onFrame: createPace(pageClock),
  })

  /** Documents: their records are kept from the start, everything else is loaded when it is first asked for. */
  const keptDocuments = createKeptLater(documentPrefix)
  let documentsDesk: Promise<DocumentsDesk> | undefined
  let openedDocuments: DocumentsDesk | undefined
  const documents = () => {
    documentsDesk ??= import('./abilities/documents/room.ts').then(({ createDocumentsRoom }) => {
      openedDocuments = createDocumentsRoom({
        ...{ chat, database, files, kept: keptDocuments, records: keeping.records },
        keepEngine: urls => void pwa.getState().keepEngine([...urls]),
        ...{ locks: navigator.locks, now: Date.now, newId },
      })
      return openedDocuments
    })
    // Code that did not come is asked for again.
    documentsDesk.catch(() => {
      documentsDesk = undefined
    })
    return documentsDesk
  }
  const shelf = createDocumentShelf(documents)
  const draft = () => draftInView(chat.store.getState())
  const translate = createTranslateAbility({
    ...{ session, library, draft, documents: shelf },
    onChange: () => keeping.records.markDirty(translateKey),
  })
  const summarise = createSummariseAbility({
    ...{ documents: shelf, model, locks: navigator.locks, now: Date.now },
    chat: {
      isAnswering: () => chat.store.getState().running.size > 0,
      onAnswering: listener => chat.store.subscribe(listener),
      ...{ draft, setDraft: chat.setDraft },
      attached: () => settingsInView(chat.store.getState())?.documents ?? [],
    },
  })
  const notes = createNotesAbility({ records: marks, now: Date.now, newId })
  const language = () => chooseLanguage(settings.store.getState().language, navigator.languages)
  const reminders = createRemindersAbility({
    onChange: marks.markDirty,
    language,
    ...{ locks: navigator.locks, now: Date.now, newId },
  })
  const search = createSearchAbility({ conversations: () => chat.store.getState().conversations })
  const airGap = { isOn: () => settings.store.getState().airGap, subscribe: settings.store.subscribe }
  /** Servers with tools. `connections.source` is what the agent is offered of them. */
  const connections = createConnections({
    records: marks,
    ...{ airGap, newId, now: Date.now },
    chat: { draft, setDraft: chat.setDraft },
    attachFiles: async files => (await documents()).attaching.attachFiles(files),
    isSealed: () => vault.store.getState().status === 'unlocked',
  })
  const wayOut = { isAirGapped: airGap.isOn }
  const apps = createApps({
    onChange: () => marks.markDirty('apps'),
    async ownTools() {
      return (await Promise.all(abilities.map(({ tools }) => tools?.() ?? []))).flat()
    },
    home: new URL('./', address).href,
    ...{ airGap, now: Date.now, newId },
  })
  /** What Hermit can do beyond plain chat: a row each. */
  const abilities: readonly Ability[] = [
    createDocumentsAbility(documents),
    summarise,
    translate,
    notes,
    reminders,
    search,
    connections.ability,
    createCalculatorAbility(),
    createUnitsAbility(),
    createTimeAbility(),
    createLinksAbility(wayOut),
    createMessagesAbility(wayOut),
    createFilesAbility(),
    apps.ability,
    createLogAbility(() => agent(), chat),
  ]

  /** What does things for people: loaded with the first message that is looked through for them. */
  const [keptConsents, keptCalls] = [createKeptLater('consents'), createKeptLater('calls')]
  const agent = once(async (): Promise<AgentDesk> => {
    const { openAgent } = await import('./agent/open-agent.ts')
    return openAgent({
      ...{ chat, session, keptConsents, keptCalls },
      model: {
        ...{ facts: model.facts, generate: session.generate },
        hasAdapter() {
          const { phase } = session.store.getState()
          return phase.name === 'ready' && phase.adapters?.includes('tools') === true
        },
      },
      own: abilities.flatMap(({ tools }) => (tools ? [tools] : [])),
      sources: [apps.tools, connections.source],
      embedder: async () => (await documents()).embedder,
      async documents() {
        if (keptDocuments.isEmpty()) return []
        const { library } = await documents()
        return [...library.store.getState().documents.values()].map(({ id, title }) => ({ id, title }))
      },
      records: marks,
      ...{ language, now: Date.now, newId },
    })
  })

  const titles = createTitles({
    chat,
    model: session,
    isAutomatic() {
      const { phase, model } = session.store.getState()
      const isWorthIt = model.parametersM >= titleParametersM && !isSavingPower()
      return settings.store.getState().titles === 'auto' && phase.name === 'ready' && isWorthIt
    },
    now: Date.now,
  })

  const { vault, records, database } = createVault({
    plain: openDatabase(),
    async save() {
      await keeping.records.flush()
      // Where nothing can be written, the answer in progress need not be given up either.
      if (keeping.store.getState().failing) return false
      await chat.suspend()
      await keeping.records.flush()
      return keeping.isSaved()
    },
    reload: () => location.reload(),
    deleteModels: () => deleteModels(),
    channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('hermit-vault'),
    locks: navigator.locks,
  })
  watchIdle(
    vault,
    () => {
      const { lockAfter } = settings.store.getState()
      return lockAfter === 'never' ? undefined : Number(lockAfter) * 60_000
    },
    document,
  )
  const keepSettings = async () => {
    const set = [[settingsKey, settings.store.getState()]] as const
    await (await records).commit({ set }).catch(() => {})
  }

  const keeping = createKeeping({
    database,
    rooms: [
      ...[settings.kept, presets.kept, translate.kept, chat.kept],
      ...[keptDocuments.kept, apps.kept, notes.kept, reminders.kept, keptConsents.kept, keptCalls.kept],
      connections.kept,
    ],
    async suspend() {
      await chat.suspend()
      await (await documentsDesk)?.library.suspend()
      await library.suspend()
      await session.suspend()
    },
    exportChats() {
      saveFile(`hermit-chats-${new Date().toISOString().slice(0, 10)}.json`, allChats(), 'application/json')
      settings.set({ backedUpAt: Date.now() })
    },
    deleteModels,
    reload: () => location.reload(),
  })

  /** Models and what documents hold, with what was written down of downloads and what was shared and not taken. */
  async function deleteModels(): Promise<void> {
    await library.removeAll()
    await (await import('./abilities/documents/open-contents.ts')).deleteContents()
    await (await import('./privacy/in-page.ts')).forgetRequests()
    await (await import('./incoming/waiting-shares.ts')).forgetShares()
  }

  const allChats = () => {
    const { conversations, drafts } = chat.store.getState()
    return chatsToJson(conversations.values(), Date.now(), { presets: presets.store.getState(), drafts })
  }
  const isReading = () => (openedDocuments?.library.store.getState().progress.size ?? 0) > 0
  const isIdle = () => chat.store.getState().running.size === 0 && !isReading() && keeping.isSaved()
  const pwa = startPwa({ isIdle })
  const isUntouched = () => chat.store.getState().currentId === null && !apps.beside.getState().View
  const isStarting = () => session.store.getState().phase.name === 'starting'
  ensureIsolation(() => isIdle() && !hasDraft() && isUntouched() && isStarting())
  const hasDraft = () => Object.keys(chat.store.getState().drafts).length > 0

  async function startSession(): Promise<void> {
    models.complete()
    // A first visit may be about to reload itself for the sake of threads: do not begin a download before that.
    await workerInControl(firstControlMs)
    session.start()
    if (!scripted) await library.start()
    // What a closed tab left of documents, deleted or half read: nothing that anyone waits for.
    const sweepDocuments = async () => (await documents()).library.sweep()
    setTimeout(() => void sweepDocuments().catch(() => {}), 10_000)
  }

  session.store.subscribe(({ phase }, before) => {
    if (phase.name === 'ready' && before.phase.name !== 'ready') {
      void pwa.getState().keepEngine(models.engineFiles())
      // What looks through messages comes while nothing else is to be done: the first one need not wait for it.
      if (settings.store.getState().tools) {
        whenIdle(
          () =>
            void agent()
              .then(({ load }) => load())
              .catch(() => {}),
        )
      }
    }
  })

  const question = address.searchParams.get('q')
  if (question) chat.setDraft(question)

  /** Apps and servers as their records have them, for a backup: their rooms may not be here. */
  const outside: Rooms['outside'] = {
    get: () => ({ apps: apps.kept.snapshot('apps'), servers: connections.kept.snapshot(mcpServersKey) }),
    take(given) {
      apps.kept.takeIn([['apps', given.apps]], 'full')
      connections.kept.takeIn([[mcpServersKey, given.servers]], 'full')
      marks.markDirty('apps')
      marks.markDirty(mcpServersKey)
    },
  }

  const rooms: Rooms = {
    chat,
    titles,
    session,
    library,
    settings,
    presets,
    keeping,
    vault,
    abilities,
    documents,
    agent,
    notes: notes.desk,
    reminders: reminders.desk,
    apps,
    outside,
    pwa,
    install: createInstall(),
  }
  const read = keeping.open()
  void read.then(startSession)
  void read.then(apps.start)
  return { rooms, opened: Promise.race([read, lockScreenReady()]) }

  /** The lock screen speaks the language that was chosen; without a lock it is never ready. */
  async function lockScreenReady(): Promise<void> {
    await vault.found
    if (vault.store.getState().status !== 'locked') return new Promise(() => {})
    const stored = await (await records).get(settingsKey).catch(() => undefined)
    settings.store.setState(parseSettings(stored))
  }
}

function scriptedOptions(address: URL): ScriptedOptions {
  const rate = Number(address.searchParams.get('rate') ?? Number.NaN)
  const words = Number(address.searchParams.get('words') ?? 0)
  const contextTokens = Number(address.searchParams.get('context') ?? 0)
  const thinking = address.searchParams.get('thinking')
  return {
    ...(contextTokens > 0 && { contextTokens }),
    ...(address.searchParams.get('reply') === 'back' && { reply: lastMessage }),
    ...((thinking === 'tagged' || thinking === 'opened') && { thinking }),
    ...(rate >= 0 && { tokensPerSecond: rate === 0 ? Number.POSITIVE_INFINITY : rate }),
    ...(words > 0 && words <= 100_000 && { reply: Array.from({ length: words }, () => 'word').join(' ') }),
  }
}

function lastMessage(messages: readonly PromptMessage[]): string {
  return messages.findLast(({ role }) => role === 'user')?.content ?? ''
}

/** 128 random bits; crypto.randomUUID is missing where a page is served over plain http. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
