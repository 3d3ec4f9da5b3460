import * as z from 'zod/mini'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { deviceRecordSchema } from '../models/device-record.ts'
import { modelHosts, parseModelHost } from '../models/download/hosts.ts'
import type { Kept } from '../storage/kept.ts'
import { mergeFields } from '../storage/three-way.ts'

/** The whole record, for a backup that is all or nothing. */
export const settingsSchema = z.object({
  /** 'system' follows the browser. */
  theme: z._default(z.enum(['system', 'light', 'dark']), 'system'),
  language: z._default(z.enum(['system', 'en', 'zh-CN']), 'system'),
  /** Milliseconds since the epoch when the model's files were last hashed; 0 is never. */
  filesCheckedAt: z._default(z.number().check(z.nonnegative()), 0),
  /** What runs the model; 'auto' is what is fastest here. */
  engine: z._default(z.enum(['auto', 'webllm', 'wllama']), 'auto'),
  /** When the model is let go of: after minutes without use, never, or ('auto') as the device's memory suggests. */
  rest: z._default(z.enum(['auto', 'never', '5', '30']), 'auto'),
  /** Reads the message into the model while it is being typed. */
  readAhead: z._default(z.boolean(), true),
  /** Whether the model names chats unasked, where it is large enough for it. */
  titles: z._default(z.enum(['auto', 'never']), 'auto'),
  /** Whether messages are looked through for what tools can do. */
  tools: z._default(z.boolean(), true),
  /** Every request that would leave this origin is refused. */
  airGap: z._default(z.boolean(), false),
  /** Minutes without a key or a touch after which the vault locks itself. */
  lockAfter: z._default(z.enum(['5', '15', '60', 'never']), '15'),
  /** When chats were last saved to a file, in milliseconds since the epoch; 0 is never. */
  backedUpAt: z._default(z.number().check(z.nonnegative()), 0),
  /** When a person was last reminded to do so. */
  remindedAt: z._default(z.number().check(z.nonnegative()), 0),
  /** The model in use, by its card's id; empty for the one that comes with the page. */
  model: z._default(z.string(), ''),
  /** Where models are fetched from, as an origin. */
  modelHost: z._default(z.string().check(z.refine(host => parseModelHost(host) === host)), modelHosts[0]),
  /** What Hermit remembers of this device. */
  device: z.prefault(deviceRecordSchema, {}),
})

/** What a person chose, and little that Hermit remembers about itself. */
export type SettingsValues = z.infer<typeof settingsSchema>

export const settingsKey = 'settings'

/** Settings off the disk: a field that is missing or has another shape falls back to its default. */
export function parseSettings(value: unknown): SettingsValues {
  const whole = settingsSchema.safeParse(value)
  if (whole.success) return whole.data
  const defaults = settingsSchema.parse({})
  if (typeof value !== 'object' || value === null) return defaults
  const result: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(settingsSchema.shape)) {
    const field = z.safeParse(schema, Reflect.get(value, key))
    if (field.success) result[key] = field.data
  }
  return settingsSchema.parse(result)
}

export interface Settings {
  readonly store: StoreApi<SettingsValues>
  set(changes: Partial<SettingsValues>): void
  /** How the record is kept, and follows what other tabs set. */
  readonly kept: Kept
}

/** Builds the settings store. @param onChange Called after each change by set(); it keeps the record. */
export function createSettings(initial: SettingsValues, onChange: () => void): Settings {
  const store = createStore<SettingsValues>(() => initial)
  return {
    store,
    set(changes) {
      store.setState(changes)
      onChange()
    },
    kept: {
      owns: key => key === settingsKey,
      snapshot: () => store.getState(),
      takeIn(records) {
        for (const [, value] of records) if (value !== undefined) store.setState(parseSettings(value))
      },
      // Of what was set in two tabs, what was set here; what is remembered of the device is merged by its own fields.
      merge: (_key, { base, mine, theirs }) => ({
        ...mergeFields(asObject(base), asObject(mine), asObject(theirs), here => here),
        device: mergeFields(deviceIn(base), deviceIn(mine), deviceIn(theirs), here => here),
      }),
    },
  }
}

function deviceIn(settings: unknown): object {
  return asObject(Reflect.get(asObject(settings), 'device'))
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
