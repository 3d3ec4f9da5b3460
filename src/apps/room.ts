import type { ComponentType } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ViewProps } from '../abilities/ability.ts'
import type { Tool } from '../abilities/tool.ts'
import type { Access, Kept } from '../storage/kept.ts'
import { makeAppsView } from './AppsDialog.tsx'
import type { AppsParts, BesideProps } from './ability.ts'
import type { LinkState } from './app-link.ts'
import { appTools } from './app-tools.ts'
import { makeBesideView } from './BesideView.tsx'
import { connect, type Way } from './connection.ts'
import { type Asking, createOffering } from './offering.ts'
import {
  type AddressProblem,
  type AppRecord,
  type AppsRecord,
  appsKey,
  mergeApps,
  parseApps,
  readAddress,
} from './record.ts'
import { browserModelContext } from './webmcp.ts'

/** The app beside the conversation. */
export interface OpenedApp {
  readonly app: AppRecord
  /** Another number loads its page anew. */
  readonly turn: number
  readonly link: LinkState
  readonly way: Way
}

export interface AppsState extends AppsRecord {
  readonly access: 'loading' | Access
  readonly opened?: OpenedApp | undefined
  /** The app that was removed last, as long as that can be undone. */
  readonly removed?: AppRecord | undefined
  /** Someone outside wants to call a tool of Hermit's. */
  readonly asking?: Asking | undefined
}

/** Why an app is not opened. */
export type OpenProblem = 'air-gapped'

/** Web apps that the person has added, and the one that is open. */
export interface AppsRoom {
  readonly store: Pick<StoreApi<AppsState>, 'getState' | 'subscribe' | 'getInitialState'>
  readonly kept: Kept
  readonly View: ComponentType<ViewProps>
  /** Hermit's own address, for the example that comes with it. */
  readonly home: string
  /** Whether the browser has what other agents would call Hermit's tools by. */
  readonly canOffer: boolean
  /** Adds an app by its address, or says what is wrong with it. An empty name becomes its host and path. */
  add(address: string, name: string): AppRecord | AddressProblem
  rename(id: string, name: string): void
  remove(id: string): void
  undoRemove(): void
  forgetRemoved(): void
  open(id: string): OpenProblem | undefined
  close(): void
  reload(): void
  /** The frame of the app that is open is in the page. Gives what ends it. */
  attach(frame: HTMLIFrameElement): { loaded(): void; end(): void }
  setOffers(offers: boolean): void
}

/** What the room is built from. */
export interface AppsRoomParts extends AppsParts {
  readonly onTools: (tools: readonly Tool[]) => void
  readonly showBeside: (View: ComponentType<BesideProps> | undefined) => void
}

const nothingHeard: LinkState = { status: 'waiting', tools: [], ignored: {} }

/** Builds the room. */
export function createAppsRoom(parts: AppsRoomParts): AppsRoom {
  const { onChange, onTools, showBeside, airGap, home, now, newId } = parts
  const store = createStore<AppsState>(() => ({ access: 'loading', ...parseApps(undefined) }))
  const get = store.getState
  const context = browserModelContext()
  const offering = createOffering({
    context,
    ownTools: parts.ownTools,
    now,
    onAsking: asking => {
      store.setState({ asking })
      showOrHide()
    },
  })

  function keep(changes: Partial<AppsRecord>): void {
    if (get().access === 'read-only') return
    store.setState(changes)
    onChange()
  }

  const showOrHide = () => showBeside(get().opened || get().asking ? BesideView : undefined)
  const isOwn = ({ url }: AppRecord) => new URL(url).origin === new URL(home).origin

  function close(): void {
    onTools([])
    store.setState({ opened: undefined })
    showOrHide()
  }

  airGap.subscribe(() => {
    const { opened } = get()
    if (airGap.isOn() && opened && !isOwn(opened.app)) close()
  })

  const room: AppsRoom = {
    store,
    kept: {
      owns: key => key === appsKey,
      snapshot() {
        const { apps, offersTools } = get()
        return { apps, offersTools }
      },
      takeIn(records, access) {
        store.setState({ access })
        for (const [, value] of records) store.setState(parseApps(value))
        const { apps, offersTools, opened } = get()
        // Another tab has removed it.
        if (opened && !apps.some(({ id }) => id === opened.app.id)) close()
        offering.set(offersTools)
      },
      merge: (_key, { base, mine, theirs }) => mergeApps(parseApps(base), parseApps(mine), parseApps(theirs)),
    },
    get View() {
      return AppsView
    },
    home,
    canOffer: context !== undefined,
    add(address, name) {
      const read = readAddress(address, home)
      if ('problem' in read) return read.problem
      const known = get().apps.find(({ url }) => url === read.url)
      if (known) return known
      const { host, pathname } = new URL(read.url)
      const app: AppRecord = {
        id: newId(),
        name: (name.trim() || `${host}${pathname}`).slice(0, 60),
        url: read.url,
        addedAt: now(),
      }
      keep({ apps: [...get().apps, app] })
      return app
    },
    rename(id, name) {
      const trimmed = name.trim().slice(0, 60)
      if (trimmed === '') return
      keep({ apps: get().apps.map(app => (app.id === id ? { ...app, name: trimmed } : app)) })
    },
    remove(id) {
      const { apps, opened } = get()
      if (opened?.app.id === id) close()
      store.setState({ removed: apps.find(app => app.id === id) })
      keep({ apps: apps.filter(app => app.id !== id) })
    },
    undoRemove() {
      const { apps, removed } = get()
      if (!removed) return
      const at = apps.findIndex(({ addedAt }) => addedAt > removed.addedAt)
      store.setState({ removed: undefined })
      keep({ apps: apps.toSpliced(at < 0 ? apps.length : at, 0, removed) })
    },
    forgetRemoved: () => store.setState({ removed: undefined }),
    open(id) {
      const app = get().apps.find(one => one.id === id)
      if (!app) return undefined
      if (airGap.isOn() && !isOwn(app)) return 'air-gapped'
      const turn = (get().opened?.turn ?? 0) + 1
      store.setState({ opened: { app, turn, link: nothingHeard, way: 'bridge' } })
      showOrHide()
      return undefined
    },
    close,
    reload() {
      const { opened } = get()
      if (opened) room.open(opened.app.id)
    },
    attach(frame) {
      const { opened } = get()
      if (!opened) return { loaded() {}, end() {} }
      const { app, turn } = opened
      const { origin } = new URL(app.url)
      const connection = connect({
        page: window,
        frame: () => frame.contentWindow,
        origin,
        context: isOwn(app) ? context : undefined,
      })
      const follow = () => {
        const current = get().opened
        if (current?.turn !== turn) return
        const link = connection.store.getState()
        store.setState({ opened: { ...current, link, way: connection.way() } })
        onTools(appTools(current.app, connection))
      }
      const stop = connection.store.subscribe(follow)
      return {
        loaded: connection.loaded,
        end() {
          stop()
          connection.close()
          if (get().opened?.turn === turn) onTools([])
        },
      }
    },
    setOffers(offersTools) {
      keep({ offersTools })
      offering.set(get().offersTools)
    },
  }
  const AppsView = makeAppsView(room)
  const BesideView = makeBesideView(room)
  return room
}
