import * as z from 'zod/mini'
import type { Versions } from '../../storage/kept.ts'

/** Keys of notes' records in the database. */
export const notePrefix = 'note/'
export const noteKey = (id: string) => `${notePrefix}${id}`

/** A note: the record `note/<id>`. */
export interface Note {
  readonly id: string
  /** Its first line is its title. */
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
}

const time = z.number().check(z.gte(0), z.lte(8.64e15))
/** One note as it lies on disk and in a backup. */
export const noteSchema = z.object({
  // No slash: it is part of keys.
  id: z.string().check(z.regex(/^[^/]{1,200}$/)),
  text: z.string(),
  createdAt: time,
  updatedAt: time,
})

/** What lies under a note's key, checked; undefined if it has another shape or another id than its key. */
export function parseNote(key: string, value: unknown): Note | undefined {
  const parsed = noteSchema.safeParse(value)
  return parsed.success && noteKey(parsed.data.id) === key ? parsed.data : undefined
}

/** Its first line that says something, without the signs of a heading; '' for an empty one. */
export function noteTitle({ text }: Pick<Note, 'text'>, most = 120): string {
  const line = text.split('\n').find(one => /\S/.test(one)) ?? ''
  const title = line.trim().replace(/^#{1,6}\s+/, '')
  if (title.length <= most) return title
  const end = /[\uD800-\uDBFF]/.test(title.charAt(most - 1)) ? most - 1 : most
  return `${title.slice(0, end).trimEnd()}…`
}

/** What stands behind the title, on one line. */
export function noteRest({ text }: Pick<Note, 'text'>, most = 160): string {
  const lines = text.split('\n').filter(one => /\S/.test(one))
  return lines.slice(1).join(' ').replaceAll(/\s+/g, ' ').trim().slice(0, most)
}

/** Those changed last first. */
export function notesByTime(notes: Iterable<Note>): readonly Note[] {
  return [...notes].toSorted((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
}

/**
 * A note of two tabs. What both have written at once stays, one behind the other; one that was deleted in one tab and
 * changed in the other stays too.
 */
export function mergeNote({ base, mine, theirs }: Versions): Note | undefined {
  const [was, here, there] = [base, mine, theirs].map(value => noteSchema.safeParse(value).data)
  if (here && there) {
    const times = {
      createdAt: Math.min(here.createdAt, there.createdAt),
      updatedAt: Math.max(here.updatedAt, there.updatedAt),
    }
    return { id: here.id, text: mergeText(was?.text, here.text, there.text), ...times }
  }
  const only = here ?? there
  return !was || was.text !== only?.text ? only : undefined
}

function mergeText(was: string | undefined, here: string, there: string): string {
  if (here === there || there === was) return here
  if (here === was) return there
  // One goes on from the other: typed here and saved there a moment ago.
  if (here.startsWith(there)) return here
  if (there.startsWith(here)) return there
  // The same two in the same order, whichever tab puts them together.
  const [first = '', second = ''] = [here, there].toSorted()
  const shared = sharedStart(first, second)
  return `${first.trimEnd()}\n\n${second.slice(shared).trimStart()}`
}

/** So many letters from the beginning are whole lines that both have. */
function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return a.slice(0, at).lastIndexOf('\n') + 1
}
