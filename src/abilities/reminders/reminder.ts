import * as z from 'zod/mini'
import { isSame, mergeFields } from '../../storage/three-way.ts'

/** Key of the record in the database. */
export const remindersKey = 'reminders'

/** Something to be told of at a moment. */
export interface Reminder {
  readonly id: string
  readonly kind: 'timer' | 'reminder'
  /** What of; a timer may have no words. */
  readonly text: string
  /** The moment, in milliseconds since the epoch. */
  readonly at: number
  readonly createdAt: number
  /** Of a timer: for how long it was set. */
  readonly durationMs?: number | undefined
  /** When it rang, in whichever tab; absent while it waits. It rings until somebody says so. */
  readonly rangAt?: number | undefined
}

/** What lies in the record. */
export interface RemindersRecord {
  /** By moment. */
  readonly reminders: readonly Reminder[]
  /** The person was asked whether the system may show them. */
  readonly wasAsked?: boolean | undefined
}

const time = z.number().check(z.gte(0), z.lte(8.64e15))
/** One reminder as it lies on disk and in a backup. */
const reminderSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  kind: z.enum(['timer', 'reminder']),
  text: z.string(),
  at: time,
  createdAt: time,
  durationMs: z.optional(time),
  rangAt: z.optional(time),
})

/** The whole record, for a restore that is all or nothing. */
export const remindersSchema = z.object({
  reminders: z.array(reminderSchema),
  wasAsked: z.optional(z.boolean()),
})

/** The record off the disk: what has another shape is dropped, and the rest is kept. */
export function parseReminders(value: unknown): RemindersRecord {
  const record = typeof value === 'object' && value !== null ? value : {}
  const listed: unknown = Reflect.get(record, 'reminders')
  const reminders = (Array.isArray(listed) ? listed : []).flatMap(one => {
    const parsed = reminderSchema.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
  return {
    reminders: inOrder(reminders),
    ...(Reflect.get(record, 'wasAsked') === true ? { wasAsked: true } : {}),
  }
}

/** One reminder as it was kept elsewhere; undefined where it has another shape. */
export function parseReminder(value: unknown): Reminder | undefined {
  return reminderSchema.safeParse(value).data
}

/** By moment, each id once. */
export function inOrder(reminders: readonly Reminder[]): readonly Reminder[] {
  return [...new Map(reminders.map(one => [one.id, one])).values()].toSorted(
    (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1),
  )
}

/**
 * Reminders of two tabs, one by one. What one of them has put an end to stays ended, though the other has rung it
 * meanwhile; only what the person has changed there comes back.
 */
export function mergeReminders(
  base: RemindersRecord,
  mine: RemindersRecord,
  theirs: RemindersRecord,
): RemindersRecord {
  const [was, here, there] = [byId(base), byId(mine), byId(theirs)]
  const merged = [...new Set([...here.keys(), ...there.keys()])].flatMap((id): readonly Reminder[] => {
    const [before, a, b] = [was.get(id), here.get(id), there.get(id)]
    // Both sides are whole, and each field is one of theirs.
    if (a && b) return [mergeFields(before ?? {}, a, b, ours => ours) as unknown as Reminder]
    const only = a ?? b
    if (!only) return []
    return !before || !isSame(asSet(before), asSet(only)) ? [only] : []
  })
  return {
    reminders: inOrder(merged),
    ...(mine.wasAsked || theirs.wasAsked ? { wasAsked: true } : {}),
  }
}

function byId({ reminders }: RemindersRecord): ReadonlyMap<string, Reminder> {
  return new Map(reminders.map(one => [one.id, one]))
}

/** Without what a clock alone has written. */
function asSet({ rangAt: _, ...others }: Reminder): object {
  return others
}
