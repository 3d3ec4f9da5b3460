import type { StoreApi } from 'zustand/vanilla'
import type { Fault } from '../fault.ts'
import type { GgufDescription } from './add/describe-gguf.ts'
import type { Build, Offer } from './catalogue/offer.ts'
import type { Wanted } from './download/source.ts'
import type { OfferFit } from './fit/fit.ts'
import type { Recommendation } from './fit/recommend.ts'
import type { InstalledModel } from './weights/types.ts'

/** How a download is. Paused and failed ones go on where they were. */
export type DownloadState =
  | {
      readonly name: 'running'
      readonly bytes: number
      readonly ofBytes: number
      readonly bytesPerSecond?: number
      /** Set while it waits to go on by itself. */
      readonly waiting?: 'offline' | 'retry' | 'elsewhere'
    }
  | { readonly name: 'paused'; readonly bytes: number; readonly ofBytes: number }
  | { readonly name: 'failed'; readonly bytes: number; readonly ofBytes: number; readonly fault: Fault }

/** A model that is to be on this device and is not yet. */
export interface Download {
  readonly wanted: Wanted
  readonly state: DownloadState
}

/** What is being done with a model on this device. */
export interface Work {
  readonly what: 'checking' | 'deleting' | 'packing'
  /** From 0 to 1, where it can be told. */
  readonly fraction?: number
}

/** How the last work on a model ended. */
export type WorkResult =
  | { readonly kind: 'whole' | 'packed' }
  /** `bytes` are to be fetched again. */
  | { readonly kind: 'damaged'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly fault: Fault }

/** What takes room here, in bytes. */
export interface Storage {
  readonly models: number
  readonly chats: number
  readonly documents: number
  /** What the browser counts beyond these: the app itself, its engines. */
  readonly other: number
  readonly free?: number
  readonly quota?: number
  readonly persisted?: boolean
}

/** Files that the person gave, looked at and not taken in yet. */
export type Offered =
  | { readonly kind: 'gguf'; readonly files: readonly File[]; readonly description: GgufDescription }
  | { readonly kind: 'pack'; readonly files: readonly File[]; readonly name: string; readonly bytes: number }
  | { readonly kind: 'refused'; readonly name: string; readonly fault: Fault }

export interface LibraryState {
  /** Oldest first; the one that comes with the page is not among them until it was used from here. */
  readonly installed: readonly InstalledModel[]
  /** The id of the model that the person chose and that is here no more: the browser has cleared it. */
  readonly lost?: string
  /** By model id. */
  readonly downloads: Readonly<Record<string, Download>>
  readonly work: Readonly<Record<string, Work>>
  readonly results: Readonly<Record<string, WorkResult>>
  /** Files of the person's being asked about. */
  readonly offered?: Offered
  /** Files of the person's being taken in. */
  readonly adding?: { readonly name: string; readonly fraction: number }
  /** The last model that was deleted, and what that freed. */
  readonly deleted?: { readonly name: string; readonly bytes: number }
  /** Since the dialog was opened. */
  readonly offers?: readonly Offer[]
  /** Why the offers could not be shown or judged. */
  readonly offersFault?: Fault
  /** By offer id, since the device was measured. */
  readonly fits?: Readonly<Record<string, OfferFit>>
  readonly recommended?: { readonly offerId: string; readonly reason: Recommendation['reason'] }
  /** The device is being measured. */
  readonly isMeasuring: boolean
  /** When it was measured, in milliseconds since the epoch. */
  readonly measuredAt?: number
  readonly storage?: Storage
}

/** How it is before anything was read. */
export const firstLibraryState: LibraryState = {
  installed: [],
  downloads: {},
  work: {},
  results: {},
  isMeasuring: false,
}

/** The models on this device and those that could be: fetches, checks, deletes, packs, and takes in. */
export interface Library {
  readonly store: StoreApi<LibraryState>
  /** Reads what is on this device. Downloads that were cut wait for the person. */
  start(): Promise<void>
  /** Ends what runs, for another tab to go on with it; start() takes it up again. */
  suspend(): Promise<void>
  /** Deletes every model and all that was fetched. */
  removeAll(): Promise<void>
  /** Reads again what is on this device: something else has brought or deleted models. */
  refresh(): Promise<void>
  /** The dialog was opened: loads the offers, measures the device where that was never done, counts storage. */
  look(): void
  measureAgain(): void
  /** Whether the connection costs by the byte, or the person asked to save data: a download is confirmed first. */
  isMetered(): boolean
  /** Begins a download. On a metered connection the view has asked before. */
  download(offer: Offer, build: Build): void
  pause(id: string): void
  resume(id: string): void
  /** Gives a download up and deletes what was fetched. */
  cancel(id: string): void
  /** Makes it the model in use: the old one is let go of, the chat goes on. */
  use(id: string): void
  /** Lets go of the model in use; it comes back when somebody writes. */
  unload(): void
  check(id: string): void
  /** Fetches what a check found bad. */
  repair(id: string): void
  remove(id: string): void
  /** Saves it as a `.hermitpack`; asks where, in browsers that can. */
  pack(id: string): void
  /** Looks at files of the person's: afterwards `offered` says what they are. */
  offer(files: readonly File[]): void
  /** Takes in what is offered. */
  add(): void
  /** Gives up what is offered or being taken in. */
  cancelAdding(): void
  /** Begins to download a WebLLM model from an address, or says what is wrong with it. */
  addByAddress(modelAddress: string, libraryAddress: string): Promise<Fault | undefined>
  /** The result of work on a model, or (without an id) what was deleted, has been read. */
  dismiss(id?: string): void
  /** Stops what checking or packing runs on a model. */
  stopWork(id: string): void
  /** Asks the browser to keep everything. */
  askToPersist(): void
}
