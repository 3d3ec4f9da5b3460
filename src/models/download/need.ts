import { FaultError } from '../../fault.ts'
import type { Pieces } from './piece-writer.ts'
import { durableBytes } from './ranges.ts'
import { sha256Of, type WantedFile } from './wanted-file.ts'

/** Room that a model leaves for chats and documents. */
export const roomForChatsBytes = 64 * 1024 * 1024

/** The room that the rest of a download takes. */
export interface Need {
  /** So much of a file is durable now. */
  note(key: string, durableBytes: number): void
  /** Throws FaultError 'storage-full' where the browser says that it has less room than is needed. */
  requireRoom(): Promise<void>
  /** Over quota, a person needs to know what the whole rest takes, not this piece: `work` throws with that number. */
  named<T>(work: Promise<T>): Promise<T>
}

/** Counts what is here of all files, and tells `note` of it. */
export async function measureNeed(
  files: ReadonlyMap<string, WantedFile>,
  { weights, pieceBytes }: Pieces,
  baseUrl: string,
  note: (key: string, bytes: number) => void,
): Promise<Need> {
  const missing = new Map<string, number>()
  let isFromElsewhere = false
  for (const [key, file] of files) {
    const bytes = file.bytes ?? file.likelyBytes ?? 0
    const sha256 = sha256Of(file)
    if (sha256 !== undefined && (await weights.has(sha256))) {
      note(key, bytes)
      continue
    }
    const part = await weights.part(key)
    const here = part ? durableBytes(part, pieceBytes) : 0
    note(key, here)
    missing.set(key, bytes - here)
    isFromElsewhere ||= file.url !== '' && new URL(file.url).origin !== new URL(baseUrl).origin
  }
  const rest = (): number => [...missing.values()].reduce((sum, bytes) => sum + Math.max(0, bytes), 0)

  return {
    note(key, here) {
      const file = files.get(key)
      if (file) missing.set(key, (file.bytes ?? file.likelyBytes ?? 0) - here)
    },
    async requireRoom() {
      if (missing.size === 0) return
      // What Hermit brings with it may fill the room to its end.
      const neededBytes = rest() + (isFromElsewhere ? roomForChatsBytes : 0)
      const freeBytes = await weights.freeBytes()
      if (freeBytes === undefined || freeBytes >= neededBytes) return
      throw new FaultError({ code: 'storage-full', numbers: { neededBytes, freeBytes } })
    },
    async named(work) {
      try {
        return await work
      } catch (error) {
        if (!(error instanceof FaultError) || error.fault.code !== 'storage-full') throw error
        throw new FaultError({ ...error.fault, numbers: { ...error.fault.numbers, neededBytes: rest() } })
      }
    },
  }
}
