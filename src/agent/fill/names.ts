import { isWordStart, type Reading, readAll } from './reading.ts'

/** Names and what they stand for, found in a request as whole words; of two that begin alike the longer one. */
export interface NameTable<T> {
  find(folded: string): Reading<T>[]
  at(folded: string, at: number): Reading<T> | undefined
}

/** Builds the table; names are written in the folded form (small letters). */
export function nameTable<T>(rows: Iterable<readonly [name: string, value: T]>): NameTable<T> {
  const byFirst = new Map<string, (readonly [string, T])[]>()
  for (const row of rows) {
    const first = row[0][0]
    if (first === undefined) continue
    const list = byFirst.get(first)
    if (list === undefined) byFirst.set(first, [row])
    else list.push(row)
  }
  for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length)
  const at = (folded: string, start: number): Reading<T> | undefined => {
    const list = byFirst.get(folded[start] ?? '')
    if (list === undefined) return undefined
    for (const [name, value] of list) {
      if (!folded.startsWith(name, start)) continue
      const end = start + name.length
      if (isLatin(name[0]) && !isWordStart(folded, start) && !/\d/.test(folded[start - 1] ?? '')) continue
      if (isLatin(name.at(-1)) && isLatin(folded[end])) continue
      return { value, start, end }
    }
    return undefined
  }
  return { at, find: folded => readAll(folded, at) }
}

function isLatin(letter: string | undefined): boolean {
  return letter !== undefined && /[a-z\u00c0-\u024f]/.test(letter)
}
