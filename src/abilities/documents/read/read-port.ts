import type { Fault } from '../../../fault.ts'
import type { Block, ReadEvent } from '../document.ts'

/** From the page to the worker: read a file; what was sent has been taken, so that more may come. */
export type ToReader =
  | { readonly type: 'read-file'; readonly file: Blob; readonly name: string }
  | { readonly type: 'read-taken' }

/** An event as it crosses: the blocks of one page may come in several parts, of which the last is marked. */
export type ReadPart = ReadEvent | { readonly type: 'read-more'; readonly blocks: readonly Block[] }

/**
 * Back: parts of events, each message answered by one 'read-taken' when the page has had time to take it; or a fault.
 * While it works the worker says at times that it is alive.
 */
export type FromReader =
  | { readonly type: 'read-parts'; readonly parts: readonly ReadPart[] }
  | { readonly type: 'read-fault'; readonly fault: Fault }
  | { readonly type: 'read-alive' }

/** What both ends need of a Worker, its global scope, or a MessagePort. */
export interface ReadPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/** How often the worker says that it is alive, in milliseconds. */
export const aliveMs = 1000
