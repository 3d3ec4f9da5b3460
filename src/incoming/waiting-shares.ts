import * as z from 'zod/mini'
import { openDiskShelf, type Shelf } from '../storage/shelf.ts'
import { type Coming, sharePrefix, shelfName } from './keep-share.ts'
import { type Share, shareLimits } from './share.ts'

/** A share as it waits on this device. */
export interface WaitingShare extends Share, Coming {}

/** Shares on this device, from the moment the service worker has kept them until a page takes them. */
export interface WaitingShares {
  /** Oldest first. What is none is cleared away. Throws FaultError. */
  list(): Promise<readonly WaitingShare[]>
  /** After it was taken or refused. */
  drop(id: string): Promise<void>
}

const words = z.string().check(z.maxLength(shareLimits.characters))
const waitingSchema = z.object({
  id: z.string().check(z.regex(/^[\da-z-]{1,80}$/)),
  at: z.number(),
  title: words,
  text: words,
  url: words,
  files: z.array(z.instanceof(File)),
})

/** Waiting shares over a shelf. */
export function createWaitingShares(shelf: Shelf): WaitingShares {
  return {
    list() {
      return shelf.change(async change => {
        const shares: WaitingShare[] = []
        for (const [key, value] of await change.entries(sharePrefix)) {
          const share = waitingSchema.safeParse(value)
          if (share.success && key === sharePrefix + share.data.id) shares.push(share.data)
          else change.delete(key)
        }
        return shares.sort((a, b) => a.at - b.at)
      })
    },
    drop: id => shelf.change(async change => change.delete(sharePrefix + id)),
  }
}

/** Those of this browser. */
export function openWaitingShares(): WaitingShares {
  return createWaitingShares(openDiskShelf(shelfName))
}

/** Clears away all that was shared and not taken. */
export async function forgetShares(): Promise<void> {
  const waiting = openWaitingShares()
  for (const { id } of await waiting.list()) await waiting.drop(id)
}
