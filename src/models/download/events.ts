import type { Fault } from '../../fault.ts'
import type { ModelCard } from '../model.ts'

/** What a download tells. Exactly one 'download-end' comes last, unless it throws. */
export type DownloadEvent =
  /** `bytes` counts what is durable or on its way in: it goes back when a file starts again. */
  | {
      readonly type: 'download-progress'
      readonly bytes: number
      readonly ofBytes: number
      readonly bytesPerSecond?: number
    }
  | {
      readonly type: 'download-retry'
      readonly waitMs: number
      readonly reason: Fault
      /** The try that failed, from 1. */
      readonly attempt: number
    }
  /** The device is offline; the download goes on by itself when it is back. */
  | { readonly type: 'download-offline' }
  /** Another tab fetches one of the files; what it has fetched is not fetched again. */
  | { readonly type: 'download-elsewhere' }
  /** All files are here and checked; the model has been written down as being on this device. */
  | { readonly type: 'download-end'; readonly card: ModelCard }
