/*
 * The first paint shows how the model and the library are, and runs neither: all that runs them comes right after it,
 * and what is asked for before that waits for it.
 */
import { createStore } from 'zustand/vanilla'
import type { PromptMessage } from '../engines/engine.ts'
import { promised } from '../engines/event-stream.ts'
import { probeConnection } from '../engines/network.ts'
import type { ScriptedOptions } from '../engines/scripted.ts'
import { scriptedCard } from '../engines/scripted-card.ts'
import { FaultError, toFault } from '../fault.ts'
import type { Settings } from '../settings/settings.ts'
import type { Tabs } from '../tabs/tabs.ts'
import { embeddedModel } from './catalogue/embedded-model.ts'
import type { LibraryOptions } from './library.ts'
import { firstLibraryState, type Library, type LibraryState } from './library-state.ts'
import type { ModelFiles } from './model-files.ts'
import { firstSessionState, type Session, type SessionState } from './session-state.ts'

export interface ModelsRoomOptions
  extends Pick<LibraryOptions, 'askToPersist' | 'countStorage' | 'onFetching'> {
  readonly settings: Settings
  /** Joins all tabs that have Hermit open: one of them runs the model. */
  readonly joinTabs: () => Promise<Tabs>
  /** The engine that the address asks for, before what the person chose. */
  readonly askedInAddress?: string | undefined
  /** With it, the scripted engine and its model take the place of every other. */
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

/** The room before all of it is here. */
export interface ModelsRoomInPart extends ModelsRoom {
  /** Fetches what is not here yet, and joins the tabs. start() does so where this was not called or has failed. */
  complete(): void
}

/** Whether a download of a hundred megabytes may begin without asking. Asked each time: a phone leaves its Wi-Fi. */
const mayDownload = () => !probeConnection()?.isMetered

/** Begins the room; nothing happens before session.start() and library.start(). */
export function createModelsRoom(options: ModelsRoomOptions): ModelsRoomInPart {
  const embedded = options.scripted ? scriptedCard : embeddedModel
  const sessionStore = createStore<SessionState>(() => firstSessionState(embedded))
  const libraryStore = createStore<LibraryState>(() => firstLibraryState)
  let room: ModelsRoom | undefined
  let building: Promise<ModelsRoom> | undefined
  let isStarted = false

  function built(): Promise<ModelsRoom> {
    building ??= build().catch((error: unknown) => {
      building = undefined // the code did not come; the next call asks for it again
      throw new FaultError({ code: 'network', detail: String(error) })
    })
    return building
  }

  async function build(): Promise<ModelsRoom> {
    const [{ buildModelsRoom }, tabs] = await Promise.all([import('./build-room.ts'), options.joinTabs()])
    const parts = { embedded, tabs, mayDownload, session, library }
    room = buildModelsRoom(options, parts)
    if (isStarted) room.session.start()
    return room
  }

  /** Does it at once where it can: some of it is only allowed in answer to a press. */
  function when(deed: (room: ModelsRoom) => void): void {
    if (room) deed(room)
    else void built().then(deed, tell)
  }

  function tell(error: unknown): void {
    sessionStore.setState({ phase: { name: 'stopped', fault: toFault(error) } })
  }

  function start(): void {
    if (room) {
      room.session.start()
      return
    }
    isStarted = true
    sessionStore.setState({ phase: { name: 'starting' } })
    built().catch(tell)
  }

  const session: Session = {
    store: sessionStore,
    start,
    async suspend() {
      isStarted = false
      await room?.session.suspend()
    },
    download: () => when(({ session }) => session.download()),
    cancelDownload: () => room?.session.cancelDownload(),
    // Before it is built, it is its code that did not come.
    retry: () => (room ? room.session.retry() : start()),
    tryAgain: () => (room ? room.session.tryAgain() : start()),
    choose: () => room?.session.choose(),
    forgetStepDown: () => room?.session.forgetStepDown(),
    wake: () => room?.session.wake(),
    rest: async () => room?.session.rest(),
    stopDamaged: async () => (await built()).session.stopDamaged(),
    forget: async () => (await built()).session.forget(),
    generate: (...call) =>
      room?.session.generate(...call) ?? promised(async () => (await built()).session.generate(...call)),
    countTokens: async (...call) => (await built()).session.countTokens(...call),
  }

  const library: Library = {
    store: libraryStore,
    start: async () => (await built()).library.start(),
    suspend: async () => room?.library.suspend(),
    removeAll: async () => (await built()).library.removeAll(),
    refresh: async () => (await built()).library.refresh(),
    look: () => when(({ library }) => library.look()),
    measureAgain: () => when(({ library }) => library.measureAgain()),
    isMetered: () => !mayDownload(),
    download: (...of) => when(({ library }) => library.download(...of)),
    pause: id => when(({ library }) => library.pause(id)),
    resume: id => when(({ library }) => library.resume(id)),
    cancel: id => when(({ library }) => library.cancel(id)),
    use: id => when(({ library }) => library.use(id)),
    unload: () => when(({ library }) => library.unload()),
    check: id => when(({ library }) => library.check(id)),
    repair: id => when(({ library }) => library.repair(id)),
    remove: id => when(({ library }) => library.remove(id)),
    pack: id => when(({ library }) => library.pack(id)),
    offer: files => when(({ library }) => library.offer(files)),
    add: () => when(({ library }) => library.add()),
    cancelAdding: () => when(({ library }) => library.cancelAdding()),
    addByAddress: async (...addresses) => (await built()).library.addByAddress(...addresses),
    dismiss: id => when(({ library }) => library.dismiss(id)),
    stopWork: id => when(({ library }) => library.stopWork(id)),
    askToPersist: () => when(({ library }) => library.askToPersist()),
  }

  return {
    session,
    library,
    files: {
      of: async card => (await built()).files.of(card),
      async *download(card, signal) {
        yield* (await built()).files.download(card, signal)
      },
    },
    engineFiles: () => room?.engineFiles() ?? [],
    complete: () => void built().catch(() => {}),
  }
}
