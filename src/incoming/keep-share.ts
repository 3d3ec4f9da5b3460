import type { Shelf } from '../storage/shelf.ts'
import type { Share } from './share.ts'

/** The database of shares. It is one of its own: it is written while chats are locked. */
export const shelfName = 'hermit-shared'
/** What their keys begin with. */
export const sharePrefix = 'share/'

/** So many shares wait at the most: who shares more has not looked at those. */
export const mostWaiting = 4

/** What is known of a share when it comes. */
export interface Coming {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Keeps a share, one entry, so that it is there whole or not at all; false where too many wait. Throws FaultError. */
export function keepShare(shelf: Shelf, share: Share, { id, at }: Coming): Promise<boolean> {
  return shelf.change(async change => {
    const waiting = await change.keys(sharePrefix)
    if (waiting.length >= mostWaiting) return false
    change.put(sharePrefix + id, { ...share, id, at })
    return true
  })
}
