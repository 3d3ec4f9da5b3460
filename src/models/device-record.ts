import * as z from 'zod/mini'
import { engineErrorCodes } from '../engines/engine.ts'
import { deviceSpeedSchema } from '../engines/speed-record.ts'

/** What Hermit remembers of this device between starts, as it lies in the settings' record. */
export const deviceRecordSchema = z.object({
  /** Which GPU and browser the rest is about: a new driver or browser starts with a clean sheet. */
  device: z._default(z.string(), ''),
  failures: z._default(z.array(z.object({ key: z.string(), code: z.enum(engineErrorCodes) })), []),
  /** GPU engines with their files that passed the full known-answer check. */
  checked: z._default(z.array(z.string()), []),
  /** Decode speed by "engine:model", in tokens a second. */
  rates: z._default(z.record(z.string(), z.number().check(z.positive())), {}),
  /** The measurement of engines/speed.ts. One of an earlier shape is forgotten, and made anew when it is needed. */
  speed: z.catch(z.optional(deviceSpeedSchema), undefined),
  /** When that was made, in milliseconds since the epoch. */
  measuredAt: z.optional(z.number()),
})

export type DeviceRecord = z.infer<typeof deviceRecordSchema>
